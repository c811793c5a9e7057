"""What a code turned out to be. Holds only what may be shown; the payload itself is not in it, by design."""

from typing import Literal

from msgspec import Struct

CodeKind = Literal[
    "vietqr",
    "vnpay",
    "emv",
    "cccd",
    "bhyt",
    "link",
    "wifi",
    "phone",
    "contact",
    "product",
    "staff",
    "text",
]


class Reading(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, repr_omit_defaults=True):
    """The harmless part of a code's meaning: account tails and masked numbers only, ready to show and to speak.

    `repr` says only the kind, so that a reading in a log line tells nothing about a visitor.
    """

    kind: CodeKind
    crc_ok: bool | None = None
    """Whether the checksum holds; `None` where the kind has none."""
    payee: str = ""
    """Merchant name as written in the code, or empty."""
    bank: str = ""
    """Bank name looked up from its number, or the number itself when unknown."""
    account_tail: str = ""
    """The last four characters of the account."""
    amount: int | None = None
    """Đồng, or `None` when the payer types it."""
    purpose: str = ""
    domain: str = ""
    """Of a link: the registrable-looking host, in ASCII letters as a browser would ask for it."""
    masked: str = ""
    """Of an identity or phone: `046********0`-like, never the whole."""
    text: str = ""
    """Of plain text: a short, control-free piece to show."""
    why: str = ""
    """A word for what is odd: `crc`, `structure`, `punycode`, `ip-address`, `userinfo`, `shortener`, `too-long` …"""
    digest: str = ""
    """Of a staff card: SHA-256 of its secret in hex digits. It tells a true card and opens nothing by itself."""
    practice: bool = False
    """True for practice cards: payments to BIN 999999, which no bank routes, and identities with the serial 000000."""

    def __repr__(self) -> str:
        return f"Reading({self.kind})"
