from hypothesis import given
from hypothesis import strategies as st

from kiosk.core import events as e
from kiosk.scenes.hit import hit
from kiosk.scenes.values import Box, Item, Scene

LEFT = Item("left", "button", Box(100, 100, 100, 100), says="Left", means=e.WentBack())
RIGHT = Item("right", "button", Box(216, 100, 100, 100), says="Right", means=e.WentOn())


def scene(*items: Item) -> Scene:
    return Scene(480, 320, "#FFFFFF", items, slop=8)


def name(found: Item | None) -> str:
    return found.name if found else ""


def test_inside_a_box() -> None:
    assert name(hit(scene(LEFT, RIGHT), 150, 150)) == "left"


def test_the_gap_between_two_controls_belongs_to_the_nearer_one() -> None:
    names = [name(hit(scene(LEFT, RIGHT), x, 150)) for x in range(199, 217)]
    assert names == ["left"] * 9 + ["right"] * 9


def test_beyond_half_a_gap_nothing_is_felt() -> None:
    assert hit(scene(LEFT, RIGHT), 91, 150) is None
    assert name(hit(scene(LEFT, RIGHT), 92, 150)) == "left"


def test_the_topmost_control_is_meant() -> None:
    over = Item("over", "button", Box(120, 120, 40, 40), says="Over", means=e.WentHome())
    assert name(hit(scene(LEFT, over), 130, 130)) == "over"
    assert name(hit(scene(over, LEFT), 130, 130)) == "left"


def test_what_is_dead_or_only_shows_is_never_met() -> None:
    dead = Item("dead", "target", LEFT.box, says="Dead", means=e.TargetTouched("dead"), dead=True)
    hand = Item("hand", "decor", LEFT.box)
    assert hit(scene(dead), 150, 150) is None
    assert name(hit(scene(LEFT, hand), 150, 150)) == "left"


@given(st.integers(0, 479), st.integers(0, 319))
def test_a_finger_never_meets_what_is_farther_than_the_slop(x: int, y: int) -> None:
    found = hit(scene(LEFT, RIGHT), x, y)
    assert (found is not None) == any(item.box.inset(-8).holds(x, y) for item in (LEFT, RIGHT))
