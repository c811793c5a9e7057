"""Every name stands for one thing: in a pack, and among all packs of a kiosk. The pack read first keeps a name."""

from collections.abc import Iterator

from kiosk.packs.findings.finding import Finding, Marks, Steps
from kiosk.packs.reading.source import PackSource

Named = tuple[str, str, Marks, Steps]
"""What it is, its name, and where it is written."""


class Taken:
    """Names that packs before this one have, with the place where each is written."""

    def __init__(self) -> None:
        self.names: dict[tuple[str, str], str] = {}

    def add(self, pack: PackSource) -> None:
        """Remember the names of a good pack."""
        for what, name, marks, steps in named(pack):
            self.names.setdefault((what, name), f"{marks.file}:{marks.line(steps)}")


def names(pack: PackSource, taken: Taken) -> Iterator[Finding]:
    """Names given twice."""
    seen = dict(taken.names)
    for what, name, marks, steps in named(pack):
        if (what, name) in seen:
            yield marks.found(steps, "name-taken", name=name, first=seen[what, name])
        seen.setdefault((what, name), f"{marks.file}:{marks.line(steps)}")


def named(pack: PackSource) -> Iterator[Named]:
    """Everything in a pack that others call by name."""
    if pack.pack.value is not None:
        marks = pack.pack.marks
        yield "pack", pack.pack.value.pack, marks, ("pack",)
        for n, topic in enumerate(pack.pack.value.topics):
            yield "topic", topic.topic, marks, ("topics", n, "topic")
        for n, card in enumerate(pack.pack.value.cards):
            yield "card", card.card, marks, ("cards", n, "card")
    yield from (("lesson", one.value.lesson, one.marks, ("lesson",)) for one in pack.lessons if one.value)
    yield from (("app", one.value.app, one.marks, ("app",)) for one in pack.apps if one.value)
    yield from (("picture", name, Marks(file, {}), ()) for name, file in pack.pictures.items())
