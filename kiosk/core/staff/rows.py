"""Rows that the machine told, in words: for the eye one by one, for the ear in sentences that belong together.

What leaves the machine is a long list of numbers. Read out one after another nobody could follow it, so what is told of
one lesson, or by one counter, is one sentence. `pages.py` explains names and values.
"""

from collections.abc import Iterator
from itertools import groupby

from kiosk.core.content.packs import Library
from kiosk.core.staff.pages import knows
from kiosk.core.units import LANGS, Lang, Words
from kiosk.core.ways import WAYS

Row = tuple[str, str]

BETWEEN = " · "
"""Between a counter and each part of its key."""

HEALTH = "health"
"""What the machine tells of itself: `health/free_mb`."""

OF_A_LESSON = ("lessons_", "tests_")
"""How counters begin whose keys begin with a lesson."""

_RESTARTS = "part_restarts_"


def named(library: Library, name: str, lang: Lang) -> str:
    """The name of a row: a phrase, or a counter with its key."""
    return BETWEEN.join(_labels(library, name, lang))


def valued(library: Library, value: str, lang: Lang) -> str:
    """A value: a phrase, a phrase with a number, or as it stands."""
    if knows(library, f"value_{value}"):
        return _word(library, f"value_{value}", lang)
    unit, _, number = value.partition(":")
    if number and knows(library, f"value_{unit}"):
        return _word(library, f"value_{unit}", lang).replace("{n}", number)
    return value


def said(library: Library, rows: tuple[Row, ...]) -> tuple[Words, ...]:
    """Some rows as sentences, in their order."""
    groups = [list(group) for _, group in groupby(rows, lambda row: _subject(library, row[0]))]
    return tuple({lang: _sentence(library, group, lang) for lang in LANGS} for group in groups)


def _subject(library: Library, name: str) -> str:
    """What rows have in common that are said in one sentence."""
    metric = name.partition("/")[0]
    if metric == HEALTH or knows(library, f"row_{name}"):
        return name
    return f"lesson {_lesson(library, name)}" if _lesson(library, name) else metric


def _lesson(library: Library, name: str) -> str:
    metric, _, key = name.partition("/")
    lesson = key.partition("/")[0]
    return lesson if metric.startswith(OF_A_LESSON) and lesson in library.lessons else ""


def _sentence(library: Library, rows: list[Row], lang: Lang) -> str:
    name, value = rows[0]
    if lesson := _lesson(library, name):
        told = "; ".join(_of_lesson(library, row, lang) for row in rows)
        sentence = _word(library, "told_lesson", lang).replace("{lesson}", library.lessons[lesson].title[lang])
        return sentence.replace("{told}", told)
    metric, *_ = _labels(library, name, lang)
    if _subject(library, name) == name:
        told = ", ".join(filter(None, (*_labels(library, name, lang)[1:], valued(library, value, lang))))
    else:
        told = ", ".join(" ".join((*_labels(library, one, lang)[1:], n)) for one, n in rows)
    return f"{metric}: {told}." if told else f"{metric}."


def _of_lesson(library: Library, row: Row, lang: Lang) -> str:
    """`mở bài, làm cùng 30 lần`."""
    metric, _, *more = _labels(library, row[0], lang)
    times = _word(library, "told_times", lang).replace("{n}", row[1])
    return f"{', '.join(_lower(one) for one in (metric, *more))} {times}"


def _lower(text: str) -> str:
    """Within a sentence; what has more capitals is a name."""
    return text if text[1:].lower() != text[1:] else text[:1].lower() + text[1:]


def _labels(library: Library, name: str, lang: Lang) -> tuple[str, ...]:
    metric, _, key = name.partition("/")
    if metric == HEALTH:
        return tuple(_health(library, key, lang))
    if knows(library, f"row_{name}"):
        return (_word(library, f"row_{name}", lang),)
    if not knows(library, f"count_{metric}"):
        return (name,)
    return (_word(library, f"count_{metric}", lang), *_keys(library, key, lang))


def _health(library: Library, name: str, lang: Lang) -> Iterator[str]:
    if name.startswith(_RESTARTS):
        yield _word(library, "health_part_restarts", lang)
        yield _key(library, name.removeprefix(_RESTARTS), lang)
        return
    known = next((word for word in (f"health_{name}", f"row_{name}") if knows(library, word)), "")
    yield _word(library, known, lang) if known else name


def _keys(library: Library, key: str, lang: Lang) -> tuple[str, ...]:
    """What a counter was counted for, part by part; a step of a lesson by its number."""
    first, _, second = key.partition("/")
    lesson = library.lessons.get(first)
    steps = [step.id for step in lesson.steps] if lesson is not None else []
    if second in steps:
        number = _word(library, "key_step", lang).replace("{n}", str(steps.index(second) + 1))
        return _key(library, first, lang), number
    return tuple(_key(library, one, lang) for one in key.split("/") if one)


def _key(library: Library, key: str, lang: Lang) -> str:
    """A lesson or topic by its title, a way or another key by its word; what an author named, as it is written."""
    if key in library.lessons:
        return library.lessons[key].title[lang]
    titles = {topic.topic: topic.title for topic in library.topics}
    if key in titles:
        return titles[key][lang]
    if key in WAYS:
        phrase: Words = getattr(library.phrases, WAYS[key].word)
        return phrase[lang]
    return _word(library, f"key_{key}", lang) if knows(library, f"key_{key}") else key


def _word(library: Library, name: str, lang: Lang) -> str:
    words: Words = getattr(library.staff, name)
    return words[lang]
