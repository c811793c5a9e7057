"""What can be counted, from the real lessons and `metrics.yaml`: a column for each metric, key and part of the day."""

from msgspec import Struct

from kiosk.core.content.packs import Library
from kiosk.stats.registry import Registry

PARTS = ("morning", "midday", "afternoon")


class Vocabulary(Struct, frozen=True):
    """The columns, those of one metric side by side. `name` is how a nightly document writes the key."""

    columns: tuple[tuple[str, str, str], ...]
    """Metric, key, part of the day; the part is empty where parts are not told apart."""
    names: tuple[str, ...]
    spans: dict[str, tuple[int, int]]
    """Metric → its first column, and the first after it."""
    steps: dict[str, tuple[str, ...]]
    """Lesson → its steps, by their names."""
    topics: tuple[str, ...]


def vocabulary(registry: Registry, library: Library) -> Vocabulary:
    """The columns in a fixed order."""
    columns: list[tuple[str, str, str]] = []
    spans = {}
    for metric in sorted(registry.metrics):
        begins, parts = len(columns), PARTS if registry.metrics[metric].by_part else ("",)
        columns += [(metric, key, part) for key in sorted(registry.keys(metric)) for part in parts]
        spans[metric] = (begins, len(columns))
    names = tuple("/".join(filter(None, (key, part))) or "all" for _, key, part in columns)
    steps = {name: tuple(step.id for step in lesson.steps) for name, lesson in sorted(library.lessons.items())}
    return Vocabulary(tuple(columns), names, spans, steps, tuple(topic.topic for topic in library.topics))
