"""What the doctor says of the board, its power, its card, its clock and what is touched."""

from pathlib import Path

import pytest

from kiosk.config import Settings, load_settings
from kiosk.health import Finding, examine
from tests.stats.boards import ERRORS, THROTTLED, pi, put, touchscreen


class Board:
    """A Raspberry Pi in good health, made of files."""

    def __init__(self, root: Path) -> None:
        self.root = pi(root)
        (root / "data").mkdir()

    def settings(self, **environ: str) -> Settings:
        given = {"KIOSK_DATA_FOLDER": str(self.root / "data"), **environ}
        return load_settings(given, system_file=self.root / "none.toml")

    def finding(self, part: str, display: str = "", **environ: str) -> Finding:
        """What is said of one part; without a remedy only where all is well."""
        findings = examine(self.settings(**environ), {"DISPLAY": display} if display else {}, self.root)
        found = next(finding for finding in findings if finding.part == part)
        assert bool(found.remedy) == (found.state != "ok"), found
        return found

    def state(self, part: str) -> str:
        return self.finding(part).state


@pytest.fixture
def board(tmp_path: Path) -> Board:
    return Board(tmp_path)


def test_a_board_in_good_health(board: Board) -> None:
    parts = ("board", "power", "temperature", "memory card", "memory", "clock", "touchscreen")
    assert {part: board.state(part) for part in parts} == dict.fromkeys(parts, "ok")
    assert board.finding("board").says == "Raspberry Pi 4 Model B Rev 1.4."


def test_a_board_that_is_not_known_is_named(board: Board) -> None:
    put(board.root, "proc/device-tree/model", "Orange Pi Zero 2\0")
    found = board.finding("board")
    assert (found.state, "Orange Pi Zero 2" in found.says) == ("degraded", True)


@pytest.mark.parametrize(
    ("bits", "says"), [("50005", "too low now"), ("50000", "too low since the start"), ("0x8", "is slowed")]
)
def test_a_weak_supply_is_told(board: Board, bits: str, says: str) -> None:
    put(board.root, THROTTLED, bits)
    found = board.finding("power")
    assert (found.state, says in found.says) == ("degraded", True)


def test_a_hot_board_is_told(board: Board) -> None:
    put(board.root, "sys/class/thermal/thermal_zone0/temp", "84600\n")
    assert board.finding("temperature").says.startswith("80 °C: the machine slows itself down")
    put(board.root, "sys/class/thermal/thermal_zone0/temp", "79900\n")
    assert board.state("temperature") == "ok"


@pytest.mark.parametrize(("place", "value"), [(ERRORS, "3\n"), ("sys/block/mmcblk0/device/life_time", "0x09 0x01\n")])
def test_a_card_that_erred_or_is_worn_is_told(board: Board, place: str, value: str) -> None:
    put(board.root, place, value)
    assert (board.state("memory card"), "soon" in board.finding("memory card").remedy) == ("degraded", True)


def test_a_card_on_which_nothing_stays_is_told(board: Board) -> None:
    (board.root / "data/.written-by-a-test").mkdir()  # what should be replaced cannot be
    found = board.finding("memory card")
    assert (found.state, "damaged" in found.says) == ("broken", True)


def test_the_trial_leaves_nothing_behind(board: Board) -> None:
    board.finding("memory card")
    assert list((board.root / "data").iterdir()) == []


def test_too_little_memory_is_told(board: Board) -> None:
    put(board.root, "proc/meminfo", "MemAvailable:   30000 kB\n")
    assert board.finding("memory").says == "Only 30 MB could still be used."


def test_who_vouches_for_the_time(board: Board) -> None:
    assert "time server" in board.finding("clock").says
    (board.root / "run/systemd/timesync/synchronized").unlink()
    assert "newest signed date counts" in board.finding("clock").says
    put(board.root, "sys/class/rtc/rtc0/hctosys", "1\n")
    assert "battery" in board.finding("clock").says


def test_no_touchscreen_is_told_and_on_a_desktop_the_mouse_touches(board: Board) -> None:
    put(board.root, "sys/class/input/input0/properties", "0\n")
    assert (board.state("touchscreen"), board.finding("touchscreen", ":0").state) == ("degraded", "ok")


def test_two_touchscreens_want_a_name(board: Board) -> None:
    touchscreen(board.root, 1, "ILITEK Multi-Touch-V3000")
    found = board.finding("touchscreen")
    assert (found.state, "screen.touch" in found.remedy) == ("degraded", True)
    assert "“Goodix Capacitive TouchScreen”, “ILITEK Multi-Touch-V3000”" in found.says
    assert "of which “ilitek” counts" in board.finding("touchscreen", KIOSK_SCREEN_TOUCH="ilitek").says
    wrong = board.finding("touchscreen", KIOSK_SCREEN_TOUCH="eGalax")
    assert (wrong.state, "so all count" in wrong.says) == ("degraded", True)


def test_a_screen_that_is_unplugged_is_told(board: Board) -> None:
    put(board.root, "sys/class/drm/card1-HDMI-A-1/status", "disconnected\n")
    put(board.root, "sys/class/drm/card1-HDMI-A-2/status", "disconnected\n")
    put(board.root, "dev/dri/card1", "")
    found = board.finding("display")
    assert (found.state, "No screen is plugged in" in found.says) == ("broken", True)
    put(board.root, "sys/class/drm/card1-HDMI-A-2/status", "connected\n")
    assert board.state("display") == "ok"


def test_a_turned_screen_is_told(board: Board) -> None:
    assert "1280×800, turned by 90°" in board.finding("display", ":0", KIOSK_SCREEN_ROTATION="90").says
