"""Pure readers: what the text inside a QR code is, said without keeping it."""

from kiosk.core.codes.classify import read
from kiosk.core.codes.reading import CodeKind, Reading

__all__ = ["CodeKind", "Reading", "read"]
