"""No image of the memory is left when a process crashes: shown by one that does."""

import ctypes
import json
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.durable import keep
from tests.bench.display import until
from tests.e2e.desk import KIOSK, own_environ

ROOT = Path(__file__).parents[1]

if sys.platform != "linux":
    pytest.skip("core dumps are looked at as Linux makes them", allow_module_level=True)

ASKS = """
import ctypes, json, os, resource, sys
{before}
print(json.dumps([resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)]), flush=True)
if "crash" in sys.argv:
    os.abort()
"""
FORBIDS = "from kiosk.privacy import forbid_core_dumps; forbid_core_dumps()"
ALLOWS = "resource.setrlimit(resource.RLIMIT_CORE, (1 << 20, resource.getrlimit(resource.RLIMIT_CORE)[1]))"


def asked(before: str, folder: Path, *more: str) -> tuple[list[int], int]:
    """Its limit and whether it may be dumped (`prctl(PR_GET_DUMPABLE)`)."""
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", ASKS.format(before=before), *more],
        cwd=folder, env={"PYTHONPATH": str(ROOT)}, capture_output=True, check=False, timeout=30,
    )  # fmt: skip
    limit, dumpable = json.loads(done.stdout)
    return limit, dumpable


def test_both_locks_are_shut(tmp_path: Path) -> None:
    assert asked(FORBIDS, tmp_path) == ([0, 0], 0)
    assert asked("", tmp_path)[1] == 1, "they are open unless somebody shuts them"


def test_a_process_that_crashes_leaves_nothing(tmp_path: Path) -> None:
    asked(FORBIDS, tmp_path, "crash")
    assert list(tmp_path.iterdir()) == []


def test_it_may_be_called_twice_and_where_the_limit_was_raised(tmp_path: Path) -> None:
    hard = asked("", tmp_path)[0][1]
    if hard == 0:
        pytest.skip("nothing may be raised here: the limit is 0 already")
    assert asked(f"{ALLOWS}\n{FORBIDS}\n{FORBIDS}", tmp_path) == ([0, 0], 0)


def test_the_system_library_that_is_asked_is_there() -> None:
    assert hasattr(ctypes.CDLL(None), "prctl")


def test_a_running_kiosk_has_shut_them(tmp_path: Path, library_file: Path) -> None:
    keep(tmp_path / "library.msgpack", library_file.read_bytes())
    environ = own_environ(tmp_path, SDL_VIDEODRIVER="dummy", KIOSK_SCREEN_DRIVER="dummy", KIOSK_VOICE_ON="false")
    with subprocess.Popen(  # noqa: S603 - our own programme
        [*KIOSK, "run"], cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        try:
            until(lambda: process.poll() is not None or core_limit(process.pid) == ["0", "0"])
            assert process.poll() is None, "it ended by itself"
        finally:
            process.kill()


def core_limit(pid: int) -> list[str]:
    """Soft and hard, as the system sees them from outside."""
    lines = Path(f"/proc/{pid}/limits").read_text(encoding="ascii").splitlines()
    return next((line.split()[4:6] for line in lines if line.startswith("Max core file size")), [])
