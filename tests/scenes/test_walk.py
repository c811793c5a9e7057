"""Every scene of every lesson, way, language and size: readable, reachable, spoken; and the bar never moves."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.core import codes, playing, telling
from kiosk.core.codes.write import vietqr
from kiosk.core.content.lessons import Enter, Scan
from kiosk.core.content.packs import Library
from kiosk.core.content.phrases import Phrases
from kiosk.core.events import WentHome
from kiosk.core.phone import machine
from kiosk.core.staff.pages import PAGES
from kiosk.core.state import Check, Lesson, Sheet, Speaking, State, SwitchingOff
from kiosk.core.units import LANGS, DurationMs, TextSize
from kiosk.packs.checks.layout import scenes
from kiosk.packs.compile import compiled
from kiosk.scenes.check import faults
from kiosk.scenes.grid import bar_slots
from kiosk.scenes.hit import touchable
from kiosk.scenes.picture import picture
from tests import staff_moments
from tests.moments import HOSTILE
from tests.scenes.screens import LOOKS, MAIN_LOOKS

SIZES: tuple[TextSize, ...] = ("large", "normal")
SHEETS: tuple[Sheet, ...] = ("help", "idle", "trouble", "off")
HELD = SwitchingOff(DurationMs(0), DurationMs(0), 5)
OFF = (*(replace(HELD, left=left) for left in (5, 3, 0, -7)), replace(HELD, left=-1, done=True))
"""The help button while it is held, when it is time to let go, and once it was let go."""
STALLS = (
    vietqr("970436", "0071000123456", amount=9_999_999_999_999, name="NGUYEN THI THANH TUYEN HO"),
    vietqr("970410", "0071000123456", name="W" * 25),
    vietqr("970422", "0905000111222"),
    "https://cong-dich-vu-cong-quoc-gia-cap-nhat-dinh-danh-muc-do-hai.vneid-chinhphu.gov.vn.top/",
    "https://dichvucong.gov.vn/",
    "tel:0905000123",
    "8934563138165",
)
"""Codes of stalls, and what hangs beside them: the longest names and addresses, the largest amount, none at all."""


@cache
def content() -> Library:
    library, report = compiled(Path("content"), date(2026, 11, 21))
    assert library is not None, report.problems
    return library


def around(library: Library) -> Iterator[State]:
    """Everything but lessons."""
    for lang in LANGS:
        for size in SIZES:
            blank = State(lang=lang, size=size)
            home = replace(blank, place="home")
            yield from (blank, home, replace(home, sheet="help", helper_called=True, pace="slow"))
            yield from (replace(home, sheet=sheet) for sheet in SHEETS)
            yield from (replace(home, sheet="off", off=off) for off in OFF)
            yield from (replace(blank, place="topic", topic=topic.topic) for topic in library.topics)
            yield from checks(library, replace(blank, place="check", check=Check()))


def checks(library: Library, blank: State) -> Iterator[State]:
    """The service before the camera, without one, and with every code that may be held up, at each of its sentences."""
    yield from (blank, replace(blank, broken=frozenset({"camera"})))
    reasons = (name.removeprefix("code_") for name in Phrases.__struct_fields__ if name.startswith("code_"))
    yield from (replace(blank, check=Check(trouble=why, said=why)) for why in reasons if why != "found")
    payloads: tuple[str | bytes, ...] = (*(card.payload for card in library.cards.values()), *HOSTILE, *STALLS)
    for payload in payloads:
        told = replace(blank, check=Check(reading=codes.read(payload)))
        lines = telling.lines(library, told)
        yield from (replace(told, speaking=Speaking(1, lines, line=n, word=0)) for n in range(len(lines)))


def variants(library: Library, state: State) -> Iterator[State]:
    """The same step with half the digits, all digits, without a camera, while it is being spoken."""
    yield state
    lesson = state.lesson
    lines = telling.lines(library, state)
    yield replace(state, speaking=Speaking(1, lines, line=len(lines) - 1, word=len(lines[-1].split()) - 1))
    if lesson is None or lesson.reply or state.place != "lesson":
        return
    step = playing.step_now(library, lesson)
    if isinstance(step, Scan):
        yield replace(state, broken=frozenset({"camera"}))
    if isinstance(step, Enter):
        for many in (len(step.value) // 2, len(step.value)):
            yield replace(state, lesson=typed(library, lesson, step, step.value[:many]))


def typed(library: Library, lesson: Lesson, step: Enter, digits: str) -> Lesson:
    phone = machine.typed(playing.app(library, lesson), lesson.phone, step.field, digits)
    return replace(lesson, typed=digits, phone=phone)


@cache
def states() -> tuple[State, ...]:
    return tuple(all_states(content()))


def all_states(library: Library) -> Iterator[State]:
    yield from around(library)
    for script in library.lessons.values():
        for _, state in scenes(library, script):
            yield from variants(library, state)


@pytest.mark.parametrize("look", LOOKS)
def test_no_scene_has_a_fault(look: str) -> None:
    library, screen = content(), LOOKS[look]
    found: dict[str, State] = {}
    for number, state in enumerate(states()):
        if look in MAIN_LOOKS or number % 9 == 0:
            for fault in faults(picture(library, state, screen), screen):
                found.setdefault(fault, state)
    assert not found


@pytest.mark.parametrize("look", LOOKS)
def test_no_page_of_the_staff_menu_has_a_fault(look: str) -> None:
    library, screen = content(), LOOKS[look]
    found: dict[str, State] = {}
    for state in staff_moments.states(library):
        for fault in faults(picture(library, state, screen), screen):
            found.setdefault(fault, state)
    assert not found


@pytest.mark.parametrize("look", LOOKS)
def test_back_and_leave_stand_still_through_the_staff_menu(look: str) -> None:
    library, screen = content(), LOOKS[look]
    slots = bar_slots(screen)
    for staff in staff_moments.pages():
        if staff.page in ("test-touch", "aim"):
            continue
        items = picture(library, State(place="staff", staff=staff), screen).items
        first, again, leave, helps = (next(item for item in items if item.box == slot) for slot in slots)
        assert first.name == ("back" if PAGES[staff.page].back else "language")
        assert (again.name, leave.name, helps.name) == ("again", "leave", "help")
        assert leave.means == WentHome()


@pytest.mark.parametrize("look", LOOKS)
def test_the_bar_stands_still_through_all_scenes(look: str) -> None:
    library, screen = content(), LOOKS[look]
    slots = bar_slots(screen)
    for state in states()[::9]:
        if state.place == "attract" or state.sheet in ("idle", "trouble", "off"):
            continue
        items = picture(library, state, screen).items
        standing = [item for item in items if item.box in slots]
        assert [item.box for item in standing] == list(slots)
        assert (standing[1].name, standing[3].name) == ("again", "help")


def test_pressed_controls_keep_their_contrast() -> None:
    library, screen = content(), LOOKS["10in"]
    seen: set[str] = set()
    for state in states()[::3]:
        for item in picture(library, state, screen).items:
            if touchable(item) and item.name not in seen:
                seen.add(item.name)
                assert faults(picture(library, replace(state, pressed=item.name), screen), screen) == ()
