"""What must be remembered from one start to the next, so that starts and errors are counted once.

One small file beside the counters: the sign of the time since the machine was switched on, whether the kiosk is
running, how many errors of the card have been told, and how many updates have failed. A kiosk that finds itself
*running* in the file, on a machine that was not switched off, did not come to its end: it hung and was started again,
or was killed.

The file is written before the numbers are, so a plug pulled between both loses one number and doubles none.
"""

from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from kiosk.durable import keep
from kiosk.stats.health import Health

NAME = "starts.json"


class _Page(Struct, frozen=True, kw_only=True):
    """What stands in the file. Unknown fields are let be: another version may have written them."""

    boot: str = ""
    running: bool = False
    errors: int | None = None
    update_at: str = ""
    failures: int = 0


class Logbook:
    """The file. No method raises: a card that takes nothing more is told by others."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / NAME
        self._page = self._read()

    def begin(self, boot: str) -> dict[str, Health]:
        """The kiosk has started: was the machine switched on, or the kiosk started again without having ended?"""
        before = self._page
        if not self._write(replace(before, boot=boot, running=True)):
            return {}
        if boot != before.boot:
            return {"boots": 1}
        return {"watchdog_restarts": 1} if before.running else {}

    def errors(self, now: int | None) -> dict[str, Health]:
        """Errors of the card since the last time. Those from before there was a kiosk are nobody's news."""
        before = self._page.errors
        if now is None or now == before or not self._write(replace(self._page, errors=now)):
            return {}
        return {"sd_errors": now - before} if before is not None and now > before else {}

    def update(self, at: str, word: str) -> dict[str, Health]:
        """What came of the last update, and how many have failed one after another; each is looked at once."""
        if at != self._page.update_at:
            failed = word not in ("ok", "none")
            self._write(replace(self._page, update_at=at, failures=self._page.failures + 1 if failed else 0))
        return {"update_last": word, "update_failures": self._page.failures}

    def end(self) -> None:
        """The kiosk has come to its end by itself."""
        if self._page.running:
            self._write(replace(self._page, running=False))

    def _read(self) -> _Page:
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=_Page)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return _Page()

    def _write(self, page: _Page) -> bool:
        try:
            keep(self._file, msgspec.json.encode(page))
        except OSError:
            return False
        self._page = page
        return True
