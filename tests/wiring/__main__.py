"""Draw the picture in every language."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kiosk.core.units import LANGS, Lang
from kiosk.panel.wiring import BY_NAME, GROUND, PIN_OF, POWER, RESERVED
from tests.wiring.parts import DRAWS, Words, ground
from tests.wiring.pen import AMBER, BOARD, DARK, GREY, INK, PALE, RED, WIRE, Pen
from tests.wiring.plan import FIRST_Y, HIGH, LEFT_X, PITCH, PLACES, RIGHT_X, WIDE, pin_at, wire_of
from tests.wiring.words import WORDS

if TYPE_CHECKING:
    from pygame import Surface

GPIO_OF = {pin: gpio for gpio, pin in PIN_OF.items()}


def drawn(lang: Lang) -> "Surface":
    """The picture."""
    import pygame

    pen = Pen()
    words = WORDS[lang]
    pen.text(words["title"], (WIDE / 2, 34), 24, INK, "centre")
    pen.text(words["seen"], (WIDE / 2, 66), 15, PALE, "centre")
    _header(pen)
    for name in PLACES:
        _wire(pen, name)
        DRAWS[name](pen, name, words)
    _legend(pen, words)
    return pygame.transform.smoothscale(pen.surface, (WIDE, HIGH))


def _header(pen: Pen) -> None:
    used = {PIN_OF[BY_NAME[name].drawn]: name for name in PLACES}
    top = FIRST_Y - 34
    pen.box((LEFT_X - 34, top, RIGHT_X - LEFT_X + 68, 20 * PITCH + 30), BOARD, radius=12)
    pen.box((LEFT_X - 22, top + 12, RIGHT_X - LEFT_X + 44, 20 * PITCH + 6), "#16161C", radius=4)
    for pin in range(1, 41):
        at = pin_at(pin)
        fill, label = _pin(pin)
        fill = WIRE[used[pin]] if pin in used else fill
        if pin == 1:
            pen.box((at[0] - 16, at[1] - 16, 32, 32), "#E9C46A", radius=3)
        pen.dot(at, 13.5, fill, "#E9C46A")
        pen.text(str(pin), at, 13, "#FFFFFF", "centre")
        left = pin % 2 == 1
        x = LEFT_X - 42 if left else RIGHT_X + 42
        colour = WIRE[used[pin]] if pin in used else fill if pin in POWER or pin in GROUND else GREY
        pen.text(label, (x, at[1] - (9 if pin in used else 0)), 12, colour, "right" if left else "left")


def _pin(pin: int) -> tuple[str, str]:
    """Its colour, and what stands beside it."""
    if pin in POWER:
        return (RED if POWER[pin] == "5V" else AMBER), "5 V" if POWER[pin] == "5V" else "3.3 V"
    if pin in GROUND:
        return DARK, "GND"
    gpio = GPIO_OF[pin]
    return ("#4A4A55" if gpio in RESERVED or gpio == 0 else "#7B7688"), f"GPIO {gpio}"


def _wire(pen: Pen, name: str) -> None:
    pen.line(wire_of(name)[1:], WIRE[name], 3.4)
    (x, y), (turn, _) = wire_of(name)[:2]
    pen.line(((x - 16 if x == LEFT_X else x + 16, y), (turn, y)), WIRE[name], 3.4)


def _legend(pen: Pen, words: Words) -> None:
    y = HIGH - 34
    ground(pen, 60, y - 14)
    pen.text(words["ground"], (86, y), 14, INK)
    pen.dot((412, y), 9, AMBER)
    pen.text(words["3v3"], (430, y), 14, INK)
    pen.dot((735, y), 9, RED)
    pen.text(words["5v"], (753, y), 14, INK)


def pictures() -> Iterator[tuple[str, "Surface"]]:
    """Name and picture, in every language."""
    for lang in LANGS:
        yield f"panel-wiring-{lang}", drawn(lang)


def main() -> None:
    from tests.pictures import kept

    for name, picture in pictures():
        kept(picture, name)


if __name__ == "__main__":
    main()
