"""What the first start learns about USB: a touchscreen and a camera, and never anything that types."""

import os
import subprocess
from pathlib import Path

import pytest

from provision.step import FILES

SCRIPT = FILES / "usr/lib/kiosk/usb-learn"

TOUCH = 'allow id 0eef:0001 serial "" name "Touch" hash "dG91Y2g=" parent-hash "cm9vdA==" with-interface 03:00:00'
CAMERA = (
    'allow id 046d:0825 serial "" name "Webcam" hash "Y2Ft" parent-hash "cm9vdA==" '
    "with-interface { 0e:01:00 0e:02:00 0e:02:00 01:01:00 01:02:00 }"
)
KEYBOARD = 'allow id 046d:c31c name "Keyboard" hash "a2V5" parent-hash "cm9v" with-interface { 03:01:01 03:00:00 }'
MOUSE = 'allow id 046d:c077 name "Mouse" hash "bW91" parent-hash "cm9v" with-interface 03:01:02'
EMULATED = 'allow id 222a:0001 name "Touch" hash "ZW11" parent-hash "cm9v" with-interface { 03:00:00 03:01:02 }'
DISGUISED = 'allow id 1b1c:0001 serial "" name "Touch" hash "YmFk" parent-hash "cm9vdA==" with-interface 03:00:00'
NAMED = (
    'allow id 1b1c:0002 name "x with-interface 03:00:00 y" hash "bmFt" parent-hash "cg==" with-interface { 03:01:01 }'
)
NETWORK = (
    'allow id 0bda:8153 serial "" name "LAN" hash "bGFu" parent-hash "cm9vdA==" with-interface { ff:ff:00 02:06:00 }'
)
HUB = 'allow id 1d6b:0002 serial "0000:01:00.0" name "xHCI" hash "aHVi" parent-hash "cm9vdA==" with-interface 09:00:00'

INPUTS = (
    (TOUCH, ["TOUCHSCREEN"]),
    (EMULATED, ["TOUCHSCREEN", "MOUSE"]),
    (DISGUISED, ["TOUCHSCREEN", "KEYBOARD"]),
    (MOUSE, ["MOUSE"]),
)


def program(folder: Path, name: str, script: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}", "ascii")
    file.chmod(0o755)


@pytest.fixture
def learned(tmp_path: Path) -> Path:
    """What was learned on a machine where all of them are plugged in; udev sees what each of them is."""
    bus, inputs, programs = tmp_path / "sys/bus/usb/devices", tmp_path / "sys/class/input", tmp_path / "bin"
    for folder in (bus, inputs, programs):
        folder.mkdir(parents=True)
    for number, (rule, keys) in enumerate(INPUTS):
        device = tmp_path / f"sys/devices/usb1/1-{number}"
        event = device / f"input/event{number}"
        event.mkdir(parents=True)
        vendor, product = rule.split()[2].split(":")
        (device / "idVendor").write_text(vendor, "ascii")
        (device / "idProduct").write_text(product, "ascii")
        (event / "udev").write_text("".join(f"ID_INPUT_{key}=1\n" for key in keys), "ascii")
        (bus / f"1-{number}").symlink_to(device)
        (inputs / f"event{number}").symlink_to(event)
    rules = "\n".join([TOUCH, CAMERA, KEYBOARD, MOUSE, EMULATED, DISGUISED, NAMED, NETWORK, HUB])
    program(programs, "usbguard", f"cat <<'EOF'\n{rules}\nEOF\n")
    program(programs, "udevadm", 'case "$1" in info) for w; do :; done; cat "${w#--path=}/udev" ;; esac\n')
    file = tmp_path / "learned.conf"
    environ = {"PATH": f"{programs}:{os.environ['PATH']}", "SYS": str(tmp_path / "sys"), "LEARNED": str(file)}
    subprocess.run(["bash", SCRIPT], check=True, env=environ, timeout=30)  # noqa: S603, S607
    return file


def test_touchscreen_and_camera_are_learned_and_nothing_else(learned: Path) -> None:
    assert learned.read_text("utf-8").splitlines() == [TOUCH, CAMERA, EMULATED]


def test_only_root_may_read_it_or_the_guard_refuses_it(learned: Path) -> None:
    assert learned.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in learned.parent.glob(".learned*")] == [], "nothing half is left"
