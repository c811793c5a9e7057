"""The one seam to anything that sees. Whatever goes wrong behind it leaves as `CameraLost`, with a sentence.

A frame lives in memory and dies there: it has no text, cannot be pickled, copied into a message or written to a
log. That is a property of the type, so that nobody has to remember it.
"""

from typing import TYPE_CHECKING, Never, Protocol

if TYPE_CHECKING:
    from kiosk.camera.pixels import Pixels


class CameraLost(Exception):  # noqa: N818 - what happened, in the words of the kiosk
    """The camera gives no frames: missing, unplugged, taken by another program, or silent for too long."""


class Frame:
    """One look of the camera, for the screen and the decoder only.

    `pixels` is what the screen shows. Hardware that delivers brightness beside it, in a smaller plane, spares the
    decoder the reckoning: that plane is `luma`.
    """

    __slots__ = ("_luma", "pixels")

    def __init__(self, pixels: "Pixels", luma: "Pixels | None" = None) -> None:
        self.pixels = pixels
        self._luma = luma

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture to show, in pixels."""
        height, width = self.pixels.shape[:2]
        return int(width), int(height)

    def gray(self) -> "Pixels":
        """Brightness only, as decoders want it; weights of ITU-R BT.601 in 256ths."""
        if self._luma is not None:
            return self._luma
        if self.pixels.ndim == 2:
            return self.pixels
        # Sixteen bits hold 255 * 256; floating point would take five times as long.
        wide = self.pixels.astype("uint16")
        bright: Pixels = ((wide[..., 0] * 77 + wide[..., 1] * 150 + wide[..., 2] * 29) >> 8).astype("uint8")
        return bright

    def __repr__(self) -> str:
        return "Frame()"

    def __reduce_ex__(self, protocol: object) -> Never:
        raise TypeError("A camera frame never leaves memory: it cannot be pickled, copied or stored.")


class Camera(Protocol):
    """Anything that gives frames. `open` and `frame` raise `CameraLost` and nothing else; `close` raises nothing."""

    def open(self) -> None:
        """Get ready. Libraries of the hardware are imported here and not before."""

    def frame(self) -> Frame:
        """The newest frame, within two seconds; a camera that is silent longer is lost."""

    def hold(self, card: str) -> None:
        """Hold this practice card before the lens, or nothing when empty: stand-ins obey, real cameras do nothing."""

    def close(self) -> None:
        """Let the hardware go, as often as one likes."""
