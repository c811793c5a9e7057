"""True lines of libgpiod, on a machine that has none: a pretend kernel answers its calls (`pretend_kernel.c`)."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kiosk.panel.wiring import ALL, BY_NAME

INPUT, OUTPUT, EDGES, PULL_UP, PULL_DOWN = 0x4, 0x8, 0x30, 0x100, 0x200
"""Flags of a line, from <linux/gpio.h>."""


@pytest.fixture(scope="module")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("no C compiler: sudo provision/packages --tests")
    made = tmp_path_factory.mktemp("kernel") / "pretend.so"
    source = Path(__file__).with_name("pretend_kernel.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", made, source, "-ldl"], check=True)  # noqa: S603 - ours
    return made


@pytest.fixture
def root(tmp_path: Path) -> Path:
    chip = tmp_path / "sys/bus/gpio/devices/gpiochip0/of_node"
    chip.mkdir(parents=True)
    (chip / "compatible").write_bytes(b"brcm,bcm2711-gpio\0")
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev/gpiochip0").touch()
    return tmp_path


def on_lines(kernel: Path, root: Path, taken: str = "") -> dict[str, Any]:
    environ = {**os.environ, "LD_PRELOAD": str(kernel)} | ({"SIM_TAKEN": taken} if taken else {})
    command = [sys.executable, "-W", "error", "-m", "tests.panel.on_lines", str(root)]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=50, check=False)  # noqa: S603
    assert (done.returncode, done.stderr) == (0, "")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def test_a_panel_on_true_lines_hears_lights_and_wakes_for_nothing(kernel: Path, root: Path) -> None:
    report = on_lines(kernel, root)
    assert report["open"] is True
    for name, flags in report["flags"].items():
        wire = BY_NAME[name]
        pull = PULL_UP if wire.to_ground else PULL_DOWN
        assert flags == (OUTPUT if wire.kind == "lamp" else INPUT | EDGES | pull), name
    assert report["told"] == ["WentBack()", "", "PersonNear(near=True)", "HelperCalled()"]
    assert report["down"] == ["help", "status_lamp", "presence"]
    assert (report["status"], report["help lamp"]) == (1, 1)
    # Its own waiting is one, and the panel may just be on its way back to sleep. lgpio has thousands here.
    assert report["wakes"] <= 3
    assert report["given back"] == [0] * len(ALL)


@pytest.mark.parametrize(
    ("owner", "words"),
    [("kiosk-panel", "GPIO16 belongs to a kiosk that runs"), ("somebody", "GPIO16 is in use by 'somebody'")],
)
def test_two_cannot_share_a_panel(kernel: Path, root: Path, owner: str, words: str) -> None:
    report = on_lines(kernel, root, taken=f"16:{owner}")
    assert report["open"] is False
    assert words in report["why"]
    taken = list(ALL).index("help")
    assert [flags for n, flags in enumerate(report["given back"]) if n != taken] == [0] * (len(ALL) - 1)
