"""`kiosk doctor --panel`."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.cli import commands, kiosk
from kiosk.core.events import Event
from kiosk.core.units import DurationMs
from kiosk.panel.desk import DeskPanel
from kiosk.panel.shown import LIT_MS, Shown
from kiosk.panel.wiring import ALL, PINS, WIRES

assert "machine" in commands.__all__, "importing it registers the commands"


def test_the_pretend_panel_is_shown_once() -> None:
    done = CliRunner().invoke(kiosk, ["doctor", "--panel", "--pretend", "--once"])
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert [line.split()[1] for line in lines[:-1]] == [wire.name for wire in WIRES]
    assert sum("LIT" in line for line in lines) == 1
    assert "GPIO 16  pin 36  up" in done.stdout


@pytest.mark.skipif(Path("/sys/bus/gpio/devices/gpiochip0").exists(), reason="this machine has pins")
def test_a_machine_without_pins_says_so() -> None:
    done = CliRunner().invoke(kiosk, ["doctor", "--panel"])
    assert (done.exit_code, done.stdout) == (1, "")
    assert "no 40-pin header" in done.stderr
    assert "panel.on" in done.stderr


def test_what_is_pressed_and_plugged_is_seen_and_told() -> None:
    heard: list[Event] = []
    panel = DeskPanel(heard.append)
    panel.open()
    shown = Shown(panel, ALL, heard)
    assert shown.lines(DurationMs(0))[-1] == "last told: nothing yet"
    for name in ("back", "presence", "light", "jack"):
        panel.turn_over(name)
    text = "\n".join(shown.lines(DurationMs(500)))
    assert all(word in text for word in ("DOWN", "SOMEBODY", "DARK", "PLUGGED IN", "PersonNear(near=True)"))
    panel.close()


def test_lamps_burn_one_after_another() -> None:
    panel = DeskPanel(lambda _event: None)
    panel.open()
    shown = Shown(panel, PINS, [])
    lit = []
    for n in range(4):
        lines = shown.lines(DurationMs(n * LIT_MS))
        lit.append([line.split()[1] for line in lines if line.endswith("LIT")])
    assert lit == [["help_lamp"], ["camera_lamp"], ["status_lamp"], ["help_lamp"]]
    assert [line.split()[1] for line in lines if line.endswith("not wired")] == ["presence", "light", "jack"]
    panel.close()
