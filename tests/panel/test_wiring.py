"""The tables of the wiring, and the picture that is drawn from them."""

from itertools import combinations, pairwise

import pytest

from kiosk.panel.wiring import ALL, GROUND, PIN_OF, PINS, POWER, RESERVED, WIRES, faults
from tests.wiring.plan import PLACES, Point, pin_at, wire_of

Part = tuple[Point, Point]


def test_forty_pins_are_forty_pins() -> None:
    assert sorted((*PIN_OF.values(), *POWER, *GROUND)) == list(range(1, 41))
    assert set(PIN_OF) == set(range(28))


def test_what_is_wired_is_free_and_apart() -> None:
    assert faults(PINS) == faults(ALL) == {}
    assert set(ALL) == {wire.name for wire in WIRES}
    assert not set(ALL.values()) & set(RESERVED)


@pytest.mark.parametrize(
    ("pins", "wrong"),
    [
        ({"back": 5, "help": 5}, {"help": "and panel.back are both on GPIO 5: move one"}),
        ({"light": 2}, {"light": "is on GPIO 2, which is kept for a battery clock: take another"}),
        ({"jack": 14}, {"jack": "is on GPIO 14, which is kept for the serial console: take another"}),
    ],
)
def test_a_wrong_map_is_told(pins: dict[str, int], wrong: dict[str, str]) -> None:
    assert faults(pins) == wrong


@pytest.mark.parametrize("name", ALL)
def test_every_wire_begins_at_its_pin(name: str) -> None:
    assert wire_of(name)[0] == pin_at(PIN_OF[ALL[name]])
    assert name in PLACES


def meet(one: Part, other: Part) -> bool:
    """Whether two level or upright stretches share a point."""
    spans = [(sorted((a[n], b[n])), sorted((c[n], d[n]))) for n in (0, 1) for (a, b), (c, d) in [(one, other)]]
    return all(a[0] <= b[1] and b[0] <= a[1] for a, b in spans)


@pytest.mark.parametrize(("one", "other"), list(combinations(ALL, 2)))
def test_no_two_wires_touch_in_the_picture(one: str, other: str) -> None:
    assert not [
        (a, b) for a in pairwise(wire_of(one)) for b in pairwise(wire_of(other)) if meet(a, b)
    ]  # fmt: skip
