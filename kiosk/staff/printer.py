"""The slip printer: ESC/POS bytes for a device file, within a deadline.

The words go over as a picture drawn with the kiosk's own letters: each such printer has a code page of its own for
Vietnamese, or none. `python-escpos` makes the bytes. It would write them too, but its file waits for ever when the
paper is out, so the bytes are written here, without waiting.
"""

import errno
import fcntl
import os
import select
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic
from typing import Any, Literal

WIDTH = 384
"""Dots across of a slip of 58 mm, the narrowest there is; on one of 80 mm a margin stays."""

LETTER_PX = 30
DEADLINE_S = 6.0
"""A slip of this length takes a second."""

Trouble = Literal["unplugged", "paper", "offline", "blocked", "library"]

_LPGETSTATUS = 0x060B
_PAPER_OUT, _SELECTED, _NO_ERROR = 0x20, 0x10, 0x08
"""From <linux/lp.h>, which usblp(4) answers for USB printers too."""


class NotPrinted(Exception):  # noqa: N818 - told to staff in a word
    """No slip. `trouble` says why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble: Trouble = trouble


class SlipPrinter:
    """A printer behind a file. A plain file is a stand-in: it gets the bytes that a printer would."""

    def __init__(
        self, path: Path, font: Path | None, *, deadline_s: float = DEADLINE_S, clock: Callable[[], float] = monotonic
    ) -> None:
        self._path, self._font, self._deadline_s, self._clock = path, font, deadline_s, clock

    def print(self, lines: Sequence[str]) -> None:
        """Print these lines and cut. Raises `NotPrinted`."""
        raw = slip(lines, self._font)
        handle = self._opened()
        try:
            self._ask(handle)
            self._write(handle, raw)
        finally:
            os.close(handle)

    def _opened(self) -> int:
        try:
            return os.open(self._path, os.O_WRONLY | os.O_NONBLOCK | os.O_CLOEXEC | self._made(), 0o600)
        except OSError as error:
            raise NotPrinted("blocked" if error.errno == errno.EBUSY else "unplugged") from None

    def _made(self) -> int:
        """A stand-in is made and emptied; a device that is gone must not come back as a plain file of that name."""
        if self._path.is_relative_to("/dev") or (self._path.exists() and not self._path.is_file()):
            return 0
        self._path.parent.mkdir(parents=True, exist_ok=True)
        return os.O_CREAT | os.O_TRUNC

    @staticmethod
    def _ask(handle: int) -> None:
        """What the printer says of itself, if it says anything: a file and many cheap printers do not."""
        answer = bytearray(4)
        try:
            fcntl.ioctl(handle, _LPGETSTATUS, answer)
        except OSError:
            return
        if answer[0] & _PAPER_OUT:
            raise NotPrinted("paper")
        if not answer[0] & _SELECTED or not answer[0] & _NO_ERROR:
            raise NotPrinted("offline")

    def _write(self, handle: int, raw: bytes) -> None:
        until = self._clock() + self._deadline_s
        rest = memoryview(raw)
        while rest:
            try:
                rest = rest[os.write(handle, rest[:4096]) :]
            except BlockingIOError:
                self._wait(handle, until)
            except OSError as error:  # usblp says that no space is left when the paper is out
                raise NotPrinted("paper" if error.errno == errno.ENOSPC else "unplugged") from None

    def _wait(self, handle: int, until: float) -> None:
        left = until - self._clock()
        waiting = select.poll()
        waiting.register(handle, select.POLLOUT)
        if left <= 0 or not waiting.poll(left * 1000):
            raise NotPrinted("blocked")


def slip(lines: Sequence[str], font: Path | None) -> bytes:
    """ESC/POS bytes of a slip with these lines. Raises `NotPrinted`."""
    try:
        from escpos.printer import Dummy  # noqa: PLC0415 - only who has a printer pays for it
    except ImportError:
        raise NotPrinted("library") from None
    # A profile with a cutter; printers without one pass over the cut. Without a profile the library prints a warning.
    dummy = Dummy(profile="TM-T88V")
    dummy.image(drawn(lines, font), impl="bitImageRaster")
    dummy.cut()
    raw: bytes = dummy.output
    return raw


def drawn(lines: Sequence[str], font: Path | None) -> Any:
    """The lines as a black and white picture. Drawn by Pillow: the screen's letters belong to the screen's thread."""
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415 - comes with escpos

    letters: Any = ImageFont.truetype(str(font), LETTER_PX) if font else ImageFont.load_default(LETTER_PX)
    step = LETTER_PX * 3 // 2
    picture = Image.new("1", (WIDTH, step * (len(lines) + 1)), 1)
    pen = ImageDraw.Draw(picture)
    for number, line in enumerate(lines):
        pen.text((0, number * step), line, font=letters, fill=0)
    return picture
