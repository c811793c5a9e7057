"""The closed list of what may be counted, opened at start from its compiled form; no YAML is read here.

The lists of keys that come from content are taken from the very library that the kiosk runs, so that an update of
lessons can never meet an older list.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import product
from typing import Annotated, Any, get_args

import msgspec
from msgspec import Meta, Struct

from kiosk.core.codes.reading import CodeKind
from kiosk.core.content.lessons import Lesson
from kiosk.core.content.packs import Library
from kiosk.core.judge import REAL_NUMBER
from kiosk.core.units import LANGS, Accent, Pace, Part, TextSize, Words
from kiosk.core.ways import HINT_RUNGS, WAYS

MOST_OF_A_VISIT = 5
"""What one visit may add to one cell, so that no cell is the work of one."""

_SLUG = re.compile(r"[a-z][a-z_]{0,39}")


class Metric(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One declaration of `metrics.yaml`."""

    meaning: Words
    purpose: Words
    not_personal: Words
    """Why this number is about nobody."""
    keys: str | tuple[str, ...] = ()
    """A closed list, the name of one, or two names joined by `/`."""
    owner: str
    """Who answers for it."""
    review: Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    """Until when somebody must have asked again whether it is still needed and still harmless."""
    by_part: bool = False
    """Whether the parts of the day are kept apart in what leaves the machine."""
    once: bool = False
    """A visit adds at most one to each cell; else at most `MOST_OF_A_VISIT`."""
    machine: bool = False
    """About the machine and not about visits: nothing bounds it."""

    @property
    def most(self) -> int:
        """How much one visit may add to a cell; 0: as much as there is."""
        return 0 if self.machine else 1 if self.once else MOST_OF_A_VISIT


class Declared(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The whole of `metrics.yaml`, as it is compiled."""

    metrics: dict[str, Metric]
    lists: dict[str, tuple[str, ...]] = {}


class Undeclared(ValueError):  # noqa: N818 - it is said of a metric, and reads so where it is caught
    """A metric or key that `metrics.yaml` does not know. Its words never repeat the key, which might be a payload."""


class Registry:
    """Which metrics there are and which keys each takes."""

    def __init__(self, declared: Declared, lists: Mapping[str, Iterable[str]]) -> None:
        self.metrics = declared.metrics
        named = {name: frozenset(keys) for name, keys in lists.items()}
        named |= {name: frozenset(keys) for name, keys in declared.lists.items()}
        self._most = {name: metric.most for name, metric in declared.metrics.items()}
        self._keys = {name: _closed(name, metric, named) for name, metric in declared.metrics.items()}

    def keys(self, metric: str) -> frozenset[str]:
        """The keys of a metric; `{""}` for one that has none."""
        return self._keys[metric]

    def most(self, metric: str) -> int:
        """What one visit may add to a cell of this metric; 0: as much as there is."""
        return self._most[metric]

    def check(self, metric: str, key: str = "") -> None:
        """Raise `Undeclared` unless metric and key are declared."""
        keys = self._keys.get(metric)
        if keys is None:
            raise Undeclared(self._unknown_metric(metric))
        if key not in keys:
            raise Undeclared(f"metric '{metric}' was given a key that metrics.yaml does not allow: {_allowed(keys)}")

    def _unknown_metric(self, metric: str) -> str:
        if not _SLUG.fullmatch(metric):
            return "a name that is no metric was to be counted: use one that metrics.yaml declares"
        from difflib import get_close_matches  # noqa: PLC0415 - only an error needs it

        near = get_close_matches(metric, self._keys, n=1)
        hint = f"did you mean '{near[0]}'?" if near else "declare it with its meaning and purpose."
        return f"metric '{metric}' is not declared in metrics.yaml: {hint}"


def load_registry(compiled: bytes, library: Library) -> Registry:
    """The registry from its compiled form and the lessons of this kiosk. Raises `ValueError` on a damaged file."""
    try:
        declared = msgspec.msgpack.decode(compiled, type=Declared)
    except msgspec.DecodeError as error:
        raise ValueError(f"the compiled metrics are damaged ({error}): compile the content again") from error
    return Registry(declared, lists_of(library))


def lists_of(library: Library) -> dict[str, frozenset[str]]:
    """Every named list of keys that content and program provide."""
    return {
        "topics": frozenset(topic.topic for topic in library.topics),
        "lessons": frozenset(library.lessons),
        "steps": frozenset(
            f"{name}/{step.id}" for name, lesson in library.lessons.items() for step in lesson.steps
        ),
        "misconceptions": frozenset(name for lesson in library.lessons.values() for name in _mistakes(lesson)),
        **PROGRAM_LISTS,
    }


PROGRAM_LISTS: dict[str, frozenset[str]] = {
    "ways": frozenset(WAYS),
    "rungs": frozenset(HINT_RUNGS[1:]),
    "code_kinds": frozenset(get_args(CodeKind)) - {"staff"},  # what staff do is not counted
    "parts": frozenset(get_args(Part)),
    "languages": frozenset(LANGS),
    "text_sizes": frozenset(get_args(TextSize)),
    "paces": frozenset(get_args(Pace)),
    "accents": frozenset(get_args(Accent)),
}
"""Lists that the program itself closes."""

CONTENT_LISTS = frozenset({"topics", "lessons", "steps", "misconceptions"})
"""Lists that the content closes."""


def _mistakes(lesson: Lesson) -> Iterable[str]:
    yield REAL_NUMBER
    for step in lesson.steps:
        yield from (mistake.name for mistake in getattr(step, "mistakes", ()))


def _closed(name: str, metric: Metric, lists: Mapping[str, frozenset[str]]) -> frozenset[str]:
    if not isinstance(metric.keys, str):
        return frozenset(metric.keys or ("",))
    try:
        parts: list[Any] = [lists[part] for part in metric.keys.split("/")]
    except KeyError as missing:
        raise Undeclared(f"metric '{name}' in metrics.yaml takes its keys from an unknown list {missing}") from None
    return frozenset("/".join(pair) for pair in product(*parts))


def _allowed(keys: frozenset[str]) -> str:
    shown = sorted(keys)[:8]
    if shown == [""]:
        return "it takes none"
    return "allowed are " + ", ".join(shown) + (", …" if len(keys) > len(shown) else "")
