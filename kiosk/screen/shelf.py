"""Things painted before, kept while there is room: the least recently used goes first.

Bounded by bytes, not by count: one full-screen picture weighs as much as ten thousand words, and a kiosk has little
memory and runs for months.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pygame


class Shelf:
    """Surfaces by key, up to `room` bytes."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.used = 0
        self._kept: OrderedDict[Hashable, pygame.Surface] = OrderedDict()

    def get(self, key: Hashable, make: "Callable[[], pygame.Surface]") -> "pygame.Surface":
        """The surface kept under `key`, made now if there is none."""
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = make()
            self.used += weight(found)
            self._make_room()
        else:
            self._kept.move_to_end(key)
        return found

    def clear(self) -> None:
        """Throw everything away."""
        self._kept.clear()
        self.used = 0

    def _make_room(self) -> None:
        while self.used > self.room and len(self._kept) > 1:
            _, oldest = self._kept.popitem(last=False)
            self.used -= weight(oldest)

    def __len__(self) -> int:
        return len(self._kept)


def weight(surface: "pygame.Surface") -> int:
    """Bytes of the pixels of a surface."""
    return surface.get_pitch() * surface.get_height()
