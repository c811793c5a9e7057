"""Where everything stands in the wiring picture. No two wires cross or touch; `tests/panel/test_wiring.py` looks."""

from msgspec import Struct

from kiosk.panel.wiring import BY_NAME, PIN_OF

Point = tuple[float, float]

WIDE, HIGH = 1080, 1010
LEFT_X, RIGHT_X, FIRST_Y, PITCH = 505, 575, 150, 39
"""The two columns of the header, its first row, and from row to row."""


class Place(Struct, frozen=True):
    """Where a part is drawn: the height of its signal, and how far from the header its wire turns."""

    y: int
    turn: int


PLACES: dict[str, Place] = {
    "jack": Place(230, 60),
    "back": Place(440, 60),
    "again": Place(540, 90),
    "next": Place(640, 120),
    "help_lamp": Place(800, 60),
    "light": Place(190, 60),
    "presence": Place(350, 90),
    "status_lamp": Place(510, 60),
    "camera_lamp": Place(655, 60),
    "help": Place(860, 60),
}
"""Where wires go up, the upper ones turn nearer to the header, so that none crosses another."""

LEFT_EDGE, RIGHT_EDGE = 330, 750
"""Where the parts of either side begin."""


def pin_at(pin: int) -> Point:
    """The middle of a pin: odd ones left, even ones right."""
    return (LEFT_X if pin % 2 else RIGHT_X), FIRST_Y + (pin - 1) // 2 * PITCH


def wire_of(name: str) -> tuple[Point, ...]:
    """The way of a wire from its pin to its part."""
    x, y = pin_at(PIN_OF[BY_NAME[name].drawn])
    place, left = PLACES[name], x == LEFT_X
    side = -1 if left else 1
    turn = (LEFT_X if left else RIGHT_X) + side * (50 + place.turn)
    return ((x, y), (turn, y), (turn, place.y), (LEFT_EDGE if left else RIGHT_EDGE, place.y))


def outwards(name: str) -> tuple[float, float, int]:
    """The end of its wire, and which way is away from the header."""
    x, y = wire_of(name)[-1]
    return x, y, -1 if x == LEFT_EDGE else 1
