"""The report as one page: no script, nothing fetched, readable from a disk, on paper and by ear.

    html(answers, langs=("vi", "en"), library=library)

Both languages stand in it; two round buttons before everything choose which one is shown, by the style sheet alone. A
policy in its head forbids scripts and every request, so that even a text that was not escaped could do nothing.
"""

import base64
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from kiosk.core.content.packs import Library
from kiosk.core.units import Lang, Words
from kiosk.fleet.report.answers import Answers
from kiosk.fleet.report.names import Names
from kiosk.fleet.report.page import glance, learning, running
from kiosk.fleet.report.page.figure import Paper
from kiosk.fleet.report.page.markup import Markup, tag, together
from kiosk.fleet.report.tables import tables
from kiosk.fleet.report.words import TEXTS, Told

OWN_NAMES: Words = {"vi": "Tiếng Việt", "en": "English"}
"""A language is offered in its own words."""

SECTIONS = {
    "glance": glance.glance,
    "weeks": glance.weeks,
    "wards": glance.wards,
    "topics": learning.topics,
    "lessons": learning.lessons,
    "mistakes": learning.mistakes,
    "choices": learning.choices,
    "scans": running.scans,
    "machines": running.machines,
    "sites": running.sites,
}
"""In their order on the page. Machines that need a visit stand before all of them."""


def html(answers: Answers, langs: Sequence[Lang], library: Library | None = None) -> str:
    """The whole page."""
    papers = [paper_of(answers, lang, library) for lang in langs]
    title = " · ".join(TEXTS["title"][lang] for lang in langs)
    halves = together(_half(paper) for paper in papers)
    body = tag("body", _choice(langs), _patterns(), halves)
    return f"<!doctype html>\n{tag('html', _head(title), body, lang=langs[0])}\n"


def paper_of(answers: Answers, lang: Lang, library: Library | None) -> Paper:
    """What one language's half is made from."""
    names = Names(lang, library)
    return Paper(answers, names, Told(lang), tables(answers, names))


def _half(paper: Paper) -> Markup:
    if not paper.answers.kiosks and not paper.answers.figures.visits:
        content = together([glance.head(paper, ()), glance.empty(paper)])
    else:
        first = ("concerns",) if paper.answers.concerns else ()
        parts = [glance.concerns(paper), *(part(paper) for part in SECTIONS.values())]
        content = together([glance.head(paper, (*first, *SECTIONS)), *parts])
    return tag("main", content, id=paper.lang, lang=paper.lang)


def _choice(langs: Sequence[Lang]) -> Markup:
    """Round buttons, and nothing where there is nothing to choose."""
    if len(langs) < 2:
        return Markup()
    return together(
        together([
            tag("input", type="radio", name="lang", id=f"choose-{lang}", checked=lang == langs[0]),
            tag("label", OWN_NAMES[lang], **{"for": f"choose-{lang}"}, lang=lang),
        ])
        for lang in langs
    )  # fmt: skip


def _patterns() -> Markup:
    """Of the hatched marks. Outside of what is hidden, or browsers would not find it."""
    strokes = {"hatch": ("6", "#5B2A86", "2.6"), "faint": ("8", "#B9AFA0", "1.6")}
    made = [
        tag(
            "pattern", tag("rect", width=size, height=size, fill="#FFFFFF"),
            tag("line", x1="0", y1="0", x2="0", y2=size, stroke=colour, stroke_width=wide),
            id=name, width=size, height=size, patternUnits="userSpaceOnUse", patternTransform="rotate(45)",
        )
        for name, (size, colour, wide) in strokes.items()
    ]  # fmt: skip
    return tag("svg", tag("defs", *made), width="0", height="0", klass="patterns", aria_hidden="true")


def _head(title: str) -> Markup:
    css = style()
    digest = base64.b64encode(sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'"
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="robots", content="noindex"),
        tag("title", title),
        tag("style", Markup(css)),
    )


@cache
def style() -> str:
    """The style sheet, which is part of the page."""
    return Path(__file__).with_name("page.css").read_text(encoding="utf-8")
