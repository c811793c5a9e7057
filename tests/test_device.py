"""A kiosk that cannot start becomes calm by itself, whatever the reason, and a whole one again once it can."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.stats.declare import compile_metrics
from tests.test_heartbeat import Systemd

NO_SCREEN = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "SDL_VIDEODRIVER": "dummy"}
PROGRAM = (sys.executable, "-m", "kiosk", "run")


class Board:
    """Starts the kiosk as its unit does."""

    def __init__(self, folder: Path) -> None:
        self.data, self.run = folder / "data", folder / "run"
        for made in (self.data, self.run):
            made.mkdir()
        (self.data / "metrics.msgpack").write_bytes(compile_metrics())
        self.address = folder / "notify"
        self.systemd = Systemd(str(self.address))
        self.systemd.line.settimeout(40)
        self.settings = {"CAMERA_SOURCE": "none", "VOICE_ON": "false"}

    @contextmanager
    def started(self) -> Iterator["subprocess.Popen[str]"]:
        """A life begins."""
        given = {f"KIOSK_{name}": value for name, value in self.settings.items()}
        told = {"KIOSK_DATA_FOLDER": self.data, "RUNTIME_DIRECTORY": self.run, "NOTIFY_SOCKET": self.address}
        environ = os.environ | given | {name: str(value) for name, value in told.items()} | NO_SCREEN
        with subprocess.Popen(PROGRAM, env=environ, stderr=subprocess.PIPE, text=True) as life:  # noqa: S603
            try:
                yield life
            finally:
                life.kill()

    def ends(self) -> str:
        """A life that ends by itself; why."""
        with self.started() as life:
            return life.communicate(timeout=40)[1]

    def lives(self) -> str:
        """One that is stopped once it is ready; what it said of itself."""
        with self.started() as life:
            told = ""
            while not told.startswith("READY=1"):
                told = self.systemd.line.recv(4096).decode()
            life.terminate()
            assert life.wait(20) == 0
        return told.partition("STATUS=")[2]


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Board]:
    board = Board(tmp_path)
    yield board
    board.systemd.line.close()


@pytest.mark.slow
@pytest.mark.parametrize("fault", ["no lessons", "wrong settings"])
def test_after_three_bad_starts_it_shows_whom_to_call_and_mends_when_it_can(
    board: Board, library_file: Path, fault: str
) -> None:
    if fault == "wrong settings":
        board.settings["SCREEN_WIDTH"] = "wide"
        (board.data / "library.msgpack").write_bytes(library_file.read_bytes())
    for _ in range(3):
        why = board.ends()
        assert why, "it says why"
        assert "Traceback" not in why
    assert board.lives().startswith("Calm")
    # Somebody has stopped it, mended it, and starts it again.
    board.settings.pop("SCREEN_WIDTH", None)
    (board.data / "library.msgpack").write_bytes(library_file.read_bytes())
    assert board.lives().startswith("Provisioned content")


@pytest.mark.slow
def test_a_screen_that_is_switched_off_does_not_count(board: Board, library_file: Path) -> None:
    (board.data / "library.msgpack").write_bytes(library_file.read_bytes())
    board.settings["SCREEN_DRIVER"] = "x11"
    assert "No screen could be opened" in board.ends()
    assert not (board.run / "starts").exists()
