"""The camera's thread, with real threads and no sleeping: every wait is for an event that must come."""

from queue import Empty, SimpleQueue
from threading import Event as Bell
from threading import active_count

import pytest

from kiosk.camera.decoder import Decoder
from kiosk.camera.seam import Frame
from kiosk.camera.synthetic import SyntheticCamera
from kiosk.camera.watcher import Watcher
from kiosk.core.codes import read
from kiosk.core.codes.reading import Reading
from kiosk.core.events import CodeRead, Event, Failed, Recovered
from tests.camera.market import CARDS, FISH, LINK, LoosePlug, forget

SOON = 20.0


def inbox_watcher(plug: LoosePlug) -> tuple[Watcher, "SimpleQueue[Event]"]:
    inbox: SimpleQueue[Event] = SimpleQueue()
    return Watcher(plug, Decoder(), read, inbox.put, forget), inbox


def test_a_card_held_up_is_read_by_the_thread() -> None:
    plug = LoosePlug(SyntheticCamera(CARDS))
    watcher, inbox = inbox_watcher(plug)
    watcher.look("fish")
    assert inbox.get(timeout=SOON) == CodeRead(read(FISH))
    watcher.look("link")
    assert inbox.get(timeout=SOON) == CodeRead(read(LINK))
    watcher.close()
    assert not plug.is_open
    watcher.close()


def test_no_thread_before_the_first_look_and_none_after_closing() -> None:
    before = active_count()
    watcher, inbox = inbox_watcher(LoosePlug(SyntheticCamera(CARDS)))
    watcher.look_away()
    assert active_count() == before
    watcher.look("fish")
    inbox.get(timeout=SOON)
    watcher.close()
    assert active_count() == before
    watcher.look("fish")
    assert active_count() == before


def test_looking_away_closes_the_camera_and_ends_the_frames() -> None:
    closed = Bell()

    class Told(LoosePlug):
        def close(self) -> None:
            super().close()
            closed.set()

    watcher, inbox = inbox_watcher(Told(SyntheticCamera(CARDS)))
    watcher.look("fish")
    inbox.get(timeout=SOON)
    watcher.look_away()
    assert closed.wait(SOON)
    watcher.close()
    with pytest.raises(Empty):
        inbox.get_nowait()


def test_a_plug_that_falls_out_and_comes_back_is_told() -> None:
    plug = LoosePlug(SyntheticCamera(CARDS))
    plug.plugged = False
    watcher, inbox = inbox_watcher(plug)
    watcher.look("fish")
    assert inbox.get(timeout=SOON) == Failed("camera", "The plug is out; push it in.")
    plug.plugged = True
    # A new wish rings the bell, so that nobody waits for the next try of the old one.
    watcher.look("fish")
    assert inbox.get(timeout=SOON) == Recovered("camera")
    assert inbox.get(timeout=SOON) == CodeRead(read(FISH))
    watcher.close()


def test_an_unexpected_error_is_told_without_what_it_says() -> None:
    def broken(payload: bytes) -> Reading:
        raise ValueError(f"secret {payload!r}")

    inbox: SimpleQueue[Event] = SimpleQueue()
    watcher = Watcher(SyntheticCamera(CARDS), Decoder(), broken, inbox.put, forget)
    watcher.look("fish")
    told = inbox.get(timeout=SOON)
    watcher.close()
    assert isinstance(told, Failed)
    assert "ValueError" in told.why
    assert "secret" not in told.why


def test_the_preview_gets_frames_in_memory() -> None:
    shown: SimpleQueue[Frame] = SimpleQueue()
    watcher = Watcher(SyntheticCamera(CARDS), Decoder(), read, lambda event: None, shown.put)
    watcher.look("fish")
    sizes = {shown.get(timeout=SOON).size for _ in range(3)}
    watcher.close()
    assert sizes == {(640, 480)}
