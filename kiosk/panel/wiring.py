"""What may be wired to the 40-pin header, and where. Settings, documents and the wiring picture follow these tables.

Raspberry Pi 3, 4, 5 and Zero 2 W have the same header; the numbers are those of GPIO lines, not of its pins.
"""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

Kind = Literal["button", "lamp", "sensor"]


class Wire(Struct, frozen=True):
    """One thing of the panel. `gpio` is where it is unless the settings say otherwise; 0: not wired.

    `drawn` is where the wiring picture has it: the same, or for what is not wired by itself the place kept for it.
    """

    name: str
    kind: Kind
    gpio: int
    drawn: int
    to_ground: bool = False
    """It closes to ground, so it is on when its line is low."""


WIRES: tuple[Wire, ...] = (
    Wire("back", "button", 5, 5, to_ground=True),
    Wire("again", "button", 6, 6, to_ground=True),
    Wire("next", "button", 13, 13, to_ground=True),
    Wire("help", "button", 16, 16, to_ground=True),
    Wire("help_lamp", "lamp", 26, 26),
    Wire("camera_lamp", "lamp", 12, 12),
    Wire("status_lamp", "lamp", 25, 25),
    Wire("presence", "sensor", 0, 24),
    Wire("light", "sensor", 0, 23),
    Wire("jack", "sensor", 0, 22, to_ground=True),
)

BY_NAME = {wire.name: wire for wire in WIRES}

PINS: dict[str, int] = {wire.name: wire.gpio for wire in WIRES if wire.gpio}
"""What is wired unless the settings say otherwise. A lamp that is not there harms nobody; a sensor that is not there
would say for ever that nobody comes."""

ALL: dict[str, int] = {wire.name: wire.drawn for wire in WIRES}
"""Everything there can be, as the wiring picture has it."""

RESERVED: dict[int, str] = {
    1: "the memory of boards on top",
    2: "a battery clock",
    3: "a battery clock",
    14: "the serial console",
    15: "the serial console",
    18: "a sound board",
    19: "a sound board",
    20: "a sound board",
    21: "a sound board",
}
"""GPIO → what it is kept for. Two of them have a resistor of their own besides (2, 3), so a sensor would read wrong."""

POWER: dict[int, str] = {1: "3V3", 2: "5V", 4: "5V", 17: "3V3"}
GROUND = (6, 9, 14, 20, 25, 30, 34, 39)
"""Pins of the header that carry no line; the rest of it is in `PIN_OF`."""

PIN_OF: dict[int, int] = {
    2: 3, 3: 5, 4: 7, 14: 8, 15: 10, 17: 11, 18: 12, 27: 13, 22: 15, 23: 16, 24: 18, 10: 19, 9: 21, 25: 22, 11: 23,
    8: 24, 7: 26, 0: 27, 1: 28, 5: 29, 6: 31, 12: 32, 13: 33, 19: 35, 16: 36, 26: 37, 20: 38, 21: 40,
}  # fmt: skip
"""GPIO → pin of the header, counted from the corner away from the network socket (Raspberry Pi's documentation)."""


def faults(pins: Mapping[str, int]) -> dict[str, str]:
    """What is wrong with a pin map: name → sentence without its subject."""
    wrong: dict[str, str] = {}
    owners: dict[int, str] = {}
    for name, gpio in pins.items():
        if gpio in RESERVED:
            wrong[name] = f"is on GPIO {gpio}, which is kept for {RESERVED[gpio]}: take another"
        elif owners.setdefault(gpio, name) != name:
            wrong[name] = f"and panel.{owners[gpio]} are both on GPIO {gpio}: move one"
    return wrong
