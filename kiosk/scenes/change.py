"""What must be painted anew when one scene follows another.

Law: painting the new scene inside the boxes returned gives the same pixels as painting all of it. It holds because
every mark that two scenes do not share lies in a box, and the shared ones keep their order.
"""

from collections.abc import Iterator

from kiosk.scenes.values import Box, Item, Mark, Scene

MOST = 0.6
"""Share of the screen from which painting all of it is cheaper than many boxes."""


def change(old: Scene, new: Scene) -> tuple[Box, ...] | None:
    """Boxes that do not overlap; `None` for the whole screen; empty when nothing is to be painted."""
    if (old.width, old.height, old.paper) != (new.width, new.height, new.paper) or not _same_order(old, new):
        return None
    boxes = merged(_differing(old, new))
    area = sum(box.w * box.h for box in boxes)
    return None if area > MOST * new.width * new.height else boxes


def merged(boxes: Iterator[Box]) -> tuple[Box, ...]:
    """Overlapping boxes as one, until none overlap."""
    apart: list[Box] = []
    for box in boxes:
        if box.w <= 0 or box.h <= 0:
            continue
        grown = box
        while met := [other for other in apart if other.meets(grown)]:
            apart = [other for other in apart if not other.meets(grown)]
            for other in met:
                grown = grown.union(other)
        apart.append(grown)
    return tuple(apart)


def _same_order(old: Scene, new: Scene) -> bool:
    """Whether the items that both scenes have lie in the same order."""
    before, after = [item.name for item in old.items], [item.name for item in new.items]
    both = set(before) & set(after)
    return [name for name in before if name in both] == [name for name in after if name in both]


def _differing(old: Scene, new: Scene) -> Iterator[Box]:
    before, after = ({item.name: item for item in scene.items} for scene in (old, new))
    for name in before.keys() | after.keys():
        was, now = before.get(name), after.get(name)
        if was != now:
            yield from (mark.box for mark in _marks(was, now))


def _marks(was: Item | None, now: Item | None) -> tuple[Mark, ...]:
    """Marks that are not in both: all but the common beginning and end of the two lists."""
    old, new = was.marks if was else (), now.marks if now else ()
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return (*old[head : len(old) - tail], *new[head : len(new) - tail])
