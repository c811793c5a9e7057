"""Boards and touchscreens, as the kernel shows them."""

from pathlib import Path

import pytest

from kiosk.stats.board import known, model, touchscreens
from tests.stats.boards import put, touchscreen


@pytest.mark.parametrize(
    ("told", "is_known"),
    [
        ("Raspberry Pi 3 Model B Plus Rev 1.3", True),
        ("Raspberry Pi 4 Model B Rev 1.4", True),
        ("Raspberry Pi 5 Model B Rev 1.0", True),
        ("Raspberry Pi Zero 2 W Rev 1.0", True),
        ("Raspberry Pi Compute Module 4 Rev 1.0", True),
        ("Raspberry Pi Model B Rev 2", False),
        ("Raspberry Pi Zero W Rev 1.1", False),
        ("Raspberry Pi 50", False),
        ("Orange Pi Zero 2", False),
        ("", False),
    ],
)
def test_boards_that_are_known(tmp_path: Path, told: str, is_known: bool) -> None:
    put(tmp_path, "proc/device-tree/model", f"{told}\0")
    assert (model(tmp_path), known(tmp_path)) == (told, is_known)


def test_a_pc_is_known_by_its_case(tmp_path: Path) -> None:
    put(tmp_path, "sys/class/dmi/id/product_name", "OptiPlex 3050\n")
    assert (model(tmp_path), known(tmp_path)) == ("OptiPlex 3050", True)


def test_a_name_that_would_write_elsewhere_is_told_plainly(tmp_path: Path) -> None:
    put(tmp_path, "proc/device-tree/model", "Pi\x1b[2J\n\n pwned")
    assert model(tmp_path) == "Pi?[2J pwned"


def test_touchscreens_are_told_from_mice_keyboards_and_tablets(tmp_path: Path) -> None:
    touchscreen(tmp_path, 0, "Goodix Capacitive TouchScreen")
    for number, (name, properties, positions) in enumerate(
        (("A mouse", "0", "0"), ("A touchpad", "5", "660800000000003"), ("A keyboard", "0", "100000000")), start=1
    ):
        put(tmp_path, f"sys/class/input/input{number}/name", f"{name}\n")
        put(tmp_path, f"sys/class/input/input{number}/properties", f"{properties}\n")
        put(tmp_path, f"sys/class/input/input{number}/capabilities/abs", f"{positions}\n")
    assert touchscreens(tmp_path) == ("Goodix Capacitive TouchScreen",)
    put(tmp_path, "sys/class/input/input9/properties", "2\n")
    put(tmp_path, "sys/class/input/input9/capabilities/abs", "3\n")
    assert touchscreens(tmp_path) == ("Goodix Capacitive TouchScreen", "without a name")


def test_a_machine_without_any_and_whatever_this_one_has(tmp_path: Path) -> None:
    assert touchscreens(tmp_path) == ()
    assert all(isinstance(name, str) for name in touchscreens())
    assert len(model()) <= 80
