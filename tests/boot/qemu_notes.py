"""What was measured and seen, kept for docs/evidence/boot.md: a line a number, a picture a moment, and logs."""

import json

import pygame

from tests.drawn import ROOT
from tests.likeness import Pixels

OUT = ROOT / "out" / "boot"


def note(machine: str, **numbers: object) -> None:
    """A line of numbers."""
    OUT.mkdir(parents=True, exist_ok=True)
    with (OUT / f"{machine}.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(numbers, ensure_ascii=False) + "\n")


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
