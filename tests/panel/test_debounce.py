import pytest

from kiosk.core.units import DurationMs
from kiosk.panel.debounce import Debounce

DOWN, UP = "down", "up"


def presses(*edges: tuple[int, str]) -> list[int]:
    button = Debounce()
    meant = []
    for now, edge in edges:
        if edge == UP:
            button.released(DurationMs(now))
        elif button.pressed(DurationMs(now)):
            meant.append(now)
    return meant


@pytest.mark.parametrize(
    ("edges", "meant"),
    [
        (((0, DOWN),), [0]),
        (((0, DOWN), (3, UP), (4, DOWN), (9, UP), (11, DOWN)), [0]),
        (((0, DOWN), (700, UP), (702, DOWN), (706, UP), (709, DOWN), (715, UP)), [0]),
        (((0, DOWN), (120, UP), (200, DOWN), (320, UP)), [0]),
        (((0, DOWN), (120, UP), (300, DOWN), (420, UP), (900, DOWN)), [0, 300, 900]),
        (((0, DOWN), (600, DOWN)), [0, 600]),
    ],
    ids=["clean", "chatter when closing", "chatter when opening", "trembling", "three presses", "lost release"],
)
def test_one_press_is_one_press(edges: tuple[tuple[int, str], ...], meant: list[int]) -> None:
    assert presses(*edges) == meant
