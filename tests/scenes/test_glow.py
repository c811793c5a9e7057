import pytest
from msgspec.structs import replace

from kiosk.core import events as e
from kiosk.core import guide
from kiosk.core.state import State
from kiosk.scenes.picture import picture
from kiosk.scenes.values import Item, Scene, Veil
from tests.scenes.screens import LOOKS
from tests.small import library
from tests.visitor import Visitor

LIBRARY = library()


def at_step(way: str, step: int) -> State:
    visitor = Visitor(LIBRARY).opens(way)
    while visitor.lesson.step < step:
        visitor.does_right()
    return visitor.listens().state


def look_at(state: State, look: str = "10in") -> Scene:
    return picture(LIBRARY, state, LOOKS[look])


def named(scene: Scene, name: str) -> Item:
    return next(item for item in scene.items if item.name == name)


@pytest.mark.parametrize("look", LOOKS)
def test_what_is_right_glows_and_the_hand_points_into_it(look: str) -> None:
    scene = look_at(at_step("together", 1), look)
    target, glow, hand = (named(scene, name) for name in ("target:scan", "glow", "hand"))
    assert glow.box.contains(target.box)
    tip = hand.box.x + hand.box.w // 2, hand.box.y + hand.box.h * 20 // 300
    assert target.box.holds(*tip)


def test_only_rivals_dim() -> None:
    veil = named(look_at(at_step("together", 1)), "veil")
    assert [mark.box for mark in veil.marks] == [named(look_at(at_step("together", 1)), "target:news").box]
    assert all(isinstance(mark, Veil) for mark in veil.marks)


def test_a_field_stays_plain_beside_the_button_that_sends_it() -> None:
    visitor = Visitor(LIBRARY, at_step("together", 4))
    while not isinstance(guide.glowing(LIBRARY, visitor.state), e.TargetTouched):
        visitor.does_right()
    names = [item.name for item in look_at(visitor.state).items]
    assert "glow" in names
    assert "veil" not in names


def test_alone_nothing_glows_before_help_is_asked() -> None:
    assert not [item for item in look_at(at_step("alone", 1)).items if item.name in ("glow", "hand", "veil")]


def test_it_breathes_with_the_beat_only_while_the_voice_is_silent() -> None:
    silent = at_step("together", 1)
    speaking = replace(silent, speaking=replace(silent.speaking, lines=("Bác chạm",), ended=False))
    for state, moves in ((silent, True), (speaking, False)):
        first, second = look_at(state), look_at(replace(state, beat=state.beat + 1))
        assert first.moving is moves
        assert (first != second) is moves


def test_pressing_darkens_one_plate_and_moves_nothing() -> None:
    state = at_step("alone", 1)
    plain, pressed = look_at(state), look_at(replace(state, pressed="target:scan"))
    changed = [(one, other) for one, other in zip(plain.items, pressed.items, strict=True) if one != other]
    ((one, other),) = changed
    assert [mark.box for mark in one.marks] == [mark.box for mark in other.marks]
    assert one.marks[1:] == other.marks[1:]
