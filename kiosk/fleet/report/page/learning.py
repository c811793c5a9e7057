"""The middle pages: what is learned, where people give up, what they mistake, how they choose to learn."""

from collections.abc import Callable, Sequence
from functools import partial

from kiosk.fleet.report.answers import OTHER, Count, Lesson
from kiosk.fleet.report.numbers import percent, share
from kiosk.fleet.report.page.charts import Bar, bars
from kiosk.fleet.report.page.figure import Paper, figure, nothing, section
from kiosk.fleet.report.page.markup import Markup, name_of, tag, together
from kiosk.fleet.report.tables import Table

MUCH = 10
"""Hundredths."""


def counted(  # noqa: PLR0913, PLR0917 - a chart, its words and its table
    paper: Paper,
    counts: Sequence[Count],
    called: Callable[[str], str],
    title: str,
    unit: str,
    table: str | Table,
    *,
    sentences: bool = False,
) -> Markup:
    """A chart of plain counts; `{key}` and `{n}` of the title are those of the largest."""
    top = largest(counts)
    if top is None:
        return Markup()
    facts = {
        "n": paper.n(top.n),
        **dict.fromkeys(("key", "topic", "part", "mistake", "rung", "reason"), called(top.key)),
    }
    found = paper.told(title, **facts)
    rows = [Bar(called(one.key), one.n, strong=one.key == top.key, bare=one.key == OTHER) for one in counts]
    chart = bars(rows, paper.lang, found, sentences=sentences)
    return figure(paper, found, paper.told(unit), chart, table, folded(paper, counts))


def folded(paper: Paper, counts: Sequence[Count]) -> str:
    """How much cannot be told apart, where it is enough to mislead."""
    of_all = percent(sum(count.n for count in counts if count.key == OTHER), sum(count.n for count in counts))
    return paper.told("folded", share=share(of_all)) if of_all and of_all >= MUCH else ""


def largest(counts: Sequence[Count]) -> Count | None:
    """The one with the most, among those that can be told apart."""
    known = [count for count in counts if count.key != OTHER and count.n]
    return max(known, key=lambda count: count.n, default=None)


def topics(paper: Paper) -> Markup:
    """Which topics are opened, and at what time of the day."""
    answers, names = paper.answers, paper.names
    charts = together([
        counted(paper, answers.topics, names.topic, "topics_found", "topics_unit", "topics"),
        counted(paper, answers.parts_of_day, names.word, "parts_of_day_found", "parts_of_day_unit", "parts_of_day"),
    ])  # fmt: skip
    return section(paper, "topics", tag("div", charts, klass="pair") if charts else nothing(paper))


def lessons(paper: Paper) -> Markup:
    """All lessons beside one another, then each with where it is left."""
    every = [one for one in paper.answers.lessons if one.opened or one.left_at or one.passed or one.failed]
    known = [one for one in every if one.lesson != OTHER]
    if not known:
        return section(paper, "lessons", nothing(paper))
    top = max(known, key=lambda one: one.opened)
    title = paper.told("lessons_none")
    if top.opened:
        title = paper.told("lessons_found", lesson=paper.names.lesson(top.lesson), n=paper.n(top.opened))
    rows = [
        Bar(paper.names.lesson(one.lesson), one.opened or None, one.finished or None, bare=one.lesson == OTHER)
        for one in every
    ]
    series = paper.told("opened"), paper.told("finished")
    chart = bars(rows, paper.lang, title, series)
    note = folded(paper, [Count(one.lesson, one.opened) for one in every])
    overview = figure(paper, title, paper.told("lessons_unit"), chart, "lessons", note)
    notes = [_left_folded(paper, known), paper.told("steps_version") if paper.names.lessons else ""]
    told = together(tag("p", note, klass="unit") for note in notes if note)
    return section(paper, "lessons", overview, told, *(_lesson(paper, one) for one in known))


def _left_folded(paper: Paper, lessons: Sequence[Lesson]) -> str:
    """How many gave up at steps that cannot be told apart, over all lessons: they are folded together there."""
    known = sum(count.n for lesson in lessons for count in lesson.left_at if count.key != OTHER)
    every = paper.answers.figures.lessons_left_at
    hundredths = percent(every - known, every) if every >= known else None
    return paper.told("left_folded", share=share(hundredths)) if hundredths and hundredths >= MUCH else ""


def _lesson(paper: Paper, lesson: Lesson) -> Markup:
    names, told, n = paper.names, paper.told, paper.published
    lines = [told("lesson_figures", opened=n(lesson.opened), finished=n(lesson.finished),
                  unassisted=n(lesson.unassisted), helped=n(lesson.helped))]  # fmt: skip
    if lesson.passed or lesson.failed:
        lines.append(told("lesson_tests", passed=n(lesson.passed), failed=n(lesson.failed)))
    if lesson.ways:
        ways = ", ".join(f"{names.word(way.way)} {n(way.opened)}" for way in lesson.ways)
        lines.append(told("lesson_ways", ways=ways))
    facts = together(tag("p", line) for line in lines)
    return tag(
        "article",
        tag("h3", name_of(names.lesson(lesson.lesson))),
        facts,
        _steps(paper, lesson),
        _mistakes(paper, lesson),
    )


def _steps(paper: Paper, lesson: Lesson) -> Markup:
    """Every step of the lesson in its order, so that one sees how far people come."""
    if not lesson.left_at:
        return tag("p", paper.told("lesson_not_left"), klass="unit")
    every = paper.tables["steps"]
    own = Table(every.name, every.title, every.columns, tuple(row for row in every.rows if row[0] == lesson.lesson))
    worst, rows, title = lesson.given_up_at, [], paper.told("lesson_not_left")
    for _, _, key, place, says, left in own.rows:
        n = left if isinstance(left, int) else None
        lead = paper.told("step", n=place) if place else ""
        rows.append(Bar(str(says), n, lead=lead, strong=key == worst, bare=key == OTHER))
        if key == worst:
            title = paper.told("lesson_left", step=place or says, n=paper.n(n))
    chart = bars(rows, paper.lang, title, sentences=True)
    return figure(paper, title, paper.told("lesson_unit"), chart, own, folded(paper, lesson.left_at))


def _mistakes(paper: Paper, lesson: Lesson) -> Markup:
    names, counts = paper.names, {count.key: count.n for count in paper.answers.mistakes}
    met = [name for name in names.mistakes_of(lesson.lesson) if counts.get(name)]
    if not met:
        return Markup()
    lines = []
    for name in sorted(met, key=lambda name: -counts[name]):
        shared = f" ({paper.told('lesson_shared')})" if len(names.lessons_with(name)) > 1 else ""
        lines.append(tag("li", tag("b", paper.n(counts[name])), f" × “{names.mistake(name)}”", shared))
    return tag("div", tag("h4", paper.told("lesson_mistakes")), tag("ul", *lines), klass="mistakes")


def mistakes(paper: Paper) -> Markup:
    """What people mistake, in the whole city."""
    counts, said = paper.answers.mistakes, paper.names.mistake
    chart = counted(paper, counts, said, "mistakes_found", "mistakes_unit", "mistakes", sentences=True)
    return section(paper, "mistakes", chart or nothing(paper))


def choices(paper: Paper) -> Markup:
    """Ways, hints, languages, accents, sizes and paces."""
    chosen, names = paper.answers.choices, paper.names
    charts = [_ways(paper), counted(paper, paper.answers.hints, names.word, "hints_found", "hints_unit", "hints")]
    for what in chosen.__struct_fields__:
        every = paper.tables["choices"]
        own = Table(every.name, every.title, every.columns, tuple(row for row in every.rows if row[0] == what))
        called = partial(names.choice, what)
        charts.append(counted(paper, getattr(chosen, what), called, f"{what}_found", "choice_unit", own))
    held = together(charts)
    return section(paper, "choices", tag("div", held, klass="pair") if held else nothing(paper))


def _ways(paper: Paper) -> Markup:
    opened: dict[str, int] = {}
    finished: dict[str, int] = {}
    for way in (way for lesson in paper.answers.lessons for way in lesson.ways):
        opened[way.way] = opened.get(way.way, 0) + way.opened
        finished[way.way] = finished.get(way.way, 0) + way.finished
    top = largest([Count(way, n) for way, n in opened.items()])
    if top is None:
        return Markup()
    found = paper.told("ways_found", way=paper.names.word(top.key))
    rows = [
        Bar(paper.names.word(way), n or None, finished[way] or None, bare=way == OTHER) for way, n in opened.items()
    ]
    series = paper.told("opened"), paper.told("finished")
    note = folded(paper, [Count(way, n) for way, n in opened.items()])
    return figure(paper, found, paper.told("ways_unit"), bars(rows, paper.lang, found, series), "lesson_ways", note)
