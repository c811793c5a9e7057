"""Pure readers: what the text inside a QR code is, said without keeping it."""

from kiosk.core.codes.reading import CodeKind, Reading

__all__ = ["CodeKind", "Reading", "read"]


def read(payload: str | bytes) -> Reading:
    """The harmless meaning of a code. Never raises; the payload is kept nowhere."""
    # Every event knows what a reading is, but only a camera that met a code needs the readers: 10 ms less at the start.
    from kiosk.core.codes import classify  # noqa: PLC0415

    return classify.read(payload)
