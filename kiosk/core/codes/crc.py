"""The checksum at the end of an EMVCo code.

CRC-16/CCITT-FALSE: polynomial 0x1021, start 0xFFFF, nothing reflected, check value of "123456789" 29B1 (NAPAS,
VietQR format v1.0, §5.2.15, after ISO/IEC 13239). It runs over everything up to and including `6304`, and not over
its own digits.
"""

from binascii import crc_hqx

MARK = b"6304"
"""Identifier and length of the checksum: always the last object of a code."""

HEX_DIGITS = 4


def checksum(data: bytes) -> str:
    """Four capital hex digits, zeros in front included: leaving them out is a mistake seen in the wild."""
    # The standard library's crc_hqx is this very polynomial; only the start value differs from its usual use.
    return f"{crc_hqx(data, 0xFFFF):04X}"


def sealed(data: bytes) -> bytes:
    """The same data with its checksum object at the end."""
    return data + MARK + checksum(data + MARK).encode("ascii")


def holds(data: bytes) -> bool:
    """Whether the data ends with its own right checksum; small hex letters count: a large bank writes them."""
    body, digits = data[:-HEX_DIGITS], data[-HEX_DIGITS:]
    return body.endswith(MARK) and digits.upper() == checksum(body).encode("ascii")
