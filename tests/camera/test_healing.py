"""A camera that dies, stalls and returns: real threads and deadlines, and no sleeping; every wait is for something that
must come."""

from collections.abc import Iterator
from queue import SimpleQueue
from threading import Event as Bell
from threading import Thread
from threading import enumerate as running
from time import monotonic

import pytest

from kiosk.camera.deadline import MOST_STUCK, Punctual
from kiosk.camera.decoder import Decoder
from kiosk.camera.faulty import Act, FaultyCamera, FaultyDevice, Trouble, faulty_camera, script
from kiosk.camera.seam import CameraLost, Frame
from kiosk.camera.synthetic import SyntheticCamera
from kiosk.camera.watcher import Watcher
from kiosk.core.codes import read
from kiosk.core.events import CodeRead, Event, Failed, Recovered
from tests.camera.market import CARDS, FISH, forget

SOON = 20.0
SHORT = 0.05
TROUBLES: tuple[Trouble, ...] = ("unplug", "busy", "stall")


def punctual(device: FaultyDevice, seconds: float = 1.0) -> Punctual:
    def make() -> FaultyCamera:
        return FaultyCamera(device, SyntheticCamera(CARDS))

    return Punctual(make, frame_seconds=seconds, opening_seconds=SOON, closing_seconds=SOON)


def readers() -> set[Thread]:
    return {thread for thread in running() if thread.name == "camera reader"}


@pytest.fixture
def device() -> Iterator[FaultyDevice]:
    device = FaultyDevice()
    yield device
    device.recover()


class Kiosk:
    """A watcher and its inbox; like the core it looks away from a camera that failed, and again when it is back."""

    def __init__(self, camera: Punctual) -> None:
        self.inbox: SimpleQueue[Event] = SimpleQueue()
        self.watcher = Watcher(camera, Decoder(), read, self.inbox.put, forget)
        self.watcher.look("fish")

    def gets(self) -> Event:
        event = self.inbox.get(timeout=SOON)
        if isinstance(event, Failed):
            self.watcher.look_away()
        elif isinstance(event, Recovered):
            self.watcher.look("fish")
        return event


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_visit_goes_through_every_trouble_and_heals(device: FaultyDevice, trouble: Trouble) -> None:
    kiosk = Kiosk(punctual(device))
    assert kiosk.gets() == CodeRead(read(FISH))
    device.suffer(trouble)
    failed = kiosk.gets()
    assert isinstance(failed, Failed)
    assert failed.why.endswith(".")
    device.recover()
    assert kiosk.gets() == Recovered("camera")
    assert kiosk.gets() == CodeRead(read(FISH))
    kiosk.watcher.close()
    assert device.owners == 0


@pytest.mark.parametrize("trouble", TROUBLES)
def test_death_is_told_within_two_and_a_half_seconds(device: FaultyDevice, trouble: Trouble) -> None:
    camera = Punctual(lambda: FaultyCamera(device, SyntheticCamera(CARDS)))
    kiosk = Kiosk(camera)
    kiosk.gets()
    died = monotonic()
    device.suffer(trouble)
    assert isinstance(kiosk.gets(), Failed)
    assert monotonic() - died <= 2.5
    device.recover()
    kiosk.watcher.close()


def test_a_call_that_hangs_comes_back_and_leaves_its_camera_to_be_closed_later(device: FaultyDevice) -> None:
    camera = punctual(device, 0.5)
    camera.open()
    camera.frame()
    device.suffer("stall")
    with pytest.raises(CameraLost, match=r"gave no picture within 0.5 seconds"):
        camera.frame()
    with pytest.raises(CameraLost, match="open it first"):
        camera.frame()
    assert (camera.stuck, device.owners) == (1, 1)
    camera.close()
    device.recover()
    camera.settle(SOON)
    assert (camera.stuck, device.owners) == (0, 0)


def test_no_more_than_a_few_threads_ever_hang(device: FaultyDevice) -> None:
    before = readers()
    camera = Punctual(lambda: FaultyCamera(device, SyntheticCamera(CARDS)), opening_seconds=0.01)
    device.suffer("stall")
    said = set()
    for _ in range(MOST_STUCK + 3):
        with pytest.raises(CameraLost) as lost:
            camera.open()
        said.add(str(lost.value))
    assert camera.stuck == len(readers() - before) == MOST_STUCK
    assert said == {
        "The camera could not be opened within 0.01 seconds; it is started again.",
        "The camera's driver hangs; pull the camera's plug, or restart the kiosk.",
    }
    device.recover()
    camera.settle(SOON)
    assert device.owners == 0
    camera.close()


def test_a_late_frame_is_forgotten(device: FaultyDevice) -> None:
    late = Bell()

    class Watched(Frame):
        __slots__ = ()

        def __del__(self) -> None:
            late.set()

    class Slow(SyntheticCamera):
        def frame(self) -> Frame:
            device.meet()
            return Watched(super().frame().pixels)

    camera = Punctual(lambda: Slow(CARDS), frame_seconds=SHORT)
    camera.open()
    device.suffer("stall")
    with pytest.raises(CameraLost):
        camera.frame()
    device.recover()
    assert late.wait(SOON), "the frame nobody waited for is still held"


def test_errors_that_no_camera_should_raise_are_a_lost_camera_too() -> None:
    class Broken(SyntheticCamera):
        def frame(self) -> Frame:
            raise OSError(5, "input/output error")

    camera = Punctual(lambda: Broken(CARDS))
    camera.open()
    with pytest.raises(CameraLost, match=r"broke off \(OSError\)"):
        camera.frame()
    camera.close()
    with pytest.raises(CameraLost, match="open it first"):
        camera.frame()


def test_a_busy_camera_is_lost_and_freed_by_its_owner(device: FaultyDevice) -> None:
    mine, other = punctual(device), punctual(device)
    other.open()
    with pytest.raises(CameraLost, match="Another program is using the camera"):
        mine.open()
    other.close()
    mine.open()
    assert mine.frame().size == (640, 480)
    mine.close()


def test_nothing_grows_while_the_camera_is_opened_and_closed_two_hundred_times(device: FaultyDevice) -> None:
    before = readers()
    camera = Punctual(lambda: FaultyCamera(device, SyntheticCamera(CARDS, width=64, height=48)), closing_seconds=SOON)
    for _ in range(200):
        camera.open()
        camera.hold("fish")
        assert camera.frame().size == (64, 48)
        camera.close()
    assert (readers() - before, camera.stuck, device.owners, device.openings) == (set(), 0, 0, 200)


def test_a_script_plays_by_itself() -> None:
    now = [0.0]
    device = FaultyDevice(script("2 unplug 5, 1 busy 3"), lambda: now[0])
    camera = FaultyCamera(device, SyntheticCamera(CARDS))
    camera.open()
    camera.frame()
    camera.frame()
    with pytest.raises(CameraLost, match="unplugged"):
        camera.frame()
    now[0] = 6.0
    with pytest.raises(CameraLost, match="open it first"):
        camera.frame()
    camera.close()
    camera.open()
    camera.frame()
    with pytest.raises(CameraLost, match="Another program"):
        camera.frame()
    camera.close()
    with pytest.raises(CameraLost, match="Another program"):
        camera.open()
    now[0] = 9.0
    camera.open()
    assert [camera.frame().size for _ in range(5)] == [(640, 480)] * 5


def test_scripts_are_read_or_refused_with_the_way_to_write_them() -> None:
    assert script("40 stall 3, 20 unplug 0.5,") == (Act(40, "stall", 3.0), Act(20, "unplug", 0.5))
    for wrong in ("40 stall", "x stall 3", "40 sulk 3"):
        with pytest.raises(ValueError, match="write frames, one of unplug, busy, stall, and seconds"):
            script(wrong)


def test_the_camera_of_the_desk_that_suffers_begins_well() -> None:
    camera = faulty_camera(lambda: SyntheticCamera(CARDS))
    camera.open()
    assert camera.frame().size == (640, 480)
    camera.close()
