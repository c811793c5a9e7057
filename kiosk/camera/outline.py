"""The found code, drawn round in the picture that the screen shows: she sees at once that the kiosk has it."""

from typing import TYPE_CHECKING

from kiosk.camera.seam import Frame
from kiosk.camera.sight import Corners

if TYPE_CHECKING:
    from kiosk.camera.pixels import Pixels

GREEN, EDGE = (64, 224, 128), (10, 40, 30)
"""Light on dark, so that it shows on white paper and on dark screens alike."""


def outlined(frame: Frame, corners: Corners) -> Frame:
    """Another frame with a line round the code; the one given is shared and stays as it is."""
    if len(corners) < 3:
        return frame
    pixels = frame.pixels.copy()
    thick = max(2, min(frame.size) // 120)
    for colour, width in ((EDGE, thick + 2), (GREEN, thick)):
        for start, end in zip(corners, corners[1:] + corners[:1], strict=True):
            _line(pixels, start, end, colour, width)
    return Frame(pixels)


def _line(
    pixels: "Pixels", start: tuple[float, float], end: tuple[float, float], colour: tuple[int, int, int], thick: int
) -> None:
    import numpy as np  # noqa: PLC0415 - only who looks through a camera pays for it

    height, width = pixels.shape[:2]
    # A point for every pixel of the longer side leaves no gaps.
    steps = int(max(abs(end[0] - start[0]) * width, abs(end[1] - start[1]) * height)) + 1
    x = np.linspace(start[0], end[0], steps) * width
    y = np.linspace(start[1], end[1], steps) * height
    for down in range(-(thick // 2), thick - thick // 2):
        for right in range(-(thick // 2), thick - thick // 2):
            rows = np.clip(y + down, 0, height - 1).astype(np.intp)
            columns = np.clip(x + right, 0, width - 1).astype(np.intp)
            pixels[rows, columns] = colour if pixels.ndim == 3 else sum(colour) // 3
