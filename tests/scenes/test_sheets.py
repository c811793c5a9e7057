"""What lies over a place: the help sheet, and the number shown once somebody is called."""

import pytest

from kiosk.core.state import House, State
from kiosk.scenes.check import faults
from kiosk.scenes.picture import picture
from kiosk.scenes.values import Ink, Item
from tests.scenes.screens import LOOKS
from tests.small import library

NUMBER = "0234 3 600 000"


def call(look: str, *, called: bool) -> Item:
    state = State(house=House(help_number=NUMBER), place="home", sheet="help", helper_called=called)
    scene = picture(library(), state, LOOKS[look])
    assert faults(scene, LOOKS[look]) == ()
    return next(item for item in scene.items if item.name == "call")


def words(item: Item) -> str:
    return " ".join(mark.text for mark in item.marks if isinstance(mark, Ink))


@pytest.mark.parametrize("look", LOOKS)
def test_the_number_is_shown_once_somebody_is_called_and_never_spoken(look: str) -> None:
    assert NUMBER not in words(call(look, called=False))
    assert words(call(look, called=True)) == NUMBER
    assert call(look, called=True).says == call(look, called=False).says
