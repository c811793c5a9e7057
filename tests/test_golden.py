"""Golden pictures of the main scenes at two sizes, kept at half size in `golden/`.

    pytest tests/test_golden.py --save-golden    # after looking at out/golden/

What differs is written to `out/golden/`: computed, expected and their difference side by side.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pygame
import pytest
from msgspec.structs import replace

from kiosk.camera.synthetic import SyntheticCamera
from kiosk.core import codes
from kiosk.core import events as e
from kiosk.core.content.packs import Library
from kiosk.core.state import Speaking, State
from kiosk.scenes.look import Look
from kiosk.scenes.picture import picture
from kiosk.screen.headless import Headless
from kiosk.walk import SCREENS, look_on
from tests import setup_moments
from tests.likeness import (
    LOOSE,
    STRICT,
    drawn_otherwise,
    drawn_with,
    pixels,
    shrunk,
    side_by_side,
    unlikeness,
)
from tests.moments import at
from tests.visitor import Visitor

GOLDEN = Path(__file__).parent / "golden"
OUT = Path(__file__).parents[1] / "out" / "golden"
MADE_WITH = GOLDEN / "made-with.json"
FRAMES_BEFORE = 12
"""Camera frames until the card has come into the picture."""


def at_word(state: State, word: int) -> State:
    """The voice is at this word of its first line."""
    return replace(state, speaking=replace(state.speaking, line=0, word=word))


def _first_start(page: int) -> Callable[[Library], State]:
    return lambda library: tuple(setup_moments.guide(library, "vi"))[page]


def _home(library: Library) -> State:
    return Visitor(library).does(e.Came(7)).listens().state


def _ways(library: Library) -> State:
    return Visitor(library).does(e.Came(7), e.TopicChosen("pay")).listens().state


def _touch(library: Library) -> State:
    return at_word(at(library, "pay-by-qr", "together", "open-scanner").state, 5)


def _amount(library: Library) -> State:
    visitor = at(library, "pay-by-qr", "together", "type-amount").listens()
    return visitor.does(e.KeyTouched("1"), e.KeyTouched("2"), e.KeyTouched("0")).state


def _pin_english(library: Library) -> State:
    visitor = at(library, "pay-by-qr", "alone", "type-pin").does(e.LanguageSwitched(), e.SizeSwitched())
    return visitor.does(e.KeyTouched("2"), e.KeyTouched("5")).listens().state


def _scan(library: Library) -> State:
    return at(library, "scan-qr", "together", "scan-stall").listens().state


def _cards(library: Library) -> State:
    return at(library, "scan-qr", "together", "scan-ticket").does(e.Failed("camera", "unplugged")).listens().state


def _choose(library: Library) -> State:
    return at(library, "scan-qr", "alone", "name-stall").listens().state


def _wrong(library: Library) -> State:
    return at(library, "pay-by-qr", "alone", "open-scanner").does(e.TargetTouched("transfer")).listens().state


def _done(library: Library) -> State:
    visitor = at(library, "pay-by-qr", "together", "see-balance").finishes()
    lines = visitor.state.speaking.lines
    return replace(visitor.state, speaking=Speaking(visitor.state.speaking.ticket, lines, line=1, word=2))


def _help(library: Library) -> State:
    return Visitor(library).does(e.Came(7), e.HelpOpened()).listens().state


def _idle(library: Library) -> State:
    return Visitor(library).does(e.Came(7)).listens().waits(46_000).state


def _check(card: str, line: int) -> Callable[[Library], State]:
    """The service for traders while it tells what a card's code says."""

    def told(library: Library) -> State:
        read = e.CodeRead(codes.read(library.cards[card].payload))
        state = Visitor(library).does(e.Came(7), e.CheckOpened(), read).state
        return replace(state, speaking=replace(state.speaking, line=line, word=2))

    return told


def _staff(*events: e.Event) -> Callable[[Library], State]:
    """The staff menu after its PIN, or before it."""
    return lambda library: Visitor(library).does(e.StaffCame("card"), *events).listens().state


_PIN = tuple(e.KeyTouched(digit) for digit in "2580")

SCENES: dict[str, Callable[[Library], State]] = {
    "attract": lambda _: State(),
    "home": _home,
    "ways": _ways,
    "touch": _touch,
    "amount": _amount,
    "pin-english-normal": _pin_english,
    "scan": _scan,
    "cards": _cards,
    "choose": _choose,
    "wrong": _wrong,
    "done": _done,
    "help": _help,
    "idle": _idle,
    "check": _check("fish-bill", line=1),
    "check-page": _check("web-link", line=1),
    "setup-right": _first_start(0),
    "setup-fault": _first_start(1),
    "staff-pin": _staff(*_PIN),
    "staff-menu": _staff(e.PinJudged("right")),
    "staff-hours": _staff(
        e.PinJudged("right"),
        e.StaffTouched("open", "sound"),
        e.StaffTouched("opens", "+"),
        e.StaffTouched("volume", "+"),
    ),
}


@pytest.fixture(scope="module", params=["10", "7"])
def screen(request: pytest.FixtureRequest, library: Library) -> tuple[Headless, Look]:
    width, height, *_ = SCREENS[request.param]
    shown = Headless(width, height, library.pictures.get)
    return shown, look_on(request.param, shown.fonts.measure)


def painted(library: Library, state: State, screen: Headless, look: Look) -> pygame.Surface:
    """The picture of a state; where the camera looks it sees the practice card of the step."""
    screen.show(picture(library, state, look))
    camera = SyntheticCamera({"fish-stall": library.cards["fish-stall"].payload}, seed=1)
    camera.open()
    camera.hold("fish-stall")
    for _ in range(FRAMES_BEFORE):
        camera.frame()
    screen.look(camera.frame().pixels)
    return shrunk(screen.surface)


@pytest.mark.parametrize("name", SCENES)
def test_golden(name: str, screen: tuple[Headless, Look], library: Library, pytestconfig: pytest.Config) -> None:
    file = GOLDEN / f"{name}-{screen[1].width}x{screen[1].height}.png"
    computed = painted(library, SCENES[name](library), *screen)
    if pytestconfig.getoption("save_golden"):
        pygame.image.save(computed, file)
        MADE_WITH.write_text(json.dumps(drawn_with(), indent=2, sort_keys=True) + "\n", encoding="utf-8")
        return
    expected = pixels(pygame.image.load(file)) if file.exists() else None
    other = drawn_otherwise(MADE_WITH)
    limit = LOOSE if other else STRICT
    found = unlikeness(pixels(computed), expected) if expected is not None else None
    if found is None or not found.within(limit):
        side_by_side(pixels(computed), expected, OUT / file.name)
    drawn = f" (other versions here: {', '.join(other)})" if other else ""
    assert expected is not None, f"{file.name} was never saved; see {OUT / file.name}"
    assert found is not None
    assert found.within(limit), f"{found} is more than {limit}{drawn}; see {OUT / file.name}"


def test_nothing_lies_there_that_no_scene_makes_and_all_of_it_is_small() -> None:
    names = {f"{name}-{SCREENS[screen][0]}x{SCREENS[screen][1]}" for name in SCENES for screen in ("10", "7")}
    assert {file.stem for file in GOLDEN.glob("*.png")} <= names
    assert sum(file.stat().st_size for file in GOLDEN.iterdir()) <= 2_500_000


def test_another_picture_is_noticed(library: Library, screen: tuple[Headless, Look], tmp_path: Path) -> None:
    one, other = (pixels(painted(library, SCENES[name](library), *screen)) for name in ("amount", "wrong"))
    assert unlikeness(one, one).within(STRICT)
    assert not unlikeness(one, other).within(LOOSE)
    assert not unlikeness(one, one[1:]).within(LOOSE)
    side_by_side(one, other, tmp_path / "both.png")
    assert pygame.image.load(tmp_path / "both.png").get_width() == 3 * (one.shape[1] + 8)


def test_one_word_more_or_less_is_noticed(library: Library, screen: tuple[Headless, Look]) -> None:
    visitor = at(library, "pay-by-qr", "together", "type-amount").does(e.KeyTouched("1")).listens()
    before = pixels(painted(library, visitor.state, *screen))
    after = pixels(painted(library, visitor.does(e.KeyTouched("2")).state, *screen))
    assert not unlikeness(before, after).within(STRICT)
