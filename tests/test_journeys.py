"""Whole visits to the real lessons: by the robot learner in every way, and by hand as data."""

import re
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.config import load_settings
from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.clips import clip_key
from kiosk.core.content.packs import Library
from kiosk.core.state import State
from kiosk.core.step import step
from kiosk.core.telling import is_template
from kiosk.core.units import LANGS, Lang, Words
from kiosk.core.ways import WAYS
from kiosk.packs.journeys import Move, event_of, read_journey
from kiosk.packs.robot.learner import Learner, Senses
from kiosk.packs.sentences import sentences
from kiosk.scenes.look import Look
from kiosk.scenes.picture import picture
from kiosk.screen.fonts import Fonts
from kiosk.stats.registry import Registry
from kiosk.tour import Tour
from kiosk.walk import looks, offered
from tests.moments import LESSONS

FOLDER = Path(__file__).parent / "journeys"
SEEDS = (None, 1, 2, 3, 4, 5, 6)
"""Of wrong moves; without a seed all moves are right."""


@pytest.fixture(scope="module")
def look() -> Look:
    """The smallest screen."""
    return looks(Fonts().measure)["7"]


def every_phrase(library: Library) -> Iterator[Words]:
    return (getattr(own, name) for own in (library.phrases, library.staff) for name in own.__struct_fields__)


class Shell:
    """Whoever would carry orders out: it refuses a count that is not declared and a sentence that has no clip."""

    def __init__(self, registry: Registry, library: Library) -> None:
        self.library, self._registry = library, registry
        templates = [words[lang] for words in every_phrase(library) if is_template(words) for lang in LANGS]
        self._filled = re.compile("|".join(re.sub(r"\\{\w+\\}", ".+", re.escape(text)) for text in templates))
        self._clips = {clip_key(text, lang, "normal") for text, lang in sentences(library)}

    def carry(self, orders: list[o.Order]) -> None:
        for order in orders:
            match order:
                case o.Count(metric=metric, key=key):
                    self._registry.check(metric, key)
                case o.Say(lines=lines, lang=lang):
                    # Slow speech falls back on clips at normal pace; what was read from a code is spoken live.
                    without = [line for line in lines if clip_key(line, lang, "normal") not in self._clips]
                    assert [line for line in without if not self._filled.fullmatch(line)] == []


@pytest.fixture(scope="module")
def shell(real_registry: Registry, library: Library) -> Shell:
    return Shell(real_registry, library)


# --- the robot --------------------------------------------------------------------------------------------------------


def visits(way: str) -> Iterator[tuple[int | None, bool]]:
    """Seed and camera. Where the kiosk plays by itself nobody can go wrong."""
    for seed in (None,) if WAYS[way].plays_itself else SEEDS:
        yield from ((seed, True), (seed, False))


@pytest.fixture(scope="module")
def senses(look: Look) -> Senses:
    """The robot may do nothing that a finger could not."""
    return Senses(offered=offered(look))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", LESSONS)
def test_every_lesson_comes_to_its_end(name: str, lang: Lang, way: str, senses: Senses, shell: Shell) -> None:
    for seed, camera in visits(way):
        robot = Learner(shell.library, lang, senses, seed)
        robot.enter(name, way, camera=camera)
        robot.learn()
        lesson = robot.state.lesson
        assert (robot.state.place, lesson and lesson.finished) == ("done", True)
        assert seed is not None or (lesson is not None and lesson.passed and lesson.mistakes == 0)
        assert f"{name}/{way}" in counted(robot.orders, "lessons_finished")
        shell.carry(robot.orders)


def test_seeds_make_different_mistakes(library: Library) -> None:
    def mistakes(seed: int) -> tuple[str, ...]:
        robot = Learner(library, "vi", Senses(), seed)
        robot.enter("pay-by-qr", "alone", camera=True)
        robot.learn()
        return counted(robot.orders, "mistakes")

    made = [mistakes(seed) for seed in SEEDS if seed is not None]
    assert len(set(made)) == len(made)
    assert len({name for one in made for name in one}) >= 8


# --- by hand ----------------------------------------------------------------------------------------------------------


class Visit:
    """A journey played without a screen; touches are looked up in the scenes of the smallest one."""

    def __init__(self, library: Library, look: Look) -> None:
        self.library, self.look = library, look
        self.state = State()
        self.orders: list[o.Order] = []
        self.sheets: list[str] = []

    def goes(self, moves: tuple[Move, ...]) -> "Visit":
        for move in moves:
            event = event_of(move, self.library, self.state, self._touched)
            self.state, orders = step(self.library, self.state, event)
            self.orders.extend(orders)
            self.sheets += [self.state.sheet] if self.state.sheet not in ("", *self.sheets[-1:]) else []
        return self

    def _touched(self, name: str) -> e.Event | None:
        items = picture(self.library, self.state, self.look).items
        return next((item.means for item in items if item.name == name and not item.dead), None)


def counted(orders: list[o.Order], metric: str) -> tuple[str, ...]:
    return tuple(order.key for order in orders if isinstance(order, o.Count) and order.metric == metric)


ENDS: dict[str, dict[str, Any]] = {
    "scan-together": {"place": "done", "lesson.lesson": "scan-qr", "lesson.passed": True, "lesson.mistakes": 0},
    "pay-together": {
        "place": "done",
        "lesson.passed": True,
        "lesson.mistakes": 0,
        "lesson.phone.ledger": {"me": 730_000, "stall": 420_000},
        "speaking.ended": True,
    },
    "wallet-together": {"place": "done", "lesson.lesson": "id-wallet", "lesson.passed": True, "lesson.mistakes": 0},
    "pay-with-mistakes": {
        "place": "done",
        "lesson.mistakes": 8,
        "lesson.helped": 0,
        "lesson.phone.ledger": {"me": 730_000, "stall": 420_000},
    },
    "wallet-real-number": {"place": "lesson", "lesson.step": 2, "lesson.typed": "", "lesson.mistakes": 1},
    "scan-test-failed": {"place": "lesson", "lesson.way": "test", "lesson.step": 1, "lesson.mistakes": 0},
    "pay-language-and-size": {
        "place": "lesson",
        "sheet": "",
        "lesson.step": 5,
        "lesson.typed": "120",
        "lang": "en",
        "size": "normal",
        "pace": "slow",
        "volume": 3,
    },
    "pay-idle-answered": {"place": "lesson", "sheet": "", "lesson.step": 2},
    "pay-idle-unanswered": {"place": "attract", "sheet": "", "lang": "vi", "size": "large", "lesson": None},
    "scan-helper": {"place": "lesson", "sheet": "", "helper_called": False, "lesson.step": 2, "lesson.helped": 1},
    "scan-stumble": {"place": "home", "sheet": "", "lesson": None},
    "help-held-and-let-go": {"place": "home", "sheet": "", "helper_called": False, "off": None},
    "help-held-to-the-end": {"place": "home", "sheet": "off", "off.done": True, "off.left": -1},
    "help-stuck": {
        "place": "lesson",
        "sheet": "",
        "helper_called": False,
        "off": None,
        "limping": frozenset({"panel"}),
    },
    "check-own-code": {"place": "home", "sheet": "", "check": None, "lesson": None, "broken": frozenset({"camera"})},
    "first-start": {"place": "home", "setup.page": "asks", "setup.told.place": "Chợ Đông Ba", "sheet": ""},
    "staff-day": {
        "place": "attract",
        "staff": None,
        "house.volume": 3,
        "house.opens": 330,
        "house.closes": 1230,
        "house.langs": ("vi", "en"),
        "house.help_number": "1080",
    },
    "staff-first-day": {"place": "attract", "staff": None, "sheet": ""},
    "staff-tests": {"place": "attract", "staff": None, "lesson": None},
    "staff-health": {"place": "attract", "staff": None, "sheet": ""},
    "scan-camera-lost": {"place": "done", "lesson.passed": True, "lesson.mistakes": 1, "broken": frozenset()},
}
"""Where each journey leads; `lesson.step` counts from nought."""

MISTAKES: dict[str, tuple[str, ...]] = {
    "pay-with-mistakes": (
        "transfer-for-scan",
        "swapped-sticker",
        "accepts-stranger",
        "doubts-right-name",
        "one-zero-short",
        "easy-pin",
        "transfer-for-balance",
    ),
    "wallet-real-number": ("real-number",),
    "scan-test-failed": (
        "photos-for-camera",
        "id-for-stall",
        "payment-taken-for-page",
        "payment-taken-for-identity",
        "payment-taken-for-page",
        "follows-strange-link",
    ),
    "scan-camera-lost": ("id-for-stall",),
}
"""Named mistakes in the order in which they are made; none in the other journeys."""

SHEETS: dict[str, list[str]] = {
    "pay-language-and-size": ["help"],
    "pay-idle-answered": ["idle"],
    "pay-idle-unanswered": ["idle"],
    "scan-helper": ["help"],
    "check-own-code": ["help"],
    "scan-stumble": ["trouble"],
    "help-held-and-let-go": ["help", "off", "help"],
    "help-held-to-the-end": ["help", "off"],
    "help-stuck": ["help", "off"],
    "staff-first-day": ["help", "idle"],
}
"""What lay over a place meanwhile."""


def test_every_journey_has_its_end_here() -> None:
    assert {file.stem for file in FOLDER.glob("*.yaml")} == set(ENDS)


@pytest.mark.parametrize("name", ENDS)
def test_journeys(name: str, library: Library, look: Look, shell: Shell) -> None:
    journey = read_journey(FOLDER / f"{name}.yaml")
    assert journey.name == name
    visit = Visit(library, look).goes(journey.moves)
    ends = {field: attrgetter(field)(visit.state) for field in ENDS[name]}
    assert ends == ENDS[name]
    assert counted(visit.orders, "mistakes") == MISTAKES.get(name, ())
    assert visit.sheets == SHEETS.get(name, [])
    shell.carry(visit.orders)


def test_a_failed_test_is_told_kindly_and_counted(library: Library, look: Look) -> None:
    visit = Visit(library, look).goes(read_journey(FOLDER / "scan-test-failed.yaml").moves[:-1])
    assert visit.state.place == "done"
    assert visit.state.speaking.lines[0] == library.phrases.test_failed["vi"]
    assert counted(visit.orders, "tests_failed") == ("scan-qr",)


def test_the_helper_lamp_burns_until_the_sheet_is_closed(library: Library, look: Look) -> None:
    visit = Visit(library, look).goes(read_journey(FOLDER / "scan-helper.yaml").moves)
    lamps = [order.on for order in visit.orders if isinstance(order, o.Lamp) and order.lamp == "help"]
    assert (lamps, counted(visit.orders, "helper_called")) == ([True, False], ("",))


def test_a_tour_reads_real_codes_and_leaves_pictures_and_a_transcript(library_file: Path, tmp_path: Path) -> None:
    environ = {"KIOSK_DATA_FOLDER": str(tmp_path), "KIOSK_CONTENT_LIBRARY": str(library_file)}
    settings = load_settings(environ, system_file=tmp_path / "none.toml")
    with Tour(settings, (800, 480, 176.4, 450.0, 85.92), "vi", tmp_path / "out") as tour:
        for move in read_journey(FOLDER / "scan-together.yaml").moves:
            tour.go(move)
    assert tour.state.place == "done"
    assert tour.state.lesson is not None
    assert tour.state.lesson.mistakes == 0
    pictures = sorted(file.name for file in (tmp_path / "out").glob("*.png"))
    assert len(pictures) == tour.pictures >= 16
    assert sum(name.endswith("-card.png") for name in pictures) == 3
    lines = [msgspec.json.decode(line) for line in (tmp_path / "out/transcript.jsonl").read_bytes().splitlines()]
    assert [line["event"]["reading"]["kind"] for line in lines if line["event"]["event"] == "CodeRead"] == [
        "vietqr",
        "link",
        "cccd",
    ]
    assert {line["picture"] for line in lines} - {""} <= set(pictures)
