"""What is wrong with a scene, in sentences. Empty means: readable, reachable, spoken.

Exempt on purpose: dead things (disabled controls, WCAG 1.4.3) and what lies under a veil, from contrast; digits of the
keypad from having a picture, for a digit is its own picture.
"""

from collections.abc import Iterator
from itertools import combinations

from kiosk.scenes.contrast import contrast, veiled
from kiosk.scenes.grid import key_gap
from kiosk.scenes.hit import touchable
from kiosk.scenes.look import Look
from kiosk.scenes.values import Box, Code, Colour, Icon, Ink, Item, Mark, Picture, Plate, Scene, Veil

WORDS_CONTRAST = 7.0
SIGNS_CONTRAST = 3.0


def faults(scene: Scene, look: Look) -> tuple[str, ...]:
    """Every fault of a scene, each as one sentence."""
    return (
        *_names(scene),
        *(fault for item in scene.items for fault in _boxes(scene, item, look)),
        *(fault for item in scene.items if touchable(item) for fault in _control(item, look)),
        *_neighbours(scene, look),
        *_phone(scene),
        *_contrasts(scene),
    )


def _names(scene: Scene) -> Iterator[str]:
    names = [item.name for item in scene.items]
    yield from (f"Two items are named {name}." for name in sorted({name for name in names if names.count(name) > 1}))


def _boxes(scene: Scene, item: Item, look: Look) -> Iterator[str]:
    screen = Box(0, 0, scene.width, scene.height)
    if not screen.contains(item.box):
        yield f"{item.name} stands out of the screen."
    for mark in item.marks:
        what = f"“{mark.text}”" if isinstance(mark, Ink) else type(mark).__name__
        if not item.box.contains(mark.box):
            yield f"{what} stands out of the box of {item.name}."
        if mark.box.w < 1 or mark.box.h < 1:
            yield f"{what} of {item.name} has no room at all."
        if isinstance(mark, Ink):
            yield from _ink(item, mark, look)


def _ink(item: Item, ink: Ink, look: Look) -> Iterator[str]:
    if look.measure(ink.text, ink.face) > ink.box.w:
        yield f"“{ink.text}” of {item.name} is wider than its box."
    if ink.face.px < look.small_px():
        yield f"“{ink.text}” of {item.name} is smaller than can be read."


def _control(item: Item, look: Look) -> Iterator[str]:
    least, mm = (look.phone_finger, 16) if item.role == "target" else (look.finger, 20)
    if min(item.box.w, item.box.h) < least:
        yield f"{item.name} is smaller than {mm} mm."
    words = [mark.text for mark in item.marks if isinstance(mark, Ink)]
    signs = [mark for mark in item.marks if isinstance(mark, Icon | Picture | Code)]
    if not "".join(words).strip():
        yield f"{item.name} has no word."
    if not signs and not (item.role == "key" and "".join(words).isdigit()):
        yield f"{item.name} has no picture."
    if not item.says:
        yield f"{item.name} says nothing."


def _neighbours(scene: Scene, look: Look) -> Iterator[str]:
    controls = [item for item in scene.items if touchable(item)]
    for one, other in combinations(controls, 2):
        if one.box.meets(other.box):
            yield f"{one.name} and {other.name} overlap."
        elif one.box.inset(-_apart(one, other, look)).meets(other.box):
            yield f"{one.name} and {other.name} are closer than 3 mm."


def _apart(one: Item, other: Item, look: Look) -> int:
    return key_gap(look) if "key" in {one.role, other.role} else look.gap


def _phone(scene: Scene) -> Iterator[str]:
    """What the phone shows must fit in it: nothing scrolls."""
    device = next((item for item in scene.items if item.name == "phone"), None)
    if device is None:
        return
    screen = device.marks[-1].box
    for item in scene.items:
        inside = item.role in ("target", "text", "picture") and item.box.meets(device.box)
        if inside and not screen.contains(item.box):
            yield f"{item.name} does not fit in the phone."


def _contrasts(scene: Scene) -> Iterator[str]:
    laid: list[tuple[Mark, Item]] = [(mark, item) for item in scene.items for mark in item.marks]
    for at, (mark, item) in enumerate(laid):
        if not isinstance(mark, Ink | Icon) or item.dead or _under_veil(mark, laid[at + 1 :]):
            continue
        least = WORDS_CONTRAST if isinstance(mark, Ink) else SIGNS_CONTRAST
        what = f"“{mark.text}”" if isinstance(mark, Ink) else f"the sign {mark.name}"
        for ground in grounds(scene.paper, mark.box, [other for other, _ in laid[:at]]):
            ratio = contrast(mark.colour, ground)
            if ratio < least:
                yield f"{what} of {item.name} has a contrast of {ratio:.1f} : 1 on {ground}."


def grounds(paper: Colour, box: Box, below: list[Mark]) -> tuple[Colour, ...]:
    """Every colour that may lie right under a box: the topmost that fills it, and all that lie in part over that."""
    seen: list[Colour] = [paper]
    for mark in below:
        if isinstance(mark, Plate) and mark.fill and mark.box.meets(box):
            seen = [mark.fill] if mark.box.contains(box) else [*seen, mark.fill]
        elif isinstance(mark, Veil) and mark.box.meets(box):
            through = [veiled(colour, mark.colour, mark.strength) for colour in seen]
            seen = through if mark.box.contains(box) else [*seen, *through]
    return tuple(dict.fromkeys(seen))


def _under_veil(mark: Mark, above: list[tuple[Mark, Item]]) -> bool:
    return any(isinstance(other, Veil) and other.box.meets(mark.box) for other, _ in above)
