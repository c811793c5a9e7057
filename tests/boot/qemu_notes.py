"""What was measured and seen, kept for docs/evidence/boot.md: a line a number, a picture a moment, and logs."""

import re

import msgspec
import pygame

from tests.boot.qemu import QemuMachine
from tests.boot.qemu_glass import Glass
from tests.drawn import ROOT
from tests.likeness import Pixels

OUT = ROOT / "out" / "boot"


def note(machine: str, **numbers: object) -> None:
    """A line of numbers."""
    OUT.mkdir(parents=True, exist_ok=True)
    with (OUT / f"{machine}.jsonl").open("ab") as file:
        file.write(msgspec.json.encode(numbers) + b"\n")


def keep_picture(machine: str, name: str, shot: Pixels) -> None:
    """A picture, at half its size."""
    OUT.mkdir(parents=True, exist_ok=True)
    whole = pygame.image.frombuffer(shot.tobytes(), (shot.shape[1], shot.shape[0]), "RGB")
    small = pygame.transform.smoothscale(whole.convert(32) if pygame.display.get_init() else whole, _half(shot))
    pygame.image.save(small, OUT / f"{machine}-{name}.png")


def _half(shot: Pixels) -> tuple[int, int]:
    return shot.shape[1] // 2, shot.shape[0] // 2


def keep_log(machine: str, name: str, text: str) -> None:
    """A log as it was."""
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / f"{machine}-{name}.log").write_text(text, "utf-8")


def keep_failure(machine: QemuMachine, test: str) -> None:
    """What it showed and what it said, for whoever looks for the cause."""
    name = f"failed-{re.sub('[^a-z0-9]+', '-', test).strip('-')}"
    keep_log(machine.image.machine, name, machine.told(1_000) if machine.is_on else machine.serial())
    if machine.is_on:
        keep_picture(machine.image.machine, name, Glass(machine).shot())
