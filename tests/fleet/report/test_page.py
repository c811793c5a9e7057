"""The report's page: whole, harmless whatever is written in it, and true to its tables."""

import re
import time
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import msgspec
import pytest

from kiosk.core.content.packs import Library
from kiosk.core.units import LANGS, Lang
from kiosk.fleet.report.answers import Answers, Site
from kiosk.fleet.report.numbers import day, number, percent, share
from kiosk.fleet.report.page.figure import written
from kiosk.fleet.report.page.page import html, paper_of, style
from kiosk.fleet.report.table_words import HEADS, TITLES
from kiosk.fleet.report.tables import tables
from kiosk.fleet.report.words import TEXTS
from tests.fleet.report.answered import both, city, silence, site

HOSTILE = {
    "a script": "<script>alert(1)</script>",
    "an attribute": '" onmouseover="alert(1)" x="',
    "an end": "</style></title></main><img src=x onerror=alert(1)>",
    "a formula": '=HYPERLINK("http://evil.example","x")',
    "right to left": "\u202eشوق السوق\u202c",
    "control signs": "Chợ\x00\x1b\x08 Mẫu",
    "a template": "{lang} {0.__class__} %s",
    "very long": "Chợ rất dài " * 5000,
    "one long word": "x" * 100_000,
}


class Page(HTMLParser):
    """What a browser would see: elements, attributes and text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "input", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(self.words)


def test_every_element_is_closed_and_every_id_is_one() -> None:
    page = Page(html(city(), LANGS))
    assert page.open == []
    ids = [str(found["id"]) for _, found in page.elements if found.get("id")]
    assert len(ids) == len(set(ids))
    leads = [str(found["href"]) for tag, found in page.elements if tag == "a"]
    assert leads and {link.removeprefix("#") for link in leads} <= set(ids)


def test_nothing_is_fetched_and_nothing_runs() -> None:
    page = Page(html(city(), LANGS))
    names = {tag for tag, _ in page.elements}
    assert names.isdisjoint({"script", "link", "img", "iframe", "object", "form", "foreignobject", "image", "use"})
    assert not any(name.startswith("on") or name in ("src", "style") for _, found in page.elements for name in found)
    assert "url(" not in style().replace("url(#", "") and "@import" not in style()
    policy = next(str(found["content"]) for _, found in page.elements if found.get("http-equiv"))
    assert policy.startswith("default-src 'none'; style-src 'sha256-") and "unsafe" not in policy


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_name_is_only_text(name: str) -> None:
    plain, spoiled = Page(html(city(name="Chợ"), LANGS)), Page(html(city(name=name), LANGS))
    assert spoiled.open == []
    assert [tag for tag, _ in spoiled.elements] == [tag for tag, _ in plain.elements]
    assert [sorted(found) for _, found in spoiled.elements] == [sorted(found) for _, found in plain.elements]
    begin = re.sub(r"[\x00-\x1f]", "", name)[:12]
    assert begin in spoiled.text
    assert len("".join(spoiled.words)) < 200_000, "a long name is cut"


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_holds_every_number_of_its_tables(lang: Lang, library: Library) -> None:
    answers = city(30, library=library)
    text = Page(html(answers, (lang,), library)).text
    paper = paper_of(answers, lang, library)
    for name in sorted({*paper.tables} - {"kiosks", "site_counts"}):
        for row in paper.tables[name].rows:
            for column, cell in zip(paper.tables[name].columns, row, strict=True):
                if not column.beside and isinstance(cell, int):
                    assert str(written(paper, column, cell)) in text, (name, row)


def test_sentences_of_lessons_and_mistakes_are_told(library: Library) -> None:
    text = Page(html(city(library=library), ("vi",), library)).text
    for lesson in library.lessons.values():
        assert lesson.title["vi"] in text
        for step in lesson.steps:
            assert step.say["vi"] in text
            assert all(mistake.say["vi"] in text for mistake in getattr(step, "mistakes", ()))


def test_without_a_library_names_stand_for_themselves() -> None:
    text = Page(html(city(), ("en",))).text
    assert "pay-by-qr" in text and "swapped" in text


@pytest.mark.parametrize("lang", LANGS)
def test_days_without_any_document_give_a_page_that_says_so(lang: Lang) -> None:
    page = Page(html(silence(), (lang,)))
    assert TEXTS["empty"][lang] in page.text
    assert "figure" not in {tag for tag, _ in page.elements}


def test_one_place_alone_gives_a_page() -> None:
    page = Page(html(city(1, weeks=1), LANGS))
    assert "Chợ Mẫu 0" in page.text and TEXTS["weeks_cut"]["en"] in page.text


def test_kiosks_that_were_only_quiet_give_a_page() -> None:
    loud = city()
    answers = msgspec.structs.replace(
        silence(), kiosks=loud.kiosks, nights=loud.nights, sites=(Site(
            site="cho", name=both("Chợ"), ward=both("Phường"), kind="hall", row=0, column=0, kiosks=1
        ),)
    )  # fmt: skip
    text = Page(html(answers, ("en",))).text
    assert TEXTS["glance_none"]["en"] in text and TEXTS["concerns_all_well"]["en"] in text
    assert TEXTS["nothing"]["en"] in text


def test_every_chart_is_told_to_those_who_listen() -> None:
    page = Page(html(city(), ("en",)))
    charts = [found for _, found in page.elements if found.get("role") == "img"]
    figures = [tag for tag, _ in page.elements if tag == "figure"]
    assert len(charts) == len(figures) > 12
    assert all(re.search(r"\d", str(found["aria-label"])) for found in charts)
    behind = [tag for tag, _ in page.elements if tag == "details"]
    assert len(behind) >= len(figures)


def test_a_city_of_3321_kiosks_is_a_page_that_opens(library: Library) -> None:
    answers = city(3321, weeks=53, library=library)
    begun = time.process_time()
    page = html(answers, LANGS, library)
    assert time.process_time() - begun < 5
    assert len(page.encode()) < 5 * 1024 * 1024


# --- words and numbers -----------------------------------------------------------------------------------------------


def test_every_sentence_is_there_in_both_languages_with_the_same_places() -> None:
    for words in (*TEXTS.values(), *TITLES.values(), *HEADS.values()):
        places = [sorted(re.findall(r"{\w+}", words[lang])) for lang in LANGS]
        assert places[0] == places[1], words


def test_every_table_has_a_title_and_every_column_a_head() -> None:
    made = tables(city(), paper_of(city(), "vi", None).names)
    assert set(made) == set(TITLES)
    for name, table in made.items():
        assert all(len(row) == len(table.columns) for row in table.rows), name
        assert len({column.key for column in table.columns}) == len(table.columns), name


def test_numbers_and_days_are_written_as_each_language_does() -> None:
    assert (number(1234567, "vi"), number(1234567, "en"), number(None, "vi")) == ("1.234.567", "1,234,567", "–")
    assert (day("2026-11-02", "vi"), day("2026-11-02", "en")) == ("2/11/2026", "2 Nov 2026")
    assert (day("", "vi"), day("<b>", "en")) == ("–", "<b>")


@pytest.mark.parametrize(("part", "whole", "told"), [(45, 45, None), (30, 60, 50), (65, 60, None), (0, 0, None)])
def test_a_share_is_told_only_where_numbers_can_bear_it(part: int, whole: int, told: int | None) -> None:
    assert percent(part, whole) == told
    assert share(told) == ("–" if told is None else f"{told}\u00a0%")


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_words_can_be_read_on_their_ground() -> None:
    colours = dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6})", style()))
    for ground in ("paper", "card", "gold", "lilac"):
        assert all(contrast(colours[words], colours[ground]) >= 4.5 for words in ("ink", "soft", "purple")), ground
    shades = [re.search(rf"\.shade{n} {{ fill: (#\w+)", style()) for n in range(1, 6)]
    filled: list[Any] = [shade.group(1) for shade in shades if shade]
    for n, colour in enumerate(filled, start=1):
        assert contrast(colour, "#FFFFFF" if n > 3 else colours["ink"]) >= 4.5
    steps = [luminance(colour) for colour in filled]
    assert len(steps) == 5 and all(one > 1.5 * two for one, two in pairwise(steps) if one < 0.8)
    assert steps == sorted(steps, reverse=True)


def test_what_was_made_for_tests_is_what_the_report_is_made_of() -> None:
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(city(9)), type=Answers) == city(9)
    assert site(3).figures.visits % 5 == 0
