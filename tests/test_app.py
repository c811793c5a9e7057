"""The composition root and the parts: what is opened, what is told when it is not there, who gets which order."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event as Bell

import pytest
from msgspec.structs import replace

from kiosk.app import monotonic_ms, rested, stepping
from kiosk.config import Settings, load_settings
from kiosk.core import codes
from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.setup import Setup, Told
from kiosk.core.state import State
from kiosk.desk import PANEL, TITLE, keys
from kiosk.durable import keep
from kiosk.parts import Parts
from kiosk.scenes.type import wrapped
from kiosk.scenes.values import Face
from kiosk.stats.declare import compile_metrics
from tests import small


class Inbox:
    """Everything that parts told, and a bell, for most of them have threads of their own."""

    def __init__(self) -> None:
        self.events: list[e.Event] = []
        self._bell = Bell()

    def put(self, event: e.Event) -> None:
        self.events.append(event)
        self._bell.set()

    def gets(self, kind: type[e.Event]) -> e.Event:
        """The first event of a kind; waits for it."""
        while not (found := [event for event in self.events if isinstance(event, kind)]):
            assert self._bell.wait(10), f"no {kind.__name__} came, only {self.events}"
            self._bell.clear()
        return found[0]

    @property
    def failed(self) -> list[str]:
        return [event.part for event in self.events if isinstance(event, e.Failed)]


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


def settings(folder: Path, **environ: str) -> Settings:
    keep(folder / "metrics.msgpack", compile_metrics())
    given = {"KIOSK_DATA_FOLDER": str(folder), "KIOSK_VOICE_ON": "false"} | environ
    return load_settings(given, system_file=folder / "none.toml")


def ignore(_pixels: object) -> None:
    """Nobody looks at the camera's picture."""


Opens = Callable[..., Parts]


@pytest.fixture
def opened(tmp_path: Path, inbox: Inbox) -> Iterator[Opens]:
    """Opens the parts of a desk, and closes them at the end."""
    made: list[Parts] = []

    def open_parts(show: Callable[[object], None] = ignore, **environ: str) -> Parts:
        parts = Parts(settings(tmp_path, **environ), small.library(), desk=True)
        made.append(parts)
        parts.open(tell=inbox.put, show=show, clock=monotonic_ms)
        return parts

    yield open_parts
    for parts in made:
        parts.close()
        parts.close()  # twice is once


# --- what the loop is given -------------------------------------------------------------------------------------------


def test_the_resting_kiosk_is_as_the_settings_say(tmp_path: Path) -> None:
    state = rested(settings(tmp_path, KIOSK_VISIT_LANGUAGE="en", KIOSK_VOICE_VOLUME="3"))
    assert (state.place, state.lang, state.volume) == ("attract", "en", 3)


def test_what_is_to_be_asked_about_the_set_up_is_the_first_picture(tmp_path: Path) -> None:
    told = Told(outcome="right", place="Chợ Đông Ba")
    asked = rested(settings(tmp_path), e.SetupTold(told, "mark"))
    assert (asked.place, asked.setup) == ("setup", Setup(told, "mark"))
    assert rested(settings(tmp_path), e.SetupTold(told, "mark", ask=False)).place == "attract"


def test_volume_and_language_of_the_settings_come_back_with_each_visitor(tmp_path: Path) -> None:
    given = rested(settings(tmp_path, KIOSK_VISIT_LANGUAGE="en", KIOSK_VOICE_VOLUME="1"))
    step = stepping(small.library(), lambda: None)
    state = given
    for event in (e.Came(), e.AskedLouder(), e.LanguageSwitched(), e.SizeSwitched()):
        state, _ = step(state, event)
    assert (state.volume, state.lang, state.size) == (2, "vi", "normal")
    for _ in range(4):
        state, _ = step(state, e.Ticked(type(state.now)(state.now + 65_000)))
    assert state.place == "attract"
    state, _ = step(state, e.Came())
    assert (state.volume, state.lang, state.size) == (1, "en", "large")


def test_chance_comes_with_the_visitor_and_nowhere_else() -> None:
    step = stepping(small.library(), lambda: None)
    seeds = {step(State(now=type(State().now)(now)), e.Came())[0].seed for now in range(8)}
    assert len(seeds) > 1


def test_what_was_painted_is_forgotten_when_a_visit_ends_and_only_then() -> None:
    forgotten: list[str] = []
    state = State()
    step = stepping(small.library(), lambda: forgotten.append(state.place))
    for event in (e.Came(), e.TopicChosen("pay"), e.WentHome()):
        state, _ = step(state, event)
    assert forgotten == []
    for _ in range(4):
        state, _ = step(state, e.Ticked(type(state.now)(state.now + 65_000)))
    assert (state.place, forgotten) == ("attract", ["home"])


def test_what_was_painted_of_a_code_is_forgotten_with_it() -> None:
    forgotten: list[str] = []
    state = State()
    step = stepping(small.library(), lambda: forgotten.append(state.place))
    shown = e.CodeRead(codes.read(small.STALL))
    wrapped("SAP CA CO BA", Face("regular", 40), 200, lambda text, _face: len(text))
    looks = (e.CheckOpened(), shown, e.HelpOpened(), e.HelpClosed(), e.StartedOver(), shown, e.WentBack())
    for event in (e.Came(), *looks):
        state, _ = step(state, event)
    assert (state.place, forgotten) == ("home", ["check", "check"])
    assert wrapped.cache_info().currsize == 0


# --- the parts --------------------------------------------------------------------------------------------------------


def test_before_they_are_opened_all_orders_are_dropped(tmp_path: Path) -> None:
    parts = Parts(settings(tmp_path), small.library(), desk=True)
    for order in (o.Say(1, ("Pay",), "en"), o.Hush(), o.Play("tap"), o.SetVolume(1), o.Look("stall"), o.LookAway()):
        parts.carry(order)
    parts.carry(o.Lamp("help", True))
    parts.carry(o.Count("visits"))
    parts.press("help")
    parts.hold_right()
    parts.close()
    assert [file.name for file in tmp_path.iterdir()] == ["metrics.msgpack"]


def test_without_a_camera_the_core_is_told_so(opened: Opens, inbox: Inbox) -> None:
    parts = opened(KIOSK_CAMERA_SOURCE="none")
    parts.carry(o.Look("stall"))
    parts.hold_right()
    assert inbox.failed == ["camera"]


def test_a_true_camera_that_is_not_there_is_told_when_it_is_looked_for(opened: Opens, inbox: Inbox) -> None:
    parts = opened(KIOSK_CAMERA_SOURCE="webcam", KIOSK_CAMERA_DEVICE="63")
    assert inbox.failed == []
    parts.carry(o.Look("stall"))
    failed = inbox.gets(e.Failed)
    assert isinstance(failed, e.Failed)
    assert failed.why.startswith("The webcam /dev/video63 does not start (")


def test_the_camera_that_suffers_begins_well(opened: Opens) -> None:
    seen = Bell()
    opened(lambda _pixels: seen.set(), KIOSK_CAMERA_SOURCE="faulty").carry(o.Look("stall"))
    assert seen.wait(10), "the camera never opened"


def test_a_switched_off_voice_comes_to_the_end_of_its_sentences(opened: Opens, inbox: Inbox) -> None:
    opened().carry(o.Say(4, ("Pay",), "en"))
    assert inbox.gets(e.SpeechEnded) == e.SpeechEnded(4)
    assert inbox.failed == []


def test_the_space_key_holds_the_card_that_the_lesson_waits_for(opened: Opens, inbox: Inbox) -> None:
    seen = Bell()
    parts = opened(lambda _pixels: seen.set())
    parts.carry(o.Look("stall"))
    assert seen.wait(10), "the camera never opened"
    parts.hold_right()
    read = inbox.gets(e.CodeRead)
    assert isinstance(read, e.CodeRead)
    assert (read.reading.kind, read.reading.payee) == ("vietqr", "SAP CA CO BA (MAU)")


def test_keys_of_the_keyboard_press_the_panel(opened: Opens, inbox: Inbox) -> None:
    import pygame

    pressed = keys(opened())
    for key in (pygame.K_BACKSPACE, pygame.K_r, pygame.K_h, pygame.K_RETURN):
        pressed[key]()
    assert inbox.events == [e.WentBack(), e.AskedAgain(), e.HelperCalled(), e.WentOn()]


def test_every_key_does_something_and_the_title_tells_it(opened: Opens) -> None:
    import pygame

    bound = keys(opened())
    assert {pygame.key.name(key) for key in bound} == {
        "space", "backspace", "return", "r", "h", "0", "1", "2", "f9", "f10", "p", "j", "l",
    }  # fmt: skip
    assert all(word in TITLE for word in ("space", "1-9", "0", "backspace", "enter", "r", "h", "F9"))
    assert all(f"{key}: " in PANEL for key in ("F10", "p", "j", "l"))


def test_keys_play_the_sensors_and_again_undo_it(opened: Opens, inbox: Inbox) -> None:
    import pygame

    pressed = keys(opened())
    for key in (pygame.K_p, pygame.K_F10, pygame.K_F10):
        pressed[key]()
    assert inbox.events == [e.PersonNear(near=True), e.HelperCalled()]


def test_counts_reach_the_database(opened: Opens, tmp_path: Path) -> None:
    parts = opened()
    parts.carry(o.Count("visits"))
    parts.carry(o.Count("lessons_opened", "fish/alone"))
    parts.close()
    connection = sqlite3.connect(tmp_path / "counters.db")
    rows = connection.execute("select metric, key, n from counts order by metric").fetchall()
    connection.close()
    assert rows == [("lessons_opened", "fish/alone", 1), ("visits", "", 1)]


def test_a_part_that_raises_is_told_once_and_left_alone(opened: Opens, inbox: Inbox) -> None:
    parts = opened()
    for _ in range(3):
        parts.carry(o.Count("visits", "a key that is not declared"))
    parts.carry(o.Count("visits"))
    assert inbox.events == [e.Failed("stats", "Undeclared"), e.Stumbled()]


@pytest.mark.parametrize("raw", [None, b"bun bo"])
def test_without_its_metrics_the_kiosk_counts_nothing_and_goes_on(
    raw: bytes | None, tmp_path: Path, inbox: Inbox
) -> None:
    given = settings(tmp_path, KIOSK_CAMERA_SOURCE="none")
    given.stats.metrics.unlink()
    if raw is not None:
        given.stats.metrics.write_bytes(raw)
    parts = Parts(given, small.library(), desk=False)
    parts.open(tell=inbox.put, show=ignore, clock=monotonic_ms)
    parts.carry(o.Count("visits"))
    parts.close()
    assert inbox.failed == ["camera", "stats"]
    assert not given.stats.path.exists()


def test_a_part_that_cannot_be_opened_holds_up_no_other(tmp_path: Path, inbox: Inbox) -> None:
    given = settings(tmp_path)
    broken = replace(given, stats=replace(given.stats, metrics=None), panel=replace(given.panel, back=99))
    parts = Parts(broken, small.library(), desk=True)
    parts.open(tell=inbox.put, show=ignore, clock=monotonic_ms)
    parts.carry(o.Count("visits"))
    parts.press("help")
    parts.carry(o.Say(1, ("Pay",), "en"))
    inbox.gets(e.SpeechEnded)
    parts.close()
    assert inbox.failed == ["panel", "stats"]
    told = next(event.why for event in inbox.events if isinstance(event, e.Failed) and event.part == "stats")
    assert told.startswith("It could not be opened (AttributeError: ")
