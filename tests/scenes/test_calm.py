"""Call this number: readable on every screen, without a library."""

import pytest

from kiosk.scenes.calm import NO_NUMBER, WITH_NUMBER, calm
from kiosk.scenes.check import faults
from kiosk.scenes.values import Ink
from tests.scenes.screens import LOOKS

NUMBERS = ("", "115", "0234 3 000 000", "+84 234 3 000 000 00")


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("screen", LOOKS)
def test_it_can_be_read_everywhere(screen: str, number: str) -> None:
    assert faults(calm(LOOKS[screen], number), LOOKS[screen]) == ()


@pytest.mark.parametrize("number", NUMBERS)
def test_both_languages_and_the_number_stand_there(number: str) -> None:
    scene = calm(LOOKS["10in"], number)
    words = " ".join(mark.text for item in scene.items for mark in item.marks if isinstance(mark, Ink))
    wanted = (WITH_NUMBER[0], number, WITH_NUMBER[1]) if number else NO_NUMBER
    assert words == " ".join(wanted)
    assert not [item for item in scene.items if item.means is not None], "there is nothing to touch"
