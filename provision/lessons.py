"""Lessons and speech: made here, before anything is done to a device."""

import os
import subprocess
import sys
from pathlib import Path
from typing import IO

COMPILED = ("library.msgpack", "metrics.msgpack")
"""In `build/` of the checkout."""


class NotMade(Exception):  # noqa: N818 - they were not
    """No lessons that a kiosk could show, as a sentence."""


def made(checkout: Path) -> bool:
    """Whether there are any."""
    return all((checkout / "build" / name).is_file() for name in COMPILED)


def make(checkout: Path) -> None:
    """All of them, where there are none, which takes some minutes; else only what has changed since."""
    kiosk = checkout / ".venv/bin/kiosk"
    try:
        if not made(checkout):
            # It says by itself how far it is.
            _run(checkout, "make", "lessons", told=sys.stderr)
        elif kiosk.is_file():  # whoever has no environment has brought build/ along
            _run(checkout, str(kiosk), "packs", "compile", "content", told=subprocess.PIPE)
    finally:
        if os.geteuid() == 0:
            _hand_over(checkout)


def _run(checkout: Path, *command: str, told: IO[str] | int) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("KIOSK_", "PYTHON"))}
    try:
        done = subprocess.run(command, text=True, check=False, cwd=checkout, env=environ, stdout=told, stderr=told)  # noqa: S603
    except FileNotFoundError as problem:
        remedy = f"Remedy: sudo apt-get install {command[0]}, then again."
        raise NotMade(f"{command[0]} is not installed, and the lessons have to be made. {remedy}") from problem
    if done.returncode != 0:
        why = (done.stderr or "").strip().splitlines()[-1:] or ["the lines above tell why."]
        raise NotMade(f"The lessons could not be made: {why[0]} Remedy: mend it, then again.")


def _hand_over(checkout: Path) -> None:
    """What root has made is not root's: whose checkout it is has to be able to change it."""
    for folder in (checkout / "build", checkout / ".venv"):
        if folder.is_dir():
            subprocess.run(["chown", "-R", f"--reference={checkout}", folder], check=False)  # noqa: S603, S607
