"""Every scene fits every screen that is known by name, turned as it is meant to be, and as it may be hung."""

from math import hypot

import pytest

from kiosk.config.schema import Screen as Setting
from kiosk.config.screens import SCREENS
from kiosk.scenes.check import faults
from kiosk.scenes.look import Look
from kiosk.scenes.picture import picture
from kiosk.screen.turned import Turned
from tests import staff_moments
from tests.scenes.screens import FONTS
from tests.scenes.test_walk import content, states

UPRIGHT = ("hdmi-10", "hdmi-13", "hdmi-15", "hdmi-21")
"""Screens large enough to stand upright; four buttons of 20 mm are wider than one of seven inches is then."""

HUNG = [(name, screen.rotation) for name, screen in SCREENS.items()] + [(name, 90) for name in UPRIGHT]

EVERY = 23
"""Of all scenes, so many are left out for one that is looked at: the walk over all of them knows these sizes."""


@pytest.mark.parametrize(("name", "rotation"), HUNG)
def test_every_scene_fits(name: str, rotation: int) -> None:
    known = SCREENS[name]
    size = Turned(rotation).size(known.width, known.height)
    look = Look(*size, known.px_per_mm, known.viewing_distance_mm, FONTS.measure)
    library = content()
    looked_at = [*states()[::EVERY], *staff_moments.states(library)]
    assert {fault for state in looked_at for fault in faults(picture(library, state, look), look)} == set()


@pytest.mark.parametrize("name", SCREENS)
def test_a_target_is_sixteen_millimetres_on_the_glass_itself(name: str) -> None:
    """Whatever a screen is laid out as, and whatever shape its pixels have."""
    known = SCREENS[name]
    glass = known.glass_mm or known.diagonal_mm
    across = {"dsi-7": 154.08 / 800, "touch-display-2": 88 / 720}.get(name, glass / hypot(known.width, known.height))
    down = {"dsi-7": 85.92 / 480, "touch-display-2": 155 / 1280}.get(name, across)
    look = Look(known.width, known.height, known.px_per_mm, 500.0, FONTS.measure)
    assert look.phone_finger * min(across, down) >= 15
    assert look.finger * min(across, down) >= 18.9
    assert known.smaller < 0.05


@pytest.mark.parametrize("name", SCREENS)
def test_the_settings_take_it(name: str) -> None:
    known = SCREENS[name]
    given = Setting(
        width=known.width, height=known.height, diagonal_mm=known.diagonal_mm, rotation=known.rotation,
        viewing_distance_mm=known.viewing_distance_mm,
    )  # fmt: skip
    assert given.px_per_mm == pytest.approx(known.px_per_mm)
