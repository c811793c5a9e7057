"""Which staff cards are true: digests that came with signed content. No kiosk has the secrets themselves."""

import hmac
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from kiosk.staff import private

Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]

FIRST_CARDS = "first-cards.json"
"""Beside the data: a card that was taken at the first boot, for a kiosk that no signed list has reached yet."""


class Card(Struct, frozen=True, forbid_unknown_fields=True):
    """One card, known by the SHA-256 of its secret."""

    digest: Digest
    label: Annotated[str, Meta(max_length=80)] = ""

    def __repr__(self) -> str:
        return "Card()"


class CardList(Struct, frozen=True, forbid_unknown_fields=True):
    """`cards.json`, put in place by an update."""

    format: Literal[1]
    cards: Annotated[tuple[Card, ...], Meta(max_length=1000)]


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")


class StaffCards:
    """Read anew each time: an update may have taken a lost card off the list a moment ago."""

    def __init__(
        self, file: Path, *, first: Path | None = None, say: Callable[[str], None] = _say, also: tuple[str, ...] = ()
    ) -> None:
        """`first` counts until there is a `file`; `also`: digests that are good without either, for a desk."""
        self._file, self._first, self._say, self._also = file, first, say, also

    def knows(self, digest: str) -> bool:
        """Whether a card with this digest is true. Never raises."""
        # No digest is told from another by the time it takes, and all are looked at.
        known = [hmac.compare_digest(digest.encode(), one.encode()) for one in (*self._listed(), *self._also)]
        return any(known)

    def _listed(self) -> tuple[str, ...]:
        """A list of the office's that is damaged is no reason to go back to the first one: a card may be off it."""
        signed = self._cards_in(self._file)
        if signed is None and self._first is not None:
            signed = self._cards_in(self._first)
        return tuple(card.digest for card in signed or ())

    def _cards_in(self, file: Path) -> tuple[Card, ...] | None:
        try:
            raw = private.read(file)
            return None if raw is None else msgspec.json.decode(raw, type=CardList).cards
        except (OSError, msgspec.MsgspecError) as error:
            why = private.left_out(file, error, "bring the office's stick again, which has the list")
            self._say(f"staff: no staff card opens the menu, for {why}")
            return ()
