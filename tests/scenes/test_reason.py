"""The sign for why nothing can be read, in the camera's view."""

import pytest
from msgspec.structs import replace

from kiosk.core.state import State
from kiosk.core.units import Lang
from kiosk.scenes.check import faults
from kiosk.scenes.picture import picture
from kiosk.scenes.reason import SIGNS
from kiosk.scenes.values import Icon, Item, View
from tests.scenes.screens import FONTS, LOOKS, MAIN_LOOKS
from tests.small import library
from tests.visitor import Visitor


def scanning(trouble: str, lang: Lang = "vi") -> State:
    visitor = Visitor(library()).opens("together")
    while visitor.lesson.phone.screen != "scan":
        visitor.does_right()
    return replace(visitor.state, lang=lang, lesson=replace(visitor.lesson, trouble=trouble))


def shown(look: str, trouble: str) -> dict[str, Item]:
    return {item.name: item for item in picture(library(), scanning(trouble), LOOKS[look]).items}


@pytest.mark.parametrize("look", LOOKS)
def test_the_sign_stands_inside_the_view(look: str) -> None:
    items = shown(look, "dark")
    sign, view = items["reason"].box, items["view"].box
    assert any(isinstance(mark, View) for mark in items["view"].marks)
    assert view.x < sign.x
    assert sign.right < view.x + view.w // 2
    assert view.y + view.h // 2 < sign.y
    assert sign.bottom < view.bottom


@pytest.mark.parametrize("trouble", SIGNS)
def test_every_reason_has_words_and_an_icon_of_the_font(trouble: str) -> None:
    (icon,) = (mark for mark in shown("10in", trouble)["reason"].marks if isinstance(mark, Icon))
    assert FONTS.has_icon(icon.name)
    assert hasattr(library().phrases, f"code_{trouble}")


@pytest.mark.parametrize("look", MAIN_LOOKS)
def test_the_scene_is_sound_with_any_reason(look: str) -> None:
    for trouble in ("", *SIGNS):
        assert faults(picture(library(), scanning(trouble), LOOKS[look]), LOOKS[look]) == ()


def test_without_a_reason_there_is_no_sign() -> None:
    assert "reason" not in shown("10in", "")
    assert "reason" not in shown("10in", "unheard-of")
