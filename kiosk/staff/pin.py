"""The keeper of the PIN. It knows a hash and how many wrong tries there were, and neither forgets.

A wrong try is written down, synced, before it is even looked at: whoever pulls the plug between the guess and the
answer has still guessed. Five wrong ones lock it for fifteen minutes, counted by the clock that only goes forward, from
the fifth or from the start of this process, whichever is later. So pulling the plug makes the wait longer, never
shorter, and no wrong date shortens it. Without a count that can be written there is no answer.
"""

import hashlib
import hmac
import math
import os
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from kiosk.core.events import PinJudged
from kiosk.staff import private

TRIES = 5
LOCKED_S = 15 * 60.0

SHORTEST, LONGEST = 6, 12
"""Digits of a PIN."""

CHANGING_S = 10 * 60.0
"""So long after the right PIN a new one is taken: somebody who found the menu open tomorrow cannot choose one."""

COST = 2**15
"""scrypt's N (RFC 7914), with r = 8 and p = 1: 32 MB and 0.11 s on a PC, about 0.4 s on a Raspberry Pi 4. More would
not help much: a million PINs are few for whoever has the card in hand. What protects it is that nobody reads the file.
"""

_MEMORY = 256 * 2**20


class KeeperFault(Exception):  # noqa: N818 - told to staff in a sentence
    """The PIN cannot be judged or kept; the words say what happened and what to do. Never a digit."""


class _Kept(Struct, frozen=True, forbid_unknown_fields=True):
    """`pin.json`. A damaged one must not make the kiosk reckon for an hour, so its cost has a ceiling."""

    salt: Annotated[bytes, Meta(min_length=16, max_length=64)]
    hash: Annotated[bytes, Meta(min_length=32, max_length=64)]
    n: Annotated[int, Meta(ge=2, le=2**17)]
    r: Literal[8] = 8
    p: Literal[1] = 1
    format: Literal[1] = 1

    def __repr__(self) -> str:
        return "_Kept()"


class _Tries(Struct, frozen=True, forbid_unknown_fields=True):
    """`tries.json`. A file of its own, so that counting never risks the PIN."""

    wrong: Annotated[int, Meta(ge=0, le=TRIES)]
    format: Literal[1] = 1


class PinKeeper:
    """Keeps one PIN in a folder. Every method may take a while and belongs into a thread beside the screen's."""

    def __init__(self, folder: Path, *, clock: Callable[[], float] = monotonic, cost: int = COST) -> None:
        self._file, self._tries_file = pin_file(folder), folder / "tries.json"
        self._clock, self._cost = clock, cost
        self._wrong = self._counted()
        self._locked_at = clock()
        self._right_at = -math.inf

    @property
    def is_set(self) -> bool:
        """Whether there is a PIN; a damaged one is one too, or damage would open the menu."""
        return self._file.exists() or self._file.is_symlink()

    def judge(self, digits: str, *, new: bool = False) -> PinJudged:
        """Whether it is the PIN, or whether it became the PIN. Raises `KeeperFault`."""
        return self._take(digits) if new else self._look(digits)

    def _look(self, digits: str) -> PinJudged:
        kept = self._kept()
        if left := self._locked_minutes():
            return PinJudged("locked", locked_minutes=left)
        self._count(self._wrong + 1 if self._wrong < TRIES else 1)
        if is_pin(digits) and kept is not None and hmac.compare_digest(_hash(digits, kept), kept.hash):
            self._count(0)
            self._right_at = self._clock()
            return PinJudged("right", tries_left=TRIES)
        self._right_at = -math.inf
        if self._wrong < TRIES:
            return PinJudged("wrong", tries_left=TRIES - self._wrong)
        self._locked_at = self._clock()
        return PinJudged("locked", locked_minutes=self._locked_minutes())

    def _take(self, digits: str) -> PinJudged:
        if not is_pin(digits) or (self.is_set and self._clock() - self._right_at > CHANGING_S):
            return PinJudged("wrong", tries_left=max(0, TRIES - self._wrong))
        empty = _Kept(salt=os.urandom(16), hash=bytes(32), n=self._cost)
        kept = msgspec.structs.replace(empty, hash=_hash(digits, empty))
        self._write(self._file, kept)
        self._count(0)
        self._right_at = self._clock()
        return PinJudged("kept", tries_left=TRIES)

    def _locked_minutes(self) -> int:
        """Begun minutes until the lock is over; 0 when there is none."""
        left = self._locked_at + LOCKED_S - self._clock()
        return math.ceil(left / 60) if self._wrong >= TRIES and left > 0 else 0

    def _count(self, wrong: int) -> None:
        self._write(self._tries_file, _Tries(wrong))
        self._wrong = wrong

    def _counted(self) -> int:
        """A count that cannot be read is as good as a full one: damaging it must gain nobody a try."""
        try:
            raw = private.read(self._tries_file)
            return 0 if raw is None else msgspec.json.decode(raw, type=_Tries).wrong
        except (OSError, msgspec.MsgspecError):
            return TRIES

    def _kept(self) -> _Kept | None:
        try:
            raw = private.read(self._file)
            return None if raw is None else msgspec.json.decode(raw, type=_Kept)
        except (OSError, msgspec.MsgspecError):
            raise KeeperFault(
                f"The PIN in {self._file} cannot be read; run `kiosk staff forget-pin` and choose a new one."
            ) from None

    def _write(self, file: Path, value: Struct) -> None:
        try:
            private.keep(file, msgspec.json.encode(value))
        except OSError as error:
            why = f"{file} cannot be written ({error.strerror or type(error).__name__})"
            raise KeeperFault(f"{why}, so no PIN is judged; free the card or change it.") from None


def pin_file(folder: Path) -> Path:
    """Where the PIN of a folder is kept."""
    return folder / "pin.json"


def is_pin(digits: str) -> bool:
    """Six digits at least, and nothing else."""
    return SHORTEST <= len(digits) <= LONGEST and digits.isascii() and digits.isdigit()


def forget_pin(folder: Path) -> bool:
    """Remove the PIN and its count; whether there was one. Raises `OSError`. For whoever has a shell on this kiosk."""
    there = pin_file(folder).exists()
    private.drop(pin_file(folder))
    private.drop(folder / "tries.json")
    return there


def _hash(digits: str, kept: _Kept) -> bytes:
    # hashlib lets go of the interpreter meanwhile: the screen goes on drawing.
    return hashlib.scrypt(
        digits.encode(), salt=kept.salt, n=kept.n, r=kept.r, p=kept.p, maxmem=_MEMORY, dklen=len(kept.hash)
    )
