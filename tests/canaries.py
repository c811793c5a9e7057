"""A visit in a child of its own, and all that is left of it afterwards: where canaries are looked for."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from kiosk.durable import keep
from kiosk.stats.declare import compile_metrics

ROOT = Path(__file__).parents[1]
SECONDS = 60


class Kept:
    """All that is left of a visit: files, what was printed, and what the visit said it had shown."""

    def __init__(self, folder: Path, printed: bytes, told: dict[str, Any]) -> None:
        self.folder, self.printed, self.told = folder, printed, told

    def files(self) -> dict[str, bytes]:
        files = [file for file in self.folder.rglob("*") if file.is_file()]
        return {"what was printed": self.printed} | {shown(file, self.folder): file.read_bytes() for file in files}

    def holding(self, *ways: bytes) -> list[str]:
        """Where a canary is, in any of the ways in which it might be written."""
        return [name for name, raw in self.files().items() if any(way in raw for way in ways)]


def shown(file: Path, folder: Path) -> str:
    return str(file.relative_to(folder))


def written(canary: str) -> tuple[bytes, ...]:
    """A text as programs write it: plainly, in two bytes a letter, escaped, in hex."""
    return canary.encode(), canary.encode("utf-16-le"), canary.encode("unicode_escape"), canary.encode().hex().encode()


def visited(folder: Path, visit: str, secrets: dict[str, str], library: Path) -> Kept:
    """Let a module that is told these secrets play its visit; it tells over a pipe what it has shown.

    The secrets go in by the standard input: a command line or a file would be a place where they are found.
    """
    for name in ("home", "tmp"):
        (folder / name).mkdir()
    keep(folder / "data/metrics.msgpack", compile_metrics())
    reading, writing = os.pipe()
    process = subprocess.Popen(  # noqa: S603 - our own programme
        [sys.executable, "-X", "faulthandler", "-m", visit, str(writing)],
        cwd=folder, env=_environment(folder, library), pass_fds=[writing],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    os.close(writing)
    try:
        printed, _ = process.communicate(json.dumps(secrets).encode(), timeout=SECONDS)
    finally:
        process.kill()
        process.wait()
    with os.fdopen(reading) as back:
        told = back.read()
    assert process.returncode == 0, printed.decode(errors="replace")
    return Kept(folder, printed, json.loads(told))


def _environment(folder: Path, library: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"], "HOME": str(folder / "home"), "TMPDIR": str(folder / "tmp"),
        "XDG_RUNTIME_DIR": str(folder / "tmp"), "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1",
        "SDL_VIDEODRIVER": "dummy", "KIOSK_DATA_FOLDER": str(folder / "data"),
        "KIOSK_CONTENT_LIBRARY": str(library), "KIOSK_VOICE_ON": "false",
    }  # fmt: skip
