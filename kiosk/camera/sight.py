"""A code that was seen: what is in it, and where it is. Like a frame it lives in memory and says nothing of itself."""

from collections.abc import Sequence
from math import hypot
from typing import Never

Corners = tuple[tuple[float, float], ...]
"""Four points around a code, each as a part of the picture's width and height: the same in every size of it."""

IN_DOUBT = 0.12
"""Two codes whose distances from the middle differ by less than this part of the picture's height are equally near."""


class Sight:
    """One code in one picture. `payload` is `None` when several codes are equally near and somebody has to choose."""

    __slots__ = ("corners", "payload")

    def __init__(self, payload: bytes | None, corners: Corners = ()) -> None:
        self.payload = payload
        self.corners = corners

    def __repr__(self) -> str:
        return "Sight()"

    def __reduce_ex__(self, protocol: object) -> Never:
        raise TypeError("What was read from a code never leaves memory: it cannot be pickled, copied or stored.")


def chosen(sights: Sequence[Sight], width: int, height: int) -> Sight | None:
    """The code nearest to the middle of the picture; of two different ones about equally near, neither."""
    if not sights:
        return None
    by_distance = sorted(sights, key=lambda sight: _distance(sight, width / height))
    nearest, reach = by_distance[0], _distance(by_distance[0], width / height) + IN_DOUBT
    rivals = (sight for sight in by_distance[1:] if _distance(sight, width / height) < reach)
    return Sight(None) if any(rival.payload != nearest.payload for rival in rivals) else nearest


def _distance(sight: Sight, shape: float) -> float:
    """Of the middle of a code from the middle of the picture, as a part of the picture's height."""
    if not sight.corners:
        return 0.0
    x, y = (sum(along) / len(sight.corners) - 0.5 for along in zip(*sight.corners, strict=True))
    return hypot(x * shape, y)
