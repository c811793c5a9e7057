"""libzbar for QR codes only, giving the bytes that are in the code.

Why not `pyzbar.decode`: it takes zbar's guess of the text's encoding, and zbar guesses Japanese or Chinese for most
Vietnamese words in UTF-8 (`Huế` comes back as `Hu蘯ｿ`; 24 of 39 strings measured wrong). Binary mode gives the bytes
untouched. It also makes a new scanner for every image and looks for a dozen kinds of bar codes, which costs twice
the time and reports codes that are not there.
"""

from collections.abc import Iterator
from ctypes import c_char_p, c_void_p, cast, string_at
from typing import TYPE_CHECKING, Any

from kiosk.camera.sight import Corners, Sight

if TYPE_CHECKING:
    from kiosk.camera.pixels import Pixels

BINARY = 4
"""ZBAR_CFG_BINARY of libzbar 0.23; pyzbar's enumeration does not know it."""

_EVERY_SYMBOL = 0
_GRAY = int.from_bytes(b"Y800", "little")


class ZbarMissing(Exception):  # noqa: N818 - what happened
    """libzbar is not installed, or too old to give bytes."""


class Zbar:
    """One scanner for life, used by one thread."""

    def __init__(self) -> None:
        self._zbar = _library()
        self._scanner = self._zbar.zbar_image_scanner_create()
        code, enable = self._zbar.ZBarSymbol.QRCODE, self._zbar.ZBarConfig.CFG_ENABLE
        self._set(_EVERY_SYMBOL, enable, 0)
        self._set(code, enable, 1)
        if self._set(code, BINARY, 1):
            self.close()
            raise ZbarMissing("This libzbar is older than 0.23 and garbles Vietnamese text; install a newer libzbar0.")

    def _set(self, symbol: int, setting: int, value: int) -> bool:
        return bool(self._zbar.zbar_image_scanner_set_config(self._scanner, symbol, setting, value))

    def read(self, gray: "Pixels") -> bytes | None:
        """The bytes of the first code in a gray image, or `None`."""
        return next((sight.payload for sight in self.look(gray)), None)

    def look(self, gray: "Pixels") -> tuple[Sight, ...]:
        """All codes in a gray image."""
        height, width = gray.shape
        # The bytes must outlive the scan: zbar keeps only a pointer to them.
        pixels = gray.tobytes()
        image = self._zbar.zbar_image_create()
        try:
            self._zbar.zbar_image_set_format(image, _GRAY)
            self._zbar.zbar_image_set_size(image, width, height)
            self._zbar.zbar_image_set_data(image, cast(c_char_p(pixels), c_void_p), len(pixels), None)
            found = self._zbar.zbar_scan_image(self._scanner, image) > 0
            return tuple(self._sights(image, width, height)) if found else ()
        finally:
            self._zbar.zbar_image_destroy(image)

    def _sights(self, image: Any, width: int, height: int) -> Iterator[Sight]:
        symbol = self._zbar.zbar_image_first_symbol(image)
        while symbol:
            size = self._zbar.zbar_symbol_get_data_length(symbol)
            payload = string_at(self._zbar.zbar_symbol_get_data(symbol), size)
            yield Sight(payload, self._corners(symbol, width, height))
            symbol = self._zbar.zbar_symbol_next(symbol)

    def _corners(self, symbol: Any, width: int, height: int) -> Corners:
        x, y = self._zbar.zbar_symbol_get_loc_x, self._zbar.zbar_symbol_get_loc_y
        points = range(self._zbar.zbar_symbol_get_loc_size(symbol))
        return tuple((x(symbol, point) / width, y(symbol, point) / height) for point in points)

    def close(self) -> None:
        """Free the scanner."""
        if self._scanner is not None:
            self._zbar.zbar_image_scanner_destroy(self._scanner)
            self._scanner = None


def _library() -> Any:
    try:
        from pyzbar import wrapper  # noqa: PLC0415 - loads libzbar, which may be missing
    except (ImportError, OSError) as missing:
        raise ZbarMissing("libzbar is missing; install the package libzbar0.") from missing
    return wrapper
