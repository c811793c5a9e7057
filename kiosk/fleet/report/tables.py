"""Every list of the report as a table: behind the charts of the page, and in the files beside it.

A table is made once for each language; its column keys are the same in all of them, so that other programs may rely on
them. Cells are texts or whole numbers. Shares are whole hundredths: a decimal point means another thing in every
office.
"""

from collections.abc import Callable, Iterable
from typing import Literal

from msgspec import Struct

from kiosk.fleet.report.answers import Answers, Count, Figures, Nights
from kiosk.fleet.report.names import Names
from kiosk.fleet.report.numbers import percent
from kiosk.fleet.report.table_words import HEADS, TITLES
from kiosk.fleet.report.words import of

Kind = Literal["text", "number", "share", "day"]
Cell = str | int | None


class Column(Struct, frozen=True):
    """`key` is for programs, `head` for people. `beside`: only in the files, for the page shows a name instead."""

    key: str
    head: str
    kind: Kind
    beside: bool


class Table(Struct, frozen=True):
    """`name` is that of its file."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables(answers: Answers, names: Names) -> dict[str, Table]:
    """All of them, by name."""
    return {name: _table(name, columns, rows(answers, names), names) for name, (columns, rows) in _TABLES.items()}


def _table(name: str, columns: str, rows: Iterable[tuple[Cell, ...]], names: Names) -> Table:
    made = []
    for word in columns.split():
        key, _, mark = word.partition(":")
        kind: Kind = "text" if key in _TEXTS else "day" if key in _DAYS else "share" if key in _SHARES else "number"
        made.append(Column(key, of(HEADS[key], names.lang), kind, mark == "beside"))
    return Table(name, of(TITLES[name], names.lang), tuple(made), tuple(rows))


_TEXTS = frozenset({
    "site", "place", "name", "ward", "kind", "key", "what", "lesson", "title", "says", "lessons", "kiosk", "release",
    "app", "severity", "rule", "value", "top_topic", "replaced",
})  # fmt: skip
_DAYS = frozenset({"monday", "first", "last"})
_SHARES = frozenset({"finished_percent"})


def _figures(figures: Figures) -> tuple[Cell, ...]:
    return (
        figures.visits, figures.lessons_opened, figures.lessons_finished,
        percent(figures.lessons_finished, figures.lessons_opened), figures.lessons_unassisted, figures.help_opened,
        figures.helper_called, figures.codes_read, figures.codes_unreadable,
    )  # fmt: skip


_FIGURES = (
    "visits lessons_opened lessons_finished finished_percent lessons_unassisted help_opened helper_called codes_read "
    "codes_unreadable"
)


def _nights(nights: Nights) -> tuple[Cell, ...]:
    return nights.heard, nights.quiet


def _concerns(answers: Answers, names: Names) -> Iterable[tuple[Cell, ...]]:
    for one in answers.concerns:
        yield one.severity, of(one.says, names.lang), one.site, one.kiosk, one.rule, one.value


def _weeks(answers: Answers, _names: Names) -> Iterable[tuple[Cell, ...]]:
    for week in answers.weeks:
        yield week.monday, week.days, week.kiosks, *_nights(week.nights), *_figures(week.figures)


def _wards(answers: Answers, names: Names) -> Iterable[tuple[Cell, ...]]:
    for ward in answers.wards:
        name = of(ward.name, names.lang)
        yield name, ward.sites, ward.kiosks, ward.silent, *_nights(ward.nights), *_figures(ward.figures), ward.concerns


def _sites(answers: Answers, names: Names) -> Iterable[tuple[Cell, ...]]:
    for site in answers.sites:
        top = names.topic(site.topics[0].key) if site.topics else ""
        where = of(site.name, names.lang), of(site.ward, names.lang), names.word(site.kind)
        machines = site.kiosks, site.silent, site.last, *_nights(site.nights)
        yield site.site, *where, *machines, *_figures(site.figures), top, site.concerns


def _lessons(answers: Answers, names: Names) -> Iterable[tuple[Cell, ...]]:
    for one in answers.lessons:
        numbers = one.opened, one.finished, one.unassisted, one.helped
        yield one.lesson, names.lesson(one.lesson), *numbers, one.passed, one.failed


def _steps(answers: Answers, names: Names) -> Iterable[tuple[Cell, ...]]:
    for lesson in answers.lessons:
        steps = names.steps(lesson.lesson)
        left = {count.key: count.n for count in lesson.left_at}
        for key in [*steps, *(key for key in left if key not in steps)]:
            place, says = steps.get(key, (None, names.word(key)))
            yield lesson.lesson, names.lesson(lesson.lesson), key, place, says, left.get(key)


def _lesson_ways(answers: Answers, names: Names) -> Iterable[tuple[Cell, ...]]:
    for lesson in answers.lessons:
        for way in lesson.ways:
            yield lesson.lesson, names.lesson(lesson.lesson), way.way, names.word(way.way), way.opened, way.finished


def _mistakes(answers: Answers, names: Names) -> Iterable[tuple[Cell, ...]]:
    for count in answers.mistakes:
        lessons = "; ".join(names.lesson(lesson) for lesson in names.lessons_with(count.key))
        yield count.key, names.mistake(count.key), lessons, count.n


def _choices(answers: Answers, names: Names) -> Iterable[tuple[Cell, ...]]:
    choices = answers.choices
    for what in choices.__struct_fields__:
        for count in getattr(choices, what):
            yield what, count.key, names.choice(what, count.key), count.n


def _kiosks(answers: Answers, _names: Names) -> Iterable[tuple[Cell, ...]]:
    for one in answers.kiosks:
        when = one.first, one.last, one.silent, "yes" if one.replaced else ""
        yield one.kiosk, one.site, *when, *_nights(one.nights), one.release, one.app


def _releases(answers: Answers, _names: Names) -> Iterable[tuple[Cell, ...]]:
    return ((one.release, one.app, one.kiosks) for one in answers.releases)


def _failures(answers: Answers, names: Names) -> Iterable[tuple[Cell, ...]]:
    again = {count.key: count.n for count in answers.part_recoveries}
    failed = {count.key: count.n for count in answers.part_failures}
    for part in dict.fromkeys([*failed, *again]):
        yield part, names.part(part), failed.get(part), again.get(part)


def _site_counts(answers: Answers, names: Names) -> Iterable[tuple[Cell, ...]]:
    asked = {"topics": names.topic, "lessons": names.lesson, "unreadable": names.word}
    for site in answers.sites:
        for what, called in asked.items():
            for count in getattr(site, what):
                yield site.site, of(site.name, names.lang), what, count.key, called(count.key), count.n


def _counts(counts: Callable[[Answers], Iterable[Count]], called: Callable[[Names], Callable[[str], str]]) -> "Rows":
    def rows(answers: Answers, names: Names) -> Iterable[tuple[Cell, ...]]:
        return ((count.key, called(names)(count.key), count.n) for count in counts(answers))

    return rows


Rows = Callable[[Answers, Names], Iterable[tuple[Cell, ...]]]

_OF_LESSONS = "lessons_opened lessons_finished lessons_unassisted lessons_helped tests_passed tests_failed"
_COUNTED = "key:beside name n"
_TABLES: dict[str, tuple[str, Rows]] = {
    "concerns": ("severity says site:beside kiosk rule:beside value:beside", _concerns),
    "weeks": (f"monday days kiosks nights quiet {_FIGURES}", _weeks),
    "wards": (f"ward sites kiosks silent nights quiet {_FIGURES} concerns", _wards),
    "topics": (_COUNTED, _counts(lambda answers: answers.topics, lambda names: names.topic)),
    "parts_of_day": (_COUNTED, _counts(lambda answers: answers.parts_of_day, lambda names: names.word)),
    "lessons": (
        f"lesson:beside title {_OF_LESSONS}",
        _lessons,
    ),
    "steps": ("lesson:beside title:beside key:beside step says n", _steps),
    "lesson_ways": ("lesson:beside title key:beside name lessons_opened lessons_finished", _lesson_ways),
    "mistakes": ("key:beside says lessons n", _mistakes),
    "hints": (_COUNTED, _counts(lambda answers: answers.hints, lambda names: names.word)),
    "choices": ("what:beside key:beside name n", _choices),
    "codes_read": (_COUNTED, _counts(lambda answers: answers.scans.read, lambda names: names.word)),
    "codes_unreadable": (_COUNTED, _counts(lambda answers: answers.scans.unreadable, lambda names: names.word)),
    "releases": ("release app kiosks", _releases),
    "part_failures": ("key:beside name part_failures part_recoveries", _failures),
    "sites": (
        f"site:beside name ward kind:beside kiosks silent last nights quiet {_FIGURES} top_topic concerns", _sites,
    ),
    "site_counts": ("site place what key name n", _site_counts),
    "kiosks": ("kiosk site first last silent replaced nights quiet release app", _kiosks),
}  # fmt: skip
