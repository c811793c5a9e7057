"""Every scene fits every screen that is known by name, turned as it is meant to be, and as it may be hung."""

from math import hypot

import pytest

from kiosk.config.schema import Screen as Setting
from kiosk.config.screens import SCREENS
from kiosk.scenes.check import faults
from kiosk.scenes.look import CAP_HEIGHT, Look
from kiosk.scenes.picture import picture
from kiosk.screen.turned import Turned
from tests import staff_moments
from tests.scenes.screens import FONTS
from tests.scenes.test_walk import content, states

UPRIGHT = ("hdmi-10", "hdmi-13", "hdmi-15", "hdmi-21")
"""Screens large enough to stand upright; four buttons of 20 mm are wider than one of seven inches is then."""

HUNG = [(name, screen.rotation) for name, screen in SCREENS.items()] + [(name, 90) for name in UPRIGHT]

MEASURED = {"dsi-7": (154.08, 85.92), "touch-display-2": (88.0, 155.0)}
"""Across and down the panel as it was made, in millimetres, where its drawing tells."""

A_HAIR = 0.02
"""Millimetres: a diagonal is written with one digit after the point."""

EVERY = 23
"""Of all scenes, so many are left out for one that is looked at: the walk over all of them knows these sizes."""


@pytest.mark.parametrize(("name", "rotation"), HUNG)
def test_every_scene_fits(name: str, rotation: int) -> None:
    known = SCREENS[name]
    size = Turned(rotation).size(known.width, known.height)
    look = Look(*size, known.px_per_mm, known.viewing_distance_mm, FONTS.measure, known.finger_px_per_mm)
    library = content()
    looked_at = [*states()[::EVERY], *staff_moments.states(library)]
    assert {fault for state in looked_at for fault in faults(picture(library, state, look), look)} == set()


@pytest.mark.parametrize("name", SCREENS)
def test_a_key_is_twenty_millimetres_on_the_glass_itself(name: str) -> None:
    """Whatever shape its pixels have."""
    known = SCREENS[name]
    square = known.diagonal_mm / hypot(known.width, known.height)
    across, down = MEASURED.get(name, (square * known.width, square * known.height))
    pixel = min(across / known.width, down / known.height)
    look = Look(
        known.width, known.height, known.px_per_mm, known.viewing_distance_mm, FONTS.measure, known.finger_px_per_mm
    )  # fmt: skip
    assert look.finger * pixel >= 20 - A_HAIR
    assert look.phone_finger * pixel >= 16 - A_HAIR


@pytest.mark.parametrize("name", SCREENS)
def test_a_capital_is_nearly_as_high_as_it_must_be(name: str) -> None:
    """Letters have one size for both directions, so that of pixels that are not square they are 5 % lower."""
    known = SCREENS[name]
    down = MEASURED.get(name, (0, 0))[1] / known.height or known.diagonal_mm / hypot(known.width, known.height)
    look = Look(known.width, known.height, known.px_per_mm, known.viewing_distance_mm, FONTS.measure)
    assert look.small_px() * CAP_HEIGHT * down >= 4.8 * (1 if name != "dsi-7" else 0.945)


@pytest.mark.parametrize("name", SCREENS)
def test_the_settings_take_it(name: str) -> None:
    known = SCREENS[name]
    given = Setting(
        width=known.width, height=known.height, diagonal_mm=known.diagonal_mm, rotation=known.rotation,
        viewing_distance_mm=known.viewing_distance_mm, height_mm=known.height_mm,
    )  # fmt: skip
    assert given.px_per_mm == pytest.approx(known.px_per_mm)
    assert given.finger_px_per_mm == pytest.approx(known.finger_px_per_mm)
