"""Packages as they are made: what they bring, by name and digest."""

import base64
import hashlib
import shutil
import zipfile
from pathlib import Path

import pytest

from provision.wheels import Target, Wheel, dependencies, key
from tests.boot.nspawn_tree import CHECKOUT

FILES = {
    "lamp/__init__.py": b"",
    "lamp/glow.py": b"BRIGHT = True\n",
    "lamp/_vendor/wick-1.dist-info/METADATA": b"Name: wick\n",
    "lamp-1.0.data/scripts/lampd": b"#!python\n",
    "lamp-1.0.dist-info/METADATA": b"Name: lamp\nVersion: 1.0\n",
    "lamp-1.0.dist-info/entry_points.txt": b"[console_scripts]\nlamp = lamp.glow:main\nLampe = lamp.glow:haupt\n",
}


@pytest.fixture
def wheel(tmp_path: Path) -> Wheel:
    file = tmp_path / "lamp-1.0-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as packed:
        rows = []
        for name, data in FILES.items():
            packed.writestr(name, data)
            told = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            rows.append(f"{name},sha256={told},{len(data)}")
        packed.writestr("lamp-1.0.dist-info/RECORD", "\n".join([*rows, "lamp-1.0.dist-info/RECORD,,"]))
    return Wheel(file)


def test_it_tells_each_file_and_its_digest(wheel: Wheel) -> None:
    assert wheel.name == "lamp"
    assert wheel.files["lamp/glow.py"] == hashlib.sha256(FILES["lamp/glow.py"]).hexdigest()
    assert "lamp-1.0.data/scripts/lampd" not in wheel.files, "it goes elsewhere"
    assert "lamp-1.0.dist-info/RECORD" not in wheel.files, "pip writes another"


def test_a_package_inside_a_package_is_not_taken_for_it(wheel: Wheel) -> None:
    assert wheel.record == "lamp-1.0.dist-info"


def test_it_tells_its_commands(wheel: Wheel) -> None:
    assert wheel.commands["lamp"] == ("lamp.glow", "main")


def test_only_ready_packages_are_taken_for_a_device() -> None:
    words = Target("3.13", "aarch64", ("pi",)).words()
    assert "--only-binary=:all:" in words
    assert "manylinux_2_28_aarch64" in words
    assert Target("3.13", "aarch64", ("pi",)).folder == "py3.13-aarch64-pi"


def test_a_raspberry_pi_gets_what_drives_its_pins_and_others_do_not() -> None:
    for_pi, for_all = dependencies(CHECKOUT, ("pi",)), dependencies(CHECKOUT, ())
    assert set(for_all) < set(for_pi)
    assert not [need for need in for_pi if need.startswith(("pytest", "pyinfra", "fpdf2"))]


def test_the_wheel_of_the_kiosk_is_built_again_only_when_it_has_changed(tmp_path: Path) -> None:
    shutil.copy(CHECKOUT / "pyproject.toml", tmp_path)
    (tmp_path / "kiosk").mkdir()
    (tmp_path / "kiosk/loop.py").write_text("TURNS = 1\n", "utf-8")
    before = key(tmp_path)
    assert key(tmp_path) == before
    (tmp_path / "kiosk/loop.py").write_text("TURNS = 2\n", "utf-8")
    assert key(tmp_path) != before
