"""Two decoders as one: zxing-cpp looks at every frame, zbar at what it missed, and touched-up images take turns.

zxing-cpp is ten times faster and forgives tilt; zbar reads some stripes and glare that it misses. Every retry helps
on some bad images and costs time on all of them, so a moving picture gets one retry a frame: the next frame differs
anyway.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kiosk.camera.zbar import Zbar, ZbarMissing

if TYPE_CHECKING:
    from kiosk.camera.pixels import Pixels

Reader = Callable[["Pixels"], bytes | None]


def _nothing(text: str) -> None:
    """Say nothing."""


def zxing(gray: "Pixels") -> bytes | None:
    """The bytes of the largest QR code that zxing-cpp finds, or `None`."""
    import zxingcpp  # noqa: PLC0415 - only who looks for codes pays for it

    only_qr: Any = zxingcpp.BarcodeFormat.QRCode  # every version takes one format for a set of them; the stubs do not
    codes = zxingcpp.read_barcodes(gray, formats=only_qr)
    return bytes(max(codes, key=_area).bytes) if codes else None


def zbar() -> Reader:
    """A scanner of zbar. Raises `ZbarMissing`."""
    return Zbar().read


class Decoder:
    """Finds the QR code in gray images and gives its bytes. `say` hears once, in a sentence, when zbar is missing."""

    def __init__(
        self,
        say: Callable[[str], None] = _nothing,
        *,
        quick: Reader = zxing,
        thorough: Callable[[], Reader] = zbar,
    ) -> None:
        self._say = say
        self._quick = quick
        self._open_thorough = thorough
        self._readers: tuple[Reader, Reader] | None = None
        self._turn = 0

    def decode(self, gray: "Pixels") -> bytes | None:
        """The code in one frame of a moving picture, or `None`: a quick look, and a retry that takes turns."""
        quick, thorough = self._open()
        payload = quick(gray)
        if payload is None:
            retry = _RETRIES[self._turn % len(_RETRIES)]
            self._turn += 1
            payload = retry(quick, thorough, gray)
        return payload

    def decode_still(self, gray: "Pixels") -> bytes | None:
        """The code in a single image, or `None`: every retry, since there is no next frame."""
        quick, thorough = self._open()
        looks = (retry(quick, thorough, gray) for retry in _RETRIES)
        return quick(gray) or next((payload for payload in looks if payload is not None), None)

    def _open(self) -> tuple[Reader, Reader]:
        if self._readers is None:
            self._readers = (self._quick, self._thorough_if_there())
        return self._readers

    def _thorough_if_there(self) -> Reader:
        try:
            return self._open_thorough()
        except ZbarMissing as missing:
            self._say(f"Codes are read with one decoder instead of two. {missing}")
            return lambda gray: None


def _area(code: Any) -> int:
    """Twice the area of a code in the image (shoelace formula): what is held up is nearer than what lies around."""
    place = code.position
    around = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    corners: list[tuple[int, int]] = [(point.x, point.y) for point in around]
    pairs = zip(corners, corners[1:] + corners[:1], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs))


def _as_it_is(quick: Reader, thorough: Reader, gray: "Pixels") -> bytes | None:
    return thorough(gray)


def _softened(quick: Reader, thorough: Reader, gray: "Pixels") -> bytes | None:
    from kiosk.camera.touchup import softened  # noqa: PLC0415 - brings NumPy

    soft = softened(gray)
    return quick(soft) or thorough(soft)


def _flattened(quick: Reader, thorough: Reader, gray: "Pixels") -> bytes | None:
    from kiosk.camera.touchup import flattened  # noqa: PLC0415 - brings NumPy

    flat = flattened(gray)
    return quick(flat) or thorough(flat)


def _doubled(quick: Reader, thorough: Reader, gray: "Pixels") -> bytes | None:
    from kiosk.camera.touchup import doubled  # noqa: PLC0415 - brings NumPy

    return quick(doubled(gray))  # zbar would take 30 ms for four times the pixels, and it gains nothing over zxing here


def _inverted(quick: Reader, thorough: Reader, gray: "Pixels") -> bytes | None:
    from kiosk.camera.touchup import inverted  # noqa: PLC0415 - brings NumPy

    return thorough(inverted(gray))  # zxing-cpp looks for inverted codes by itself


_RETRIES: tuple[Callable[[Reader, Reader, "Pixels"], bytes | None], ...] = (
    _as_it_is,
    _softened,
    _doubled,
    _flattened,
    _inverted,
)
"""In the order of what each gained over the two plain looks on a corpus of bad images."""
