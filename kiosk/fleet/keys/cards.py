"""Staff cards: secrets that open the staff menu, of which a depot knows only the digests."""

import base64
import re
import secrets
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from kiosk.core.codes.staff_card import PREFIX, digest_of
from kiosk.fleet.depot.adding import file_of, lay_down
from kiosk.fleet.depot.drafting import with_targets
from kiosk.fleet.depot.folder import Depot
from kiosk.fleet.depot.state import State
from kiosk.fleet.keys.keyring import outside, write_new
from kiosk.fleet.refusing import NotPublished
from kiosk.update import layout

STICK_FILE = "kiosk-staff.txt"
"""On a staff stick: the line of the card."""

_LONGEST, _MOST = 80, 1_000


class Card(Struct, frozen=True, forbid_unknown_fields=True):
    """A card, known by the SHA-256 of its secret."""

    digest: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
    label: str


class Cards(Struct, frozen=True, forbid_unknown_fields=True):
    """`staff/cards.json`."""

    format: Literal[1] = 1
    cards: tuple[Card, ...] = ()


def new_line() -> str:
    """What a new card says: 256 random bits."""
    return PREFIX + base64.urlsafe_b64encode(secrets.token_bytes(32)).decode().rstrip("=")


def cards_of(depot: Depot, state: State) -> Cards:
    """All cards that are good, drafts included."""
    target = state.targets.targets.get(layout.CARDS)
    if target is None:
        return Cards()
    file = file_of(depot, target)
    try:
        return msgspec.json.decode(file.read_bytes(), type=Cards)
    except (OSError, msgspec.MsgspecError) as error:
        raise NotPublished(f"{file} is missing or damaged. Take it from a copy of the depot.") from error


def issued(depot: Depot, state: State, label: str, line: str, now: datetime) -> State:
    """Make a card good."""
    before = cards_of(depot, state)
    if any(card.label == label for card in before.cards):
        raise NotPublished(f"There is a card “{label}” already. Revoke it first, or take another label.")
    if not label.strip() or len(label) > _LONGEST or re.search(r"[\x00-\x1f\x7f]", label):
        raise NotPublished(f"A label has 1 to {_LONGEST} letters on one line.")
    if len(before.cards) >= _MOST:
        raise NotPublished(f"There are {_MOST} cards already. Revoke those that nobody has any more.")
    card = Card(digest_of(line), unicodedata.normalize("NFC", label))
    return _with(depot, state, replace(before, cards=(*before.cards, card)), now)


def revoked(depot: Depot, state: State, label: str, now: datetime) -> State:
    """A card opens nothing any more, on every kiosk that takes this release."""
    before = cards_of(depot, state)
    left = tuple(card for card in before.cards if card.label != label)
    if len(left) == len(before.cards):
        known = ", ".join(card.label for card in before.cards) or "none"
        raise NotPublished(f"There is no card “{label}”. There are: {known}.")
    return _with(depot, state, replace(before, cards=left), now)


def _with(depot: Depot, state: State, cards: Cards, now: datetime) -> State:
    target = lay_down(depot, layout.CARDS, msgspec.json.encode(cards))
    return with_targets(state, {**state.targets.targets, layout.CARDS: target}, now)


def printed(folder: Path, depot: Path, label: str, line: str, regular: Path | None) -> tuple[str, ...]:
    """The card as `card.png`, as `card.pdf` where that can be made, and its line for a stick; names of the files."""
    from io import BytesIO  # noqa: PLC0415

    import segno  # noqa: PLC0415

    outside(folder, depot)
    png = BytesIO()
    segno.make_qr(line, error="q", boost_error=False).save(png, kind="png", scale=12, border=4)
    files = {STICK_FILE: f"{line}\n".encode(), "card.png": png.getvalue()}
    if regular is not None:
        from kiosk.fleet.keys.card_sheet import sheet  # noqa: PLC0415

        files["card.pdf"] = sheet(label, png.getvalue(), regular)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, raw in files.items():
            write_new(folder / name, raw, 0o600)
    except FileExistsError as error:
        raise NotPublished(f"{error.filename} is there already, of another card. Take another folder.") from None
    except OSError as error:
        raise NotPublished(f"{folder} cannot be written: {error.strerror}.") from error
    return tuple(files)
