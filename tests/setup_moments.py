"""Every page of the first start: all right, with each answer; each fault that there is; nobody has set it up yet."""

from collections.abc import Iterator
from typing import Literal

from msgspec.structs import replace

from kiosk.core import telling
from kiosk.core.content.packs import Library
from kiosk.core.setup import AnswerFault, Setup, Told
from kiosk.core.state import House, Speaking, State
from kiosk.core.units import LANGS, DurationMs, Lang
from kiosk.setup import sentences
from kiosk.setup.fault import Wrong, fault, unknown

LONGEST = "Nhà văn hoá tổ dân phố số mười hai, phường Thuận Hoà, Huế"
RIGHT = (
    Told(outcome="right", place="cho-dong-ba"),
    Told(
        outcome="right", place="Chợ Đông Ba", opens=330, closes=1230, help_number="0234 3 000 000",
        wifi_name="ChoDongBa-5G", uploads=True,
    ),
    Told(
        outcome="right", place=LONGEST, language="en", opens=1200, closes=120, help_number="+84 234 300 000 000",
        wifi_name="W" * 32, uploads=True,
    ),
)  # fmt: skip

VALUES = {"unknown": "staff_card", "file.named": "kiosk-answers (1).toml.txt"}
"""What is quoted; of the others a number."""


def faults() -> Iterator[AnswerFault]:
    """One of each kind, and every field at its longest."""
    for kind in sentences.WHAT:
        whole = kind.startswith("file")
        field = "" if whole or kind in ("line.section", "line.equals", "line.strange") else "wifi_password"
        yield fault(field, 0 if whole else 112, Wrong(kind, VALUES.get(kind, 5)))
    yield unknown("what_is_this_supposed_to_be_i_wonder", 7)
    for field in sentences.NAMES:
        yield fault(field, 12, Wrong("value", "W" * 50))
        yield fault(field, 0, Wrong("missing"))


def setups() -> Iterator[Setup]:
    """Every page there is."""
    pages: tuple[Literal["asks", "sure", "off"], ...] = ("asks", "sure", "off")
    for told in RIGHT:
        yield from (Setup(told, "m", page) for page in pages)
    wrong = Told(outcome="wrong", faults=tuple(faults()))
    yield from (Setup(wrong, "m", at=at) for at in range(len(wrong.faults)))
    yield Setup(Told(outcome="none"))


def states(_library: Library) -> Iterator[State]:
    """In both languages and sizes; and the page of the staff menu from which it is opened."""
    for lang in LANGS:
        for size in ("large", "normal"):
            blank = State(house=House(lang=lang), lang=lang, size=size, place="setup", now=DurationMs(60_000))
            yield from (replace(blank, setup=setup) for setup in setups())
            yield replace(blank, setup=Setup(RIGHT[0]), house=House(lang=lang, langs=(lang,)))


def guide(library: Library, lang: Lang) -> Iterator[State]:
    """What the guide shows: the answers, then three faults, each while its sentence is being said."""
    told = (
        fault("wifi_password", 21, Wrong("short", 5)),
        fault("opens", 14, Wrong("value", 25)),
        fault("wifi_pasword", 21, Wrong("unknown", "wifi_password")),
    )
    wrong = Told(outcome="wrong", faults=told)
    for setup in (Setup(RIGHT[1]), *(Setup(wrong, at=at) for at in range(len(told)))):
        state = State(house=House(lang=lang), lang=lang, place="setup", setup=setup)
        lines = telling.lines(library, state)
        spoken = 0 if setup.told.outcome == "right" or setup.at else 1
        yield replace(state, speaking=Speaking(1, lines, line=spoken, word=2))
