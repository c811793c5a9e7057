"""Files that lie beside the answers: the keys of the fleet, and a staff card."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from kiosk.core.codes.staff_card import PREFIX, digest_of
from kiosk.setup.fault import Wrong

LONGEST_NAME = 24
"""Letters. The secret of a card has 43."""

MOST_BYTES = 512_000
"""What the kiosk takes of a root.json at most, as python-tuf does."""


def name(text: str) -> str:
    """The name of a file that lies beside the answers, and nowhere else."""
    if text.startswith(".") or any(mark in "/\\:" or not mark.isprintable() for mark in text):
        raise Wrong("outside")
    return text


def _told(file: Path) -> str:
    """A name as it may be shown: what is longer than names of files are may be the card itself."""
    return file.name if len(file.name) <= LONGEST_NAME else f"{file.name[:4]}…"


def read(file: Path) -> bytes:
    """A plain file. Raises `Wrong`; a link is not followed, for it would lead elsewhere."""
    if file.is_symlink():
        raise Wrong("outside")
    try:
        if not file.is_file():
            raise Wrong("absent", _told(file))
        with file.open("rb") as held:
            raw = held.read(MOST_BYTES + 1)
    except OSError:
        raise Wrong("absent", _told(file)) from None
    if len(raw) > MOST_BYTES:
        raise Wrong("content", _told(file))
    return raw


def root(file: Path) -> bytes:
    """`root.json` of a fleet. Whether its signatures hold is asked by whoever trusts it; here, whether it is one."""
    raw = read(file)
    try:
        told: Any = msgspec.json.decode(raw)
        kind, signatures = told["signed"]["_type"], told["signatures"]
    except (msgspec.DecodeError, KeyError, TypeError):
        raise Wrong("content", _told(file)) from None
    if kind != "root" or not isinstance(signatures, list):
        raise Wrong("content", _told(file))
    return raw


def card(file: Path) -> str:
    """The digest of a staff card; the card itself goes no further."""
    lines = read(file).decode("utf-8-sig", errors="replace").split()
    digest = digest_of(next((line for line in lines if line.startswith(PREFIX)), ""))
    if not digest:
        raise Wrong("content", _told(file))
    return digest


CONTENTS: dict[str, Callable[[Path], object]] = {"staff_card": card, "root": root}
"""Field → what reads its file."""
