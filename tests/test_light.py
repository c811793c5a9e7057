"""The light behind the screen follows the picture."""

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.light import DARK, DIMMED, Light, left_to_the_picture, light_file, switch


def test_only_a_change_is_written(tmp_path: Path) -> None:
    file, told = tmp_path / "light", []
    light = Light(file)
    for word in ("on", "on", "off", "off", "dim", "on"):
        light.turn(word)
        told.append(file.read_text("ascii") if file.exists() else "")
        file.unlink(missing_ok=True)
    assert told == ["on", "", "off", "", "dim", "on"]


def test_a_desk_has_no_light_to_switch_and_a_lost_folder_leaves_it(tmp_path: Path) -> None:
    assert light_file({}) is None
    assert light_file({"RUNTIME_DIRECTORY": "/run/kiosk"}) == Path("/run/kiosk/light")
    Light(None).turn("off")
    Light(tmp_path / "missing" / "light").turn("off")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("word", "power"), [("off", "4"), ("on", "0"), ("off\n", "4"), ("dim", "0"), ("", "0"), ("odd", "0")]
)
def test_every_panel_is_switched(tmp_path: Path, word: str, power: str) -> None:
    for name in ("10-0045", "rpi_backlight"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "bl_power").write_text("0")
    assert switch(word, tmp_path) == 2
    assert {file.read_text() for file in tmp_path.glob("*/bl_power")} == {power}


@pytest.mark.parametrize(("word", "steps"), [("dim", "9"), ("on", "31"), ("off", "31"), ("odd", "31")])
def test_a_light_with_steps_is_dimmed_and_one_without_is_left(tmp_path: Path, word: str, steps: str) -> None:
    for name in ("10-0045", "no-steps"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "bl_power").write_text("0")
    (tmp_path / "10-0045" / "max_brightness").write_text("31\n")
    assert switch(word, tmp_path) == 2
    assert (tmp_path / "10-0045" / "brightness").read_text() == steps
    assert not (tmp_path / "no-steps" / "brightness").exists()


def panel(folder: Path, name: str, steps: str) -> None:
    (folder / name).mkdir()
    (folder / name / "bl_power").write_text("0")
    (folder / name / "max_brightness").write_text(steps)


@pytest.mark.parametrize(
    ("panels", "dim", "off"),
    [({}, DIMMED, DARK), ({"hdmi-with-a-switch": "1"}, DIMMED, 1.0), ({"10-0045": "31"}, 1.0, 1.0)],
)
def test_what_no_light_can_do_is_left_to_the_picture(
    tmp_path: Path, panels: dict[str, str], dim: float, off: float
) -> None:
    for name, steps in panels.items():
        panel(tmp_path, name, steps)
    shares = [left_to_the_picture(word, tmp_path) for word in ("on", "dim", "off", "odd")]
    assert shares == [1.0, dim, off, 1.0]


def test_a_panel_that_comes_late_is_found_at_the_next_change(tmp_path: Path) -> None:
    assert left_to_the_picture("dim", tmp_path) == DIMMED
    panel(tmp_path, "10-0045", "31")
    assert left_to_the_picture("dim", tmp_path) == 1.0


def test_on_a_desk_nobody_switches_a_light_so_the_picture_is_darkened(tmp_path: Path) -> None:
    panel(tmp_path, "intel_backlight", "937")
    assert left_to_the_picture("dim", tmp_path, switched=False) == DIMMED


def test_a_screen_without_a_switch_is_no_fault(tmp_path: Path) -> None:
    assert switch("off", tmp_path / "none") == 0
    command = [sys.executable, "-m", "kiosk.light", str(tmp_path / "missing")]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603 - our own module
