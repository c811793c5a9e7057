"""Two decoders as one: zxing-cpp looks at every frame; what it misses is touched up and looked at again, by both.

zxing-cpp is ten times faster and forgives tilt; zbar reads shadows and screens that it misses. Every retry helps on
some bad images and costs time on all of them, so a frame may spend only what the purse holds: a first glance may try
nearly everything, a picture in which nothing is found gets a few milliseconds of retries a frame, and they take turns.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kiosk.camera.looks import RETRIES, Reader, View
from kiosk.camera.sight import Sight, chosen
from kiosk.camera.zbar import Zbar, ZbarMissing

if TYPE_CHECKING:
    from kiosk.camera.pile import Pile
    from kiosk.camera.pixels import Pixels

EARNED, PURSE = 8.0, 32.0
"""What a frame earns for retries, and the most that can be saved, in the milliseconds of `Retry.cost`."""

PILING = 3.0
"""What it costs to lay a frame on those before it and to look at all of them at once."""

LEAST_SIDE = 21
"""Pixels; the smallest code has as many squares a side, so nothing is looked for in less."""

_USUAL_PIXELS = 640 * 480


def _nothing(text: str) -> None:
    """Say nothing."""


def zxing(gray: "Pixels") -> tuple[Sight, ...]:
    """All QR codes that zxing-cpp finds."""
    import zxingcpp  # noqa: PLC0415 - only who looks for codes pays for it

    kinds = zxingcpp.BarcodeFormat
    # Since 3.0 `QRCode` means Micro QR too, whose few check bits find codes in noise; "Model 2" is the one on stickers.
    only_qr: Any = getattr(kinds, "QRCodeModel2", kinds.QRCode)
    height, width = gray.shape
    codes = zxingcpp.read_barcodes(gray, formats=only_qr)
    return tuple(Sight(bytes(code.bytes), _corners(code.position, width, height)) for code in codes)


def _corners(place: Any, width: int, height: int) -> tuple[tuple[float, float], ...]:
    around = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    return tuple((point.x / width, point.y / height) for point in around)


def zbar() -> Reader:
    """A scanner of zbar. Raises `ZbarMissing`."""
    return Zbar().look


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
        self._thorough: Reader | None = None
        self._turn = 0
        self._purse = PURSE
        self._pile: Pile | None = None

    def forget(self) -> None:
        """Let go of the frames that were kept: looking has begun anew, or ended."""
        self._pile = None

    def look(self, gray: "Pixels") -> Sight | None:
        """The code nearest the middle of one frame of a moving picture, or `None`."""
        self._purse = min(PURSE, self._purse + EARNED)
        return self._seen(gray, self._piled)

    def decode(self, gray: "Pixels") -> bytes | None:
        """The bytes alone of what `look` sees."""
        sight = self.look(gray)
        return sight.payload if sight is not None else None

    def look_still(self, gray: "Pixels") -> Sight | None:
        """The code nearest the middle of a single image, or `None`: every retry, since there is no next frame."""
        self._turn, self._purse = 0, float("inf")
        sight = self._seen(gray)
        self._turn, self._purse = 0, PURSE
        return sight

    def decode_still(self, gray: "Pixels") -> bytes | None:
        """The bytes alone of what `look_still` sees."""
        sight = self.look_still(gray)
        return sight.payload if sight is not None else None

    def _seen(self, gray: "Pixels", more: Callable[[View], tuple[Sight, ...]] = lambda view: ()) -> Sight | None:
        height, width = gray.shape
        if min(height, width) < LEAST_SIDE:
            return None
        if sights := self._quick(gray):
            self.forget()
            return chosen(sights, width, height)
        view = View(gray, self._quick, self._thorough_if_there())
        return chosen(more(view) or self._retried(view), width, height)

    def _piled(self, view: View) -> tuple[Sight, ...]:
        """What is seen in this frame and the ones before it, laid over one another."""
        from kiosk.camera.pile import Pile  # noqa: PLC0415 - brings NumPy
        from kiosk.camera.touchup import flattened  # noqa: PLC0415 - brings NumPy

        cost = PILING * view.gray.size / _USUAL_PIXELS
        # It never waits for the purse, so on large frames it would leave the retries in debt for ever.
        if cost > EARNED / 2:
            return ()
        if self._pile is None:
            self._pile = Pile()
        if not self._pile:
            self._pile.add(view.half)
            return ()
        self._purse -= cost
        laid = self._pile.add(view.half)
        if laid is None:
            return ()
        sights = view.quick(flattened(laid.low, 9, 2))
        return tuple(Sight(sight.payload, laid.now(sight.corners)) for sight in sights)

    def _retried(self, view: View) -> tuple[Sight, ...]:
        size = view.gray.size / _USUAL_PIXELS
        for _ in RETRIES:
            if self._purse <= 0:
                break
            retry = RETRIES[self._turn]
            # Debts are allowed: a retry dearer than the purse would else never be made on large frames.
            self._purse -= retry.cost * size
            if sights := retry.look(view):
                # Its turn again: what helped on this frame will help on the next.
                return sights
            self._turn = (self._turn + 1) % len(RETRIES)
        return ()

    def _thorough_if_there(self) -> Reader:
        if self._thorough is None:
            try:
                self._thorough = self._open_thorough()
            except ZbarMissing as missing:
                self._say(f"Codes are read with one decoder instead of two. {missing}")
                self._thorough = lambda gray: ()
        return self._thorough
