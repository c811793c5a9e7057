"""The camera of a device on true picamera2 and true libcamera, fed by libcamera's virtual pipeline.

It runs where these are installed and the virtual camera is switched on, shows a card as `tests/camera/virtual.py` says,
and is skipped elsewhere, with the reason. What it does not show: a sensor, an image processor, autofocus and exposure,
and colours other than NV12's. `docs/evidence/picamera2-virtual.md` keeps what it printed.
"""

import gc
import os
import sys
from pathlib import Path
from queue import SimpleQueue
from threading import active_count
from time import perf_counter
from typing import Any

import pytest
import zxingcpp

from kiosk.camera.deadline import Punctual
from kiosk.camera.decoder import Decoder
from kiosk.camera.pi import PiCamera
from kiosk.camera.seam import CameraLost, Frame
from kiosk.camera.watcher import Watcher
from kiosk.core.codes import read
from kiosk.core.events import CodeRead, Event
from tests.camera import virtual
from tests.camera.market import FISH

REASON = virtual.reason_to_skip()
pytestmark = [
    pytest.mark.skipif(bool(REASON), reason=REASON),
    # Of the libraries, with Python 3.13 and NumPy 2: not ours to mend.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
SOON = 20.0


def pi_camera() -> PiCamera:
    return PiCamera(make=virtual.camera)


def told(line: str) -> None:
    """For `pytest -s`, and for docs/evidence."""
    sys.stdout.write(f"\n{line}\n")


def files_open() -> int:
    gc.collect()  # picamera2's objects know one another; their buffers wait for the collector
    return len(list(Path("/proc/self/fd").iterdir()))


def resident_kilobytes() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


def test_two_streams_a_preview_in_colours_and_a_plane_that_the_decoder_reads() -> None:
    camera = pi_camera()
    camera.open()
    frame = camera.frame()
    started = perf_counter()
    for _ in range(20):
        frame = camera.frame()
    told(f"a frame in {(perf_counter() - started) * 50:.1f} ms")
    camera.close()
    assert frame.pixels.shape == (*frame.size[::-1], 3)
    assert frame.gray().shape == (480, 640)
    assert frame.gray().shape < frame.pixels.shape
    assert [code.bytes for code in zxingcpp.read_barcodes(frame.gray())] == [FISH.encode()]
    assert 40 < frame.pixels.mean() < 230


def test_the_watcher_reads_a_card_through_it() -> None:
    told: SimpleQueue[Event] = SimpleQueue()
    shown: SimpleQueue[Frame] = SimpleQueue()
    watcher = Watcher(Punctual(pi_camera), Decoder(), read, told.put, shown.put)
    watcher.look()
    assert told.get(timeout=SOON) == CodeRead(read(FISH))
    assert shown.get(timeout=SOON).pixels.ndim == 3
    watcher.look_away()
    watcher.look()
    assert told.get(timeout=SOON) == CodeRead(read(FISH))
    watcher.close()


def test_a_camera_in_use_is_lost_and_comes_back() -> None:
    other, mine = pi_camera(), pi_camera()
    other.open()
    with pytest.raises(CameraLost, match="not been let go by its last use"):
        mine.open()
    assert other.frame().gray().shape == (480, 640)
    other.close()
    mine.open()
    assert mine.frame().gray().shape == (480, 640)
    mine.close()


def test_a_camera_that_cannot_be_had_leaves_nothing_behind() -> None:
    camera = PiCamera(make=virtual.taken_camera)
    before = files_open(), active_count()
    for _ in range(10):
        with pytest.raises(CameraLost, match="does not start"):
            camera.open()
    assert (files_open(), active_count()) == before
    mine = pi_camera()
    mine.open()
    assert mine.frame().gray().shape == (480, 640)
    mine.close()


def test_a_camera_that_stops_delivering_is_lost_within_two_seconds_and_can_be_closed() -> None:
    camera, device = Punctual(pi_camera), virtual.STARTED
    camera.open()
    camera.frame()
    # Whoever keeps every buffer leaves the camera none to fill.
    kept = list[Any]()
    with pytest.raises(TimeoutError):
        while True:
            kept.append(device[-1].capture_request(wait=0.5))
    started = perf_counter()
    with pytest.raises(CameraLost, match="gives no pictures any more"):
        camera.frame()
    took = perf_counter() - started
    for request in kept:
        request.release()
    camera.close()
    told(f"silence noticed after {took:.2f} s")
    assert took <= 2.5
    assert camera.stuck == 0
    camera.open()
    assert camera.frame().gray().shape == (480, 640)
    camera.close()


def test_nothing_grows_over_two_hundred_openings() -> None:
    camera = Punctual(pi_camera)

    def cycle() -> None:
        camera.open()
        camera.frame()
        camera.close()

    for _ in range(20):
        cycle()
    before = active_count(), files_open(), resident_kilobytes()
    started = perf_counter()
    for _ in range(200):
        cycle()
    seconds = (perf_counter() - started) / 200
    after = active_count(), files_open(), resident_kilobytes()
    told(f"threads, files, resident kB: {before} -> {after}; {seconds * 1000:.0f} ms a cycle")
    assert after[:2] == before[:2]
    assert after[2] - before[2] < 8_000
