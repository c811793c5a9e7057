"""One question: what is this code? The answer is a kind and, where something is odd, a word for it; never an
exception.

The readers are asked in an order that settles doubt in favour of privacy and safety: money first, then identity,
then what somebody might open or call, and plain text when nobody else claims it.
"""

import unicodedata
from collections.abc import Callable

from kiosk.core.codes import emv, everyday, identity
from kiosk.core.codes.link import link
from kiosk.core.codes.reading import Reading
from kiosk.core.codes.shown import cleaned, oddity
from kiosk.core.codes.staff_card import staff_card

LONGEST = 8 * 1024
"""No QR code holds more than 2 953 bytes; what is longer did not come from one."""

OPAQUE = 24
"""From so many characters without a space on, a text is a token: meant for a machine, perhaps as good as a password."""

MANY_BARS = 3
"""Fields between bars are some record, most likely of a person, even where it is no card known here; so is JSON."""

_READERS: tuple[Callable[[str], Reading | None], ...] = (
    staff_card,
    identity.cccd,
    identity.bhyt,
    everyday.wifi,
    everyday.contact,
    everyday.phone,
    everyday.product,
    link,
)


def read(payload: str | bytes) -> Reading:
    """The harmless meaning of a code. The payload is not kept, not even in part, beyond what the reading may hold."""
    if len(payload) > LONGEST:
        return Reading(kind="text", why="too-long")
    text = as_text(payload).strip("\ufeff \t\r\n\0")
    if emv.looks_like(text):
        return emv.read(text, _as_bytes(payload))
    found = (reading for reader in _READERS if (reading := reader(text)))
    return next(found, None) or plain(text)


def plain(text: str) -> Reading:
    """Text that is nothing else, short and clean; a token or a secret is not shown at all."""
    if not text:
        return Reading(kind="text", why="empty")
    why = oddity(text)
    if text.lower().startswith("otpauth"):
        return Reading(kind="text", why="secret")
    if text.count("|") >= MANY_BARS or (text[0] in "{[" and text[-1] in "}]"):
        return Reading(kind="text", why="record")
    if len(text) >= OPAQUE and not any(mark.isspace() for mark in text):
        return Reading(kind="text", why=why or "opaque")
    return Reading(kind="text", text=cleaned(text), why=why)


def as_text(payload: str | bytes) -> str:
    """Bytes as text: UTF-8 as nearly every writer has it, else Latin-1, as ISO/IEC 18004 says, which never fails."""
    if isinstance(payload, str):
        return payload
    decoded = (decode(payload) for decode in (_utf_8, _utf_16, _windows_1258))
    return next((text for text in decoded if text is not None), payload.decode("latin-1"))


def _utf_8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # A writer that cuts at a number of bytes cuts through a letter; all before it is sound.
        return data[: error.start].decode("utf-8") if error.start and error.reason == "unexpected end of data" else None


def _utf_16(data: bytes) -> str | None:
    """With its mark at the beginning, and only where nothing but letters of here comes out."""
    try:
        text = data.decode("utf-16") if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ""
    except UnicodeDecodeError:
        return None
    return text if text and max(text) < "\u2100" else None


def _windows_1258(data: bytes) -> str | None:
    """The Vietnamese page of old Windows, known by tone marks that stand behind their vowels and all melt into them."""
    try:
        text = data.decode("cp1258")
    except UnicodeDecodeError:
        return None
    composed = unicodedata.normalize("NFC", text)
    melted = len(composed) < len(text) and not any(map(unicodedata.combining, composed))
    return composed if melted and "\0" not in text else None


def _as_bytes(payload: str | bytes) -> bytes:
    data = payload if isinstance(payload, bytes) else payload.encode("utf-8", "replace")
    return data.strip(b"\xef\xbb\xbf \t\r\n\0")
