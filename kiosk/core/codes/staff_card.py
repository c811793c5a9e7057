"""The card of somebody of the staff: a QR code with 256 random bits. The same line stands on a staff stick.

Only the digest of the secret leaves this module. Digests of valid cards travel signed to every kiosk; whoever reads one
of them cannot make the card. The secret is digested as it is written, its 43 letters, so that nobody has to agree on
how base64 is padded.
"""

import hashlib
import re

from kiosk.core.codes.reading import Reading

PREFIX = "KIOSK-STAFF-1:"
_LINE = re.compile(PREFIX + r"([A-Za-z0-9_-]{43})")


def staff_card(text: str) -> Reading | None:
    """A staff card, with the digest of its secret."""
    found = digest_of(text)
    return Reading(kind="staff", digest=found) if found else None


def digest_of(line: str) -> str:
    """SHA-256 of the secret in a line, in hex digits; empty when the line is no staff card."""
    found = _LINE.fullmatch(line.strip())
    return hashlib.sha256(found[1].encode("ascii")).hexdigest() if found else ""
