"""A keyboard at a true kiosk, full screen on a true display: every key with every chord, every button of a mouse."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from Xlib import X
from Xlib.display import Display as Connection
from Xlib.ext import xtest

from kiosk.durable import keep
from kiosk.stats.declare import compile_metrics
from tests.bench.display import until
from tests.e2e.desk import KIOSK, ROOT, Sight, own_environ
from tests.likeness import Pixels

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is not installed: sudo apt-get install xvfb"),
]

HELD = ("Shift_L", "Control_L", "Alt_L", "Super_L")
FIRST, LAST = 8, 255
"""Keycodes of X11."""

APART = 0.02
"""Share of the screen that may move by itself: a picture that breathes, a clip's caption."""


@contextmanager
def held(display: Connection, names: tuple[str, ...]) -> Iterator[None]:
    from Xlib import XK

    codes = [display.keysym_to_keycode(XK.string_to_keysym(name)) for name in names]
    for code in codes:
        xtest.fake_input(display, X.KeyPress, code)
    yield
    for code in codes:
        xtest.fake_input(display, X.KeyRelease, code)
    display.sync()


def storms(display: Connection) -> None:
    """Every key with nothing, one, two, three and all four of the modifiers held; then a mouse with nine buttons."""
    for count in range(len(HELD) + 1):
        for names in combinations(HELD, count):
            with held(display, names):
                for code in range(FIRST, LAST + 1):
                    xtest.fake_input(display, X.KeyPress, code)
                    xtest.fake_input(display, X.KeyRelease, code)
    for button in (*range(2, 10), 4, 5, 4, 5):
        xtest.fake_input(display, X.ButtonPress, button)
        xtest.fake_input(display, X.ButtonRelease, button)
    display.sync()


def differing(one: Pixels, other: Pixels) -> float:
    return float((np.abs(one.astype(np.int16) - other) > 24).any(axis=2).mean())


def test_a_kiosk_full_screen_answers_to_no_key(tmp_path: Path, library_file: Path) -> None:
    keep(tmp_path / "library.msgpack", library_file.read_bytes())
    keep(tmp_path / "metrics.msgpack", compile_metrics())
    given = {"KIOSK_VOICE_ON": "false", "KIOSK_CAMERA_SOURCE": "none"}
    with Sight() as sight:
        blank = sight.picture().copy()
        kiosk = subprocess.Popen(  # noqa: S603 - our own programme
            [*KIOSK, "run"], cwd=ROOT, env=own_environ(tmp_path, DISPLAY=sight.name, **given),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            until(lambda: differing(blank, sight.picture()) > 0.5)
            until((tmp_path / "counters.db").exists)
            resting = sight.picture().copy()
            display = Connection(sight.name)
            storms(display)
            display.close()
            sight.press(640, 400)  # whoever touches it afterwards is met as ever: all the keys were read before
            sight.lift()
            until(lambda: differing(resting, sight.picture()) > APART)
            assert kiosk.poll() is None
        finally:
            kiosk.terminate()
            _, log = kiosk.communicate(timeout=10)
    assert kiosk.returncode == 0
    assert "stumbled" not in log
