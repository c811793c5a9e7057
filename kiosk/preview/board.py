"""What open pages have to be told: the newest state of every block of the page, numbered in the order of change."""

from collections.abc import Mapping
from threading import Condition

from msgspec import Struct


class News(Struct, frozen=True):
    """What changed since a revision. `again`: so much that the page must be loaded anew."""

    revision: int
    blocks: tuple[tuple[str, str], ...] = ()
    again: bool = False


class Board:
    """Written by whoever draws, read by any number of pages. Holds each block once, however often it changes."""

    def __init__(self) -> None:
        self._blocks: dict[str, str] = {}
        self._changed: dict[str, int] = {}
        self._revision = 0
        self._again = 0
        self._closed = False
        self._bell = Condition()
        self.told = 0
        """How many changes were told so far; a bench counts them."""

    @property
    def revision(self) -> int:
        """The number of the newest change."""
        with self._bell:
            return self._revision

    @property
    def closed(self) -> bool:
        """Whether nothing will change any more."""
        with self._bell:
            return self._closed

    def block(self, name: str, html: str) -> None:
        """One block as it is now."""
        with self._bell:
            self._set(name, html)
            self._bell.notify_all()

    def every(self, blocks: Mapping[str, str]) -> None:
        """All blocks as they are now; when there are others than before, pages are loaded anew."""
        with self._bell:
            if self._blocks.keys() != blocks.keys():
                self._again = self._revision = self._revision + 1
                self._blocks = {name: html for name, html in self._blocks.items() if name in blocks}
            for name, html in blocks.items():
                self._set(name, html)
            self._bell.notify_all()

    def close(self) -> None:
        """Let whoever waits go."""
        with self._bell:
            self._closed = True
            self._bell.notify_all()

    def since(self, revision: int, timeout: float) -> News:
        """What changed after a revision; waits for it as long as allowed."""
        with self._bell:
            self._bell.wait_for(lambda: self._closed or self._revision != revision, timeout)
            if revision > self._revision or revision < self._again:  # an older server's page, or other blocks
                return News(self._revision, again=True)
            names = [name for name, changed in self._changed.items() if changed > revision and name in self._blocks]
            return News(self._revision, tuple((name, self._blocks[name]) for name in names))

    def _set(self, name: str, html: str) -> None:
        if self._blocks.get(name) != html:
            self._revision += 1
            self.told += 1
            self._blocks[name], self._changed[name] = html, self._revision
