"""The parts, each drawn from the end of its wire outwards."""

from tests.wiring.pen import AMBER, DARK, GREY, INK, PALE, PAPER, RED, WIRE, Pen
from tests.wiring.plan import Point, outwards

Words = dict[str, str]


def ground(pen: Pen, x: float, y: float) -> None:
    """The sign of ground, hanging under a point."""
    pen.line(((x, y), (x, y + 12)), DARK, 2.6)
    for n, half in enumerate((12, 8, 4)):
        pen.line(((x - half, y + 12 + 6 * n), (x + half, y + 12 + 6 * n)), DARK, 2.6)


def _supply(pen: Pen, x: float, y: float, volts: str) -> None:
    """An arrow up to a supply."""
    colour = RED if volts == "5 V" else AMBER
    pen.line(((x, y), (x, y - 14)), colour, 2.6)
    pen.shape(((x - 7, y - 12), (x + 7, y - 12), (x, y - 24)), colour)
    pen.text(volts, (x, y - 35), 13, colour, "centre")


def _resistor(pen: Pen, name: str, ohms: str) -> float:
    """At the end of the wire, 62 long; where the line goes on."""
    x, y, side = outwards(name)
    pen.line(((x, y), (x + side * 62, y)), WIRE[name])
    pen.box((x + (8 if side > 0 else -54), y - 9, 46, 18), "#F3E3C3", INK, radius=3)
    pen.text(ohms, (x + side * 31, y - 20), 13, INK, "centre")
    return x + side * 62


def _name(pen: Pen, words: Words, name: str, at: Point, side: int) -> None:
    pen.text(words[name], at, 17, WIRE[name], "right" if side < 0 else "left")
    pen.text(words.get(f"{name}_says", ""), (at[0], at[1] + 21), 13, PALE, "right" if side < 0 else "left")


def _button(pen: Pen, name: str, words: Words) -> None:
    x, y, side = outwards(name)
    x = _resistor(pen, name, "1 kΩ")
    far = x + side * 74
    for end in (x + side * 12, x + side * 62):
        pen.line(((x if end == x + side * 12 else far, y), (end, y)), WIRE[name] if end == x + side * 12 else DARK)
        pen.dot((end, y), 5, PAPER, INK)
    pen.line(((x + side * 12, y - 15), (x + side * 62, y - 15)), INK, 3.4)
    pen.line(((x + side * 37, y - 15), (x + side * 37, y - 26)), INK, 3.4)
    pen.box((x + side * 37 - 17, y - 37, 34, 11), WIRE[name], radius=4)
    ground(pen, far, y)
    _name(pen, words, name, (x + side * 96, y - 12), side)


def _status(pen: Pen, name: str, words: Words) -> None:
    x, y, side = outwards(name)
    x = _resistor(pen, name, "330 Ω")
    _led(pen, x + 34, y, WIRE[name])
    pen.line(((x, y), (x + 20, y)), WIRE[name])
    pen.line(((x + 50, y), (x + 74, y)), DARK)
    ground(pen, x + 74, y)
    _name(pen, words, name, (x + 96, y - 12), side)


def _led(pen: Pen, x: float, y: float, colour: str) -> None:
    pen.shape(((x - 14, y - 13), (x - 14, y + 13), (x + 14, y)), colour)
    pen.line(((x + 15, y - 13), (x + 15, y + 13)), colour, 3.4)
    for by in (0, 11):
        pen.line(((x + by - 2, y - 18), (x + by + 8, y - 30)), colour, 2.4)
        pen.shape(((x + by + 12, y - 35), (x + by + 2, y - 29), (x + by + 10, y - 23)), colour)


def _lamp(pen: Pen, name: str, words: Words) -> None:
    """Gate by 220 Ω, held low by 100 kΩ, source to ground, drain to the lamp, the lamp to 5 V."""
    _, y, side = outwards(name)
    gate = _resistor(pen, name, "220 Ω")
    pen.dot((gate, y), 4, WIRE[name])
    pen.line(((gate, y), (gate, y + 20)), WIRE[name], 2.6)
    pen.box((gate - 9, y + 20, 18, 42), "#F3E3C3", INK, radius=3)
    pen.text("100 kΩ", (gate - side * 14, y + 41), 13, INK, "right" if side > 0 else "left")
    ground(pen, gate, y + 62)
    body = gate + side * 52
    pen.line(((gate, y), (body - side * 24, y)), WIRE[name])
    pen.box((body - 24, y - 26, 48, 52), "#ECECF2", INK, radius=8)
    pen.text("G", (body - side * 14, y), 13, INK, "centre")
    pen.text("D", (body + side * 13, y - 14), 13, INK, "centre")
    pen.text("S", (body + side * 13, y + 14), 13, INK, "centre")
    out = body + side * 44
    pen.line(((body + side * 24, y + 14), (out, y + 14), (out, y + 18)), DARK, 2.6)
    ground(pen, out, y + 18)
    pen.line(((body + side * 24, y - 14), (out, y - 14), (out, y - 22)), WIRE[name], 2.6)
    pen.dot((out, y - 40), 18, "#FFF6D6", WIRE[name])
    for turn in (1, -1):
        pen.line(((out - 11, y - 40 - 11 * turn), (out + 11, y - 40 + 11 * turn)), WIRE[name], 2.4)
    _supply(pen, out, y - 58, "5 V")
    _name(pen, words, name, (out + side * 26, y - 52), side)
    pen.text(words["transistor"], (out + side * 26, y - 9), 13, INK, "right" if side < 0 else "left")


def _module(pen: Pen, name: str, words: Words) -> None:
    x, y, side = outwards(name)
    pen.box((x, y - 34, 176, 82), "#EEF3FA", WIRE[name], radius=8)
    pen.text("OUT", (x + 10, y), 13, INK)
    pen.text("+", (x + 46, y - 20), 15, INK, "centre")
    pen.text("–", (x + 46, y + 32), 15, INK, "centre")
    _supply(pen, x + 46, y - 34, "3.3 V")
    ground(pen, x + 46, y + 48)
    if name == "presence":
        pen.dot((x + 118, y + 7), 30, "#FFFFFF", PALE)
        for radius in (22, 14, 6):
            pen.dot((x + 118, y + 7), radius, "#FFFFFF", GREY)
    else:
        pen.dot((x + 118, y + 7), 27, "#F6D9A8", PALE)
        zigzag = tuple((x + 100 + 6 * n, y + 7 + (13 if n % 2 else -13)) for n in range(7))
        pen.line(zigzag, RED, 3)
    _name(pen, words, name, (x + 192, y - 14), side)


def _jack(pen: Pen, name: str, words: Words) -> None:
    x, y, side = outwards(name)
    x = _resistor(pen, name, "1 kΩ")
    pen.box((x - 78, y - 34, 78, 68), "#ECECF2", INK, radius=8)
    pen.dot((x - 56, y - 8), 15, "#FFFFFF", INK)
    pen.dot((x - 56, y - 8), 7, "#16161C")
    pen.line(((x, y), (x - 16, y), (x - 30, y + 14)), WIRE[name], 3)
    pen.line(((x - 36, y + 16), (x - 36, y + 34)), DARK, 3)
    pen.dot((x - 16, y), 4, WIRE[name])
    ground(pen, x - 36, y + 34)
    _name(pen, words, name, (x - 92, y - 14), side)


DRAWS = {
    "back": _button, "again": _button, "next": _button, "help": _button, "help_lamp": _lamp, "camera_lamp": _lamp,
    "status_lamp": _status, "presence": _module, "light": _module, "jack": _jack,
}  # fmt: skip
