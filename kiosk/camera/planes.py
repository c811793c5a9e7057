"""From the bytes of a camera's buffer to rows of pixels. Rows may be longer in memory than in the picture.

Formats have libcamera's names. Colours follow ITU-R BT.601 in full range, as webcams and JPEG have it, in whole numbers
of 64ths: at most three steps of 255 away from the exact value, and half the time of floating point.
"""

import numpy as np
import numpy.typing as npt

from kiosk.camera.pixels import Pixels

_PLANAR = frozenset({"YUV420", "YVU420", "NV12", "NV21"})
_PACKED = {"BGR888": 3, "RGB888": 3, "XBGR8888": 4, "XRGB8888": 4}

LUMINOUS = _PLANAR | {"YUYV"}
COLOURED = frozenset({*_PACKED, "NV12", "YUYV"})

_Wide = npt.NDArray[np.int16]


class StrangeFormat(ValueError):  # noqa: N818 - what happened
    """A layout of pixels that nobody asked for."""


def luma(form: str, raw: Pixels, width: int, height: int, stride: int) -> Pixels:
    """Brightness of a picture; rows without a gap are not copied."""
    if form in _PLANAR:
        return np.ascontiguousarray(_rows(raw, height, stride)[:, :width])
    if form == "YUYV":
        return np.ascontiguousarray(_rows(raw, height, stride)[:, : 2 * width : 2])
    if form in _PACKED:
        picture = colours(form, raw, width, height, stride).astype(np.uint16)
        return ((picture[..., 0] * 77 + picture[..., 1] * 150 + picture[..., 2] * 29) >> 8).astype(np.uint8)
    raise StrangeFormat(f"No brightness is known in pictures of the format {form}.")


def colours(form: str, raw: Pixels, width: int, height: int, stride: int) -> Pixels:
    """Red, green and blue of a picture."""
    rows = _rows(raw, height, stride)
    if form in _PACKED:
        size = _PACKED[form]
        pixels = rows[:, : size * width].reshape(height, width, size)
        # libcamera reads a name as a little-endian number: BGR has red first in memory.
        return np.ascontiguousarray(pixels[..., :3] if "BGR" in form else pixels[..., 2::-1])
    if form == "NV12":
        pairs = _rows(raw[height * stride :], height // 2, stride)[:, :width]
        return _painted(rows[:, :width], pairs[:, 0::2].repeat(2, 0), pairs[:, 1::2].repeat(2, 0))
    if form == "YUYV":
        return _painted(rows[:, : 2 * width : 2], rows[:, 1 : 2 * width : 4], rows[:, 3 : 2 * width : 4])
    raise StrangeFormat(f"No colours are known in pictures of the format {form}.")


def _rows(raw: Pixels, height: int, stride: int) -> Pixels:
    return raw[: height * stride].reshape(height, stride)


def _painted(bright: Pixels, blueness: Pixels, redness: Pixels) -> Pixels:
    """One brightness a pixel, one colour for two neighbours."""
    light = bright.astype(np.int16)
    blue, red = (plane.astype(np.int16).repeat(2, 1) - 128 for plane in (blueness, redness))
    picture = np.empty((*bright.shape, 3), np.uint8)
    picture[..., 0] = _byte(light + (red * 90 >> 6))
    picture[..., 1] = _byte(light - ((blue * 22 + red * 46) >> 6))
    picture[..., 2] = _byte(light + (blue * 113 >> 6))
    return picture


def _byte(values: _Wide) -> _Wide:
    return values.clip(0, 255)
