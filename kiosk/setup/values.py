"""From what stands behind an equals sign to the value of a field. Each reader raises `Wrong` with what is wrong.

They take what people mean: `6`, `"6"`, `6:30` and `6h30` are hours, `có` is yes. What could mean two things is refused.
"""

import base64
import binascii
import re
from collections.abc import Callable
from typing import Any, get_args

from kiosk.config.schema import Section, Visit
from kiosk.config.screens import SCREENS
from kiosk.setup.fault import Wrong

Read = Callable[[str], Any]

_HOUR = re.compile(r"(\d{1,2})(?:[:hg](\d{2})|[.,](00|30)|[hg])?", re.IGNORECASE)
_HALVES = re.compile(r"(\d{1,2})[.,]([05])")
_YES = frozenset({"true", "yes", "y", "on", "1", "có", "co", "đúng", "dung", "bật", "bat", "vâng", "vang"})
_NO = frozenset({"false", "no", "n", "off", "0", "không", "khong", "sai", "tắt", "tat"})
_ENDS = ",;."
"""What ends a line elsewhere, and is no part of a word or a number."""
_KEY_KINDS = frozenset(
    {
        "ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
        "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com",
    }
)  # fmt: skip
_KEY_LENGTHS = range(64, 1500)
"""Letters of the middle part: 68 of Ed25519, 372 of RSA with 2048 bits, 1400 of the longest RSA in use."""


def words(most: int) -> Read:
    """A short text that people read."""

    def read(text: str) -> str:
        if len(text) > most:
            raise Wrong("long", len(text))
        if not text.isprintable():
            raise Wrong("letters")
        return text

    return read


def code(section: type[Section], name: str) -> Read:
    """As `like`; capital letters are taken for small ones, for it has no others."""
    usual = like(section, name)

    def read(text: str) -> str:
        try:
            return str(usual(text.lower()))
        except Wrong:
            raise Wrong("value", text) from None

    return read


def like(section: type[Section], name: str) -> Read:
    """A text as the setting that it becomes wants it, so that the two can never disagree."""
    (meta,) = (one for one in get_args(section.__annotations__[name])[1:] if one.pattern)
    pattern = re.compile(meta.pattern)

    def read(text: str) -> str:
        if not pattern.search(text):
            raise Wrong("value", text)
        return text

    return read


def one_of(*known: str) -> Read:
    """One of some words, in small letters or not."""

    def read(text: str) -> str:
        word = text.lower().rstrip(_ENDS)
        if word not in known:
            raise Wrong("value", text)
        return word

    return read


def screen(text: str) -> str:
    """A screen that is known by its name; blanks and underscores count as hyphens."""
    return str(one_of(*SCREENS)("-".join(text.replace("_", " ").split())))


def rotation(text: str) -> int:
    """A quarter turn."""
    turned = text.rstrip("°")
    if turned not in ("0", "90", "180", "270"):
        raise Wrong("value", text)
    return int(turned)


def hour(text: str) -> int:
    """Minutes after midnight. `6:30`, `6 giờ 30`, `6.30`, `6,5` are half past six; no other fraction is understood."""
    written = "".join(text.lower().replace("giờ", "h").split()).rstrip(_ENDS)
    halves, found = _HALVES.fullmatch(written), _HOUR.fullmatch(written)
    if halves:
        minutes = int(halves[1]) * 60 + int(halves[2]) * 6
    elif found and int(found[2] or 0) < 60:
        minutes = int(found[1]) * 60 + int(found[2] or found[3] or 0)
    else:
        raise Wrong("value", text)
    if minutes > 24 * 60:
        raise Wrong("value", text)
    return minutes


def number(text: str) -> str:
    """A telephone number: three to fifteen digits, as ITU-T E.164 has them at most, with blanks, dots and a plus."""
    text = text.replace("-", " ").replace("(", "").replace(")", "")
    read = str(like(Visit, "help_number")(text))
    digits = sum(mark.isdecimal() for mark in read)
    if len(read) > 20 or (read and not 3 <= digits <= 15) or "+" in read[1:]:
        raise Wrong("value", text)
    return read


def network(text: str) -> str:
    """The name of a Wi-Fi: at most 32 bytes (IEEE 802.11), whatever letters they are."""
    words(most=32)(text)
    if len(text.encode()) > 32:
        raise Wrong("long", len(text.encode()))
    return text


def password(text: str) -> str:
    """Of a Wi-Fi: 8 to 63 letters of ASCII (IEEE 802.11, passphrase). Its letters are never told."""
    if text and len(text) < 8:
        raise Wrong("short", len(text))
    if len(text) > 63:
        raise Wrong("long", len(text))
    if not all(" " <= mark <= "~" for mark in text):
        raise Wrong("letters")
    return text


def country(text: str) -> str:
    """Two letters of ISO 3166-1."""
    if not re.fullmatch(r"[A-Za-z]{2}", text):
        raise Wrong("value", text)
    return text.upper()


def truth(text: str) -> bool:
    """Yes or no."""
    word = text.lower().rstrip(_ENDS)
    if word not in _YES | _NO:
        raise Wrong("value", text)
    return word in _YES


def address(section: type[Section], name: str) -> Read:
    """Where something is fetched from or sent to."""
    usual = like(section, name)

    def read(text: str) -> str:
        if text.lower().startswith("http://"):
            raise Wrong("plain")
        kind, colon, rest = text.partition("://")
        try:
            if any(mark.isspace() for mark in text) or not text.isascii():
                raise Wrong("value")
            return str(usual(f"{kind.lower()}{colon}{rest}"))
        except Wrong:
            # Neither the name nor the password that may stand in an address is shown.
            raise Wrong("value", f"{kind}{colon}{rest.rpartition('@')[2].partition('?')[0]}") from None

    return read


def ssh_key(text: str) -> str:
    """One public key as `ssh-keygen` writes it. What it says of itself inside has to be what stands before it."""
    if "PRIVATE KEY" in text:
        raise Wrong("secret")
    kind, _, rest = text.partition(" ")
    body = rest.strip().partition(" ")[0]
    if not text:
        return ""
    if kind not in _KEY_KINDS or not text.isprintable() or len(body) not in _KEY_LENGTHS:
        raise Wrong("letters")
    try:
        inside = base64.b64decode(body, validate=True)
    except (binascii.Error, ValueError):
        raise Wrong("letters") from None
    if inside[4 : 4 + int.from_bytes(inside[:4], "big")] != kind.encode():
        raise Wrong("letters")
    return f"{kind} {rest.strip()}"
