"""The name of a clip: bound to the very text shown, its language and its pace, so that they cannot drift."""

import hashlib
import unicodedata

from kiosk.core.units import Lang, Pace


def clip_key(text: str, lang: Lang, pace: Pace) -> str:
    """Twenty hex digits that change whenever text, language or pace do. Text is compared in NFC."""
    told = "\x1f".join((unicodedata.normalize("NFC", text), lang, pace))
    return hashlib.sha256(told.encode()).hexdigest()[:20]
