"""The page of all scenes: one file beside its pictures, which opens from the disk and needs no network.

Everything is written into it; the script only narrows what is shown and, where a server says so, changes a card.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path

from kiosk.core.units import LANGS, Lang, Words
from kiosk.packs.findings.finding import Problem
from kiosk.preview.cards import Card
from kiosk.preview.told import Told
from kiosk.walk import SCREENS

WHAT: dict[str, Words] = {
    "filled": {"vi": "Ngay trước khi xong", "en": "Just before it is done"},
    "ask": {"vi": "Khi tự làm", "en": "When she does it alone"},
    "no-camera": {"vi": "Khi không có máy ảnh", "en": "Without a camera"},
    "right": {"vi": "Sau khi làm đúng", "en": "After doing it right"},
    "mistake": {"vi": "Sau khi nhầm", "en": "After a mistake"},
}
"""Which scene of a step it is; the step's own has no name."""

LANGUAGES: dict[Lang, Words] = {
    "vi": {"vi": "Tiếng Việt", "en": "Vietnamese"},
    "en": {"vi": "Tiếng Anh", "en": "English"},
}
NAMES: dict[str, Words] = {
    "7": {"vi": "7 inch", "en": "7 inches"},
    "10": {"vi": "10 inch", "en": "10 inches"},
    "upright": {"vi": "Màn hình đứng", "en": "Upright"},
}

GOOD: Words = {"vi": "Nội dung tốt.", "en": "The content is good."}
OLD: Words = {"vi": "Chưa vẽ lại được; dưới đây là bản tốt gần nhất", "en": "Not drawn; below is its last good state"}


def page(
    cards: tuple[Card, ...],
    titles: Mapping[str, Words],
    told: Told,
    stuck: Mapping[str, str],
    revision: int | None = None,
) -> str:
    """The whole page; with a revision it asks its server what has changed since."""
    live = "" if revision is None else f' data-revision="{revision}"'
    groups = "".join(
        _group(name, titles.get(name, {}), tuple(several), told) for name, several in groupby(cards, _group_of)
    )
    return (
        f'<!doctype html><html data-ui="vi"{live}><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>Xem trước · Preview</title>'
        f"<style>{_file('page.css')}</style></head><body>"
        f"<header><h1>{_both({'vi': 'Xem trước bài học', 'en': 'Preview of lessons'})}</h1>"
        f"<nav>{_filters(cards, titles)}</nav></header>{told_block(told, stuck)}<main>{groups}</main>"
        f"<script>{_file('page.js')}</script></body></html>"
    )


def card_block(card: Card, told: Told) -> str:
    """One scene: its picture, what is said, where it is written, what is wrong with it."""
    key, (width, height, *_) = card.key, SCREENS[card.key.screen]
    size = "own" if key.what == "step" else "beside"
    said = "".join(f"<li>{escape(line)}</li>" for line in card.says)
    faults = "".join(f"<li>{escape(fault)}</li>" for fault in card.faults)
    wrong = _problems(beside(card, told)) if key.what == "step" else ""
    label = f"<b>{_what(key.what)}</b>" if key.what != "step" else ""
    alt = escape(" ".join(card.says), quote=True)
    picture = f"{escape(card.picture, quote=True)}?v={card.version}"
    return (
        f'<figure class="{size} {key.screen}" id="{escape(key.name, quote=True)}" data-lang="{key.lang}" '
        f'data-screen="{key.screen}"><a href="{picture}">'
        f'<img src="{picture}" alt="{alt}" width="{width}" height="{height}" loading="lazy"></a>'
        f'<figcaption>{label}<ol lang="{key.lang}">{said}</ol><code>{escape(card.file)}:{card.line}</code>'
        f"{f'<ul class=faults>{faults}</ul>' if faults else ''}{wrong}</figcaption></figure>"
    )


def told_block(told: Told, stuck: Mapping[str, str]) -> str:
    """Everything that is wrong, at the top of the page."""
    good, old = _both(GOOD), _both(OLD)
    kept = "".join(f"<li>{escape(name)}: {old} ({escape(why)})</li>" for name, why in stuck.items())
    inside = _problems(told.problems) + (f"<ul class=faults>{kept}</ul>" if kept else "")
    return f'<section id="told">{inside or f"<p class=good>{good}</p>"}</section>'


def beside(card: Card, told: Told) -> dict[Lang, tuple[Problem, ...]]:
    """Problems in the lines of the step that a card shows."""
    return {
        lang: tuple(one for one in several if one.file == card.file and card.begins <= one.line < card.ends)
        for lang, several in told.problems.items()
    }


def _group_of(card: Card) -> str:
    return card.key.group


def _group(name: str, title: Words, cards: tuple[Card, ...], told: Told) -> str:
    by_step: dict[str, list[Card]] = {}
    for card in cards:
        by_step.setdefault(card.key.step, []).append(card)
    steps = "".join(_step(step, several, told) for step, several in by_step.items())
    return f'<section class="group" data-group="{escape(name, quote=True)}"><h2>{_both(title)}</h2>{steps}</section>'


def _step(step: str, cards: Iterable[Card], told: Told) -> str:
    in_order = sorted(cards, key=lambda card: (card.key.what != "step", card.key.what))  # languages side by side
    inside = "".join(card_block(card, told) for card in in_order)
    return f'<section class="step"><h3>{escape(step)}</h3><div>{inside}</div></section>'


def _what(what: str) -> str:
    name, _, number = what.partition("-") if what.startswith("mistake") else (what, "", "")
    return f"{_both(WHAT[name])} {escape(number)}".rstrip()


def _problems(problems: Mapping[Lang, tuple[Problem, ...]]) -> str:
    lines = "".join(
        f'<li lang="{lang}" class="ui{"" if one.grave else " reminder"}"><code>{escape(one.file)}:{one.line}</code> '
        f"{escape(one.text)}</li>"
        for lang, several in problems.items()
        for one in several
    )
    return f"<ul class=problems>{lines}</ul>" if lines else ""


def _filters(cards: tuple[Card, ...], titles: Mapping[str, Words]) -> str:
    langs = [lang for lang in LANGS if any(card.key.lang == lang for card in cards)]
    screens = [name for name in SCREENS if any(card.key.screen == name for card in cards)]
    return (
        _filter("group", {"vi": "Bài", "en": "Lesson"}, dict(titles))
        + _filter("lang", {"vi": "Tiếng", "en": "Language"}, {lang: LANGUAGES[lang] for lang in langs})
        + _filter("screen", {"vi": "Màn hình", "en": "Screen"}, {name: NAMES[name] for name in screens})
        + '<button type="button" id="ui"><span lang="vi" class="ui">English</span>'
        + '<span lang="en" class="ui">Tiếng Việt</span></button><output id="live"></output>'
    )


def _filter(name: str, label: Words, choices: Mapping[str, Words]) -> str:
    """An `option` holds plain text only, so its words stand there in both languages and the script picks one."""
    every: Words = {"vi": "Tất cả", "en": "All"}
    options = "".join(
        f'<option value="{escape(value, quote=True)}" data-vi="{escape(words.get("vi", value), quote=True)}" '
        f'data-en="{escape(words.get("en", value), quote=True)}">{escape(words.get("vi", value))}</option>'
        for value, words in {"": every, **choices}.items()
    )
    return f'<label>{_both(label)} <select name="{name}">{options}</select></label>'


def _both(words: Words) -> str:
    """Words of the page itself in both languages; one of them is shown."""
    return "".join(f'<span lang="{lang}" class="ui">{escape(text)}</span>' for lang, text in words.items())


@cache
def _file(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
