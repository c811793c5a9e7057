"""Lessons: how often each was begun and followed to its end, in which way, and at which step people give up.

Keys of counters are `pay-by-qr/alone` (lesson and way), `pay-by-qr/amount` (lesson and id of a step), `pay-by-qr`, or
`other`.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from kiosk.core.ways import WAYS
from kiosk.fleet.report.answers import OTHER, Count, Lesson, Way
from kiosk.fleet.report.asking.sums import Sums, ordered

FIELDS = {
    "lessons_opened": "opened",
    "lessons_finished": "finished",
    "lessons_helped": "helped",
    "lessons_unassisted": "unassisted",
    "tests_passed": "passed",
    "tests_failed": "failed",
}
"""Counter → the field of `Lesson` that sums it."""


def lesson_of(key: str) -> str:
    """The lesson that a key begins with."""
    return key.partition("/")[0]


def opened(sums: Sums) -> tuple[Count, ...]:
    """How often each lesson was begun, in any way."""
    return ordered(_by_lesson(sums.of("lessons_opened")))


def lessons(sums: Sums, weeks: Sequence[Sums]) -> tuple[Lesson, ...]:
    """Every lesson of which anything was published, the most opened first. `weeks`: the sums of each week."""
    numbers = {field: _by_lesson(sums.of(metric)) for metric, field in FIELDS.items()}
    left_at = _steps(sums.of("lessons_left_at"))
    of_weeks = _by_week(weeks)
    names = set(left_at).union(*numbers.values())
    found = [
        Lesson(
            lesson=name,
            **{field: of[name] for field, of in numbers.items()},
            ways=_ways(name, sums),
            left_at=left_at.get(name, ()),
            weeks=of_weeks.get(name, (0,) * len(weeks)),
        )
        for name in names
    ]
    return tuple(sorted(found, key=lambda lesson: (lesson.lesson == OTHER, -lesson.opened, lesson.lesson)))


def _by_lesson(numbers: Mapping[str, int]) -> Counter[str]:
    found: Counter[str] = Counter()
    for key, n in numbers.items():
        found[lesson_of(key)] += n
    return found


def _steps(numbers: Mapping[str, int]) -> dict[str, tuple[Count, ...]]:
    found: defaultdict[str, list[Count]] = defaultdict(list)
    for key, n in numbers.items():
        lesson, _, step = key.partition("/")
        found[lesson].append(Count(step or OTHER, n))
    return {lesson: tuple(sorted(counts, key=_in_order)) for lesson, counts in found.items()}


def _in_order(count: Count) -> tuple[bool, int, str]:
    return count.key == OTHER, int(count.key) if count.key.isdecimal() else 0, count.key


def _ways(lesson: str, sums: Sums) -> tuple[Way, ...]:
    opened, finished = (_of_lesson(lesson, sums.of(metric)) for metric in ("lessons_opened", "lessons_finished"))
    known = [way for way in WAYS if way in opened or way in finished]
    more = sorted(way for way in {*opened, *finished} if way not in WAYS)
    return tuple(Way(way, opened.get(way, 0), finished.get(way, 0)) for way in (*known, *more))


def _of_lesson(lesson: str, numbers: Mapping[str, int]) -> dict[str, int]:
    """Way → how often."""
    return {
        way or OTHER: n for key, n in numbers.items() for name, _, way in (key.partition("/"),) if name == lesson
    }  # fmt: skip


def _by_week(weeks: Sequence[Sums]) -> dict[str, tuple[int, ...]]:
    """Lesson → opened in each week."""
    each = [_by_lesson(sums.of("lessons_opened")) for sums in weeks]
    return {lesson: tuple(week[lesson] for week in each) for lesson in set[str]().union(*each)}
