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

    def __init__(self, file: Path, *, say: Callable[[str], None] = _say, also: tuple[str, ...] = ()) -> None:
        """`also`: digests that are good without a file, for a desk."""
        self._file, self._say, self._also = file, say, also

    def knows(self, digest: str) -> bool:
        """Whether a card with this digest is true. Never raises."""
        # No digest is told from another by the time it takes, and all are looked at.
        known = [hmac.compare_digest(digest.encode(), one.encode()) for one in (*self._listed(), *self._also)]
        return any(known)

    def _listed(self) -> tuple[str, ...]:
        try:
            raw = private.read(self._file)
            cards = () if raw is None else msgspec.json.decode(raw, type=CardList).cards
        except (OSError, msgspec.MsgspecError) as error:
            self._say(f"staff: {self._file} is left out ({type(error).__name__}): no staff card opens the menu.")
            return ()
        return tuple(card.digest for card in cards)
