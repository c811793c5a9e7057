"""What else to try with an image in which a first look found nothing: the retries, in the order of gain for time.

Measured on the market corpus (`docs/evidence/camera-corpus.md`); a cost is in milliseconds for 640 by 480 pixels on the
machine of the bench, and means only how many retries a frame may have.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct

from kiosk.camera.sight import Sight

if TYPE_CHECKING:
    from kiosk.camera.pixels import Pixels

Reader = Callable[["Pixels"], tuple[Sight, ...]]
"""All codes in a gray image, their corners as parts of it."""


class View:
    """One image that is looked at again and again, and the smaller one that several looks share."""

    def __init__(self, gray: "Pixels", quick: Reader, thorough: Reader) -> None:
        self.gray = gray
        self.quick = quick
        self.thorough = thorough
        self._half: Pixels | None = None

    @property
    def half(self) -> "Pixels":
        """Half the size."""
        if self._half is None:
            from kiosk.camera.touchup import halved  # noqa: PLC0415 - brings NumPy

            self._half = halved(self.gray)
        return self._half


class Retry(Struct, frozen=True):
    """One more look, and what it costs."""

    look: Callable[[View], tuple[Sight, ...]]
    cost: float


def _flattened(view: View) -> tuple[Sight, ...]:
    from kiosk.camera.touchup import flattened  # noqa: PLC0415 - brings NumPy

    return view.quick(flattened(view.half, 9, 2))


def _in_focus(view: View) -> tuple[Sight, ...]:
    from kiosk.camera.touchup import sharpened  # noqa: PLC0415 - brings NumPy

    return view.quick(sharpened(view.half, 1.6, 0.005))


def _stretched(view: View) -> tuple[Sight, ...]:
    from kiosk.camera.touchup import doubled, stretched  # noqa: PLC0415 - brings NumPy

    return view.quick(doubled(stretched(view.half)))


def _unsmeared(view: View) -> tuple[Sight, ...]:
    from kiosk.camera.touchup import unsmeared  # noqa: PLC0415 - brings NumPy

    return view.quick(unsmeared(view.half, 6))


def _enlarged(view: View) -> tuple[Sight, ...]:
    from kiosk.camera.touchup import doubled, edged  # noqa: PLC0415 - brings NumPy

    return view.quick(doubled(edged(view.gray)))


def _as_it_is(view: View) -> tuple[Sight, ...]:
    return view.thorough(view.gray)


def _softened(view: View) -> tuple[Sight, ...]:
    from kiosk.camera.touchup import flattened, softened  # noqa: PLC0415 - brings NumPy

    return view.thorough(flattened(softened(view.gray), 15, 2))


def _sharp_and_large(view: View) -> tuple[Sight, ...]:
    from kiosk.camera.touchup import doubled, sharpened  # noqa: PLC0415 - brings NumPy

    return view.quick(doubled(sharpened(view.gray, 1.5, 0.05)))


def _unsmeared_more(view: View) -> tuple[Sight, ...]:
    from kiosk.camera.touchup import doubled, unsmeared  # noqa: PLC0415 - brings NumPy

    return view.quick(doubled(unsmeared(view.half, 7)))


def _unsmeared_less(view: View) -> tuple[Sight, ...]:
    from kiosk.camera.touchup import doubled, unsmeared  # noqa: PLC0415 - brings NumPy

    return view.quick(doubled(unsmeared(view.half, 4.5)))


RETRIES = (
    Retry(_flattened, 1.0),
    Retry(_in_focus, 1.0),
    Retry(_stretched, 2.8),
    Retry(_unsmeared, 2.8),
    Retry(_unsmeared_less, 3.7),
    Retry(_enlarged, 8.0),
    Retry(_unsmeared_more, 3.7),
    Retry(_as_it_is, 8.0),
    Retry(_softened, 8.0),
    Retry(_sharp_and_large, 16.0),
)
"""Each found something on the corpus that all before it missed. Inverted codes need no retry: zxing-cpp reads them."""
