"""Which control a finger means. Boxes grow by half a gap, so that no dead strip lies between two controls."""

from kiosk.scenes.values import Box, Item, Scene

CONTROLS = ("button", "key", "target")


def hit(scene: Scene, x: int, y: int) -> Item | None:
    """The topmost control at a point, else the nearest within the slop; never a dead one."""
    controls = [item for item in reversed(scene.items) if touchable(item)]
    inside = next((item for item in controls if item.box.holds(x, y)), None)
    if inside is not None:
        return inside
    near = [item for item in controls if item.box.inset(-scene.slop).holds(x, y)]
    return min(near, key=lambda item: distance(item.box, x, y), default=None)


def touchable(item: Item) -> bool:
    """Whether touching it does anything."""
    return item.role in CONTROLS and item.means is not None and not item.dead


def distance(box: Box, x: int, y: int) -> int:
    """Square of the distance from a point to a box; 0 inside."""
    across = max(box.x - x, 0, x - box.right + 1)
    down = max(box.y - y, 0, y - box.bottom + 1)
    return across * across + down * down
