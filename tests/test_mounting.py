"""The mounting sheet, its picture and the reach of a seated visitor are one thing."""

from math import radians, sin
from pathlib import Path

import pytest

from kiosk.core.units import Lang
from tests import mounting

DOCS = Path(__file__).parent.parent / "docs"
SHEETS: dict[Lang, str] = {"vi": "mounting.vi.md", "en": "mounting.md"}
HALF_GLASS = mounting.GLASS_HEIGHT / 2 * sin(radians(mounting.GLASS_TILT))


@pytest.mark.parametrize("lang", SHEETS)
def test_the_picture_is_drawn_from_the_numbers_as_they_are(lang: Lang) -> None:
    kept = (mounting.PICTURES / f"mounting-{lang}.svg").read_text(encoding="utf-8")
    assert kept == mounting.drawing(lang), "python -m tests.mounting draws it anew"


@pytest.mark.parametrize("lang", SHEETS)
def test_the_sheet_names_every_height_of_the_picture(lang: Lang) -> None:
    sheet = (DOCS / SHEETS[lang]).read_text(encoding="utf-8")
    heights = (mounting.LOWEST_REACH, mounting.HIGHEST_REACH, mounting.SEATED_EYE, mounting.STANDING_EYE)
    for number in (*heights, mounting.GLASS_MIDDLE, mounting.BUTTONS, mounting.GLASS_TILT, *mounting.FLOOR):
        assert str(number) in sheet


def test_the_whole_glass_and_the_buttons_can_be_reached_seated() -> None:
    reach = range(mounting.LOWEST_REACH, mounting.HIGHEST_REACH + 1)
    for height in (mounting.GLASS_MIDDLE - HALF_GLASS, mounting.GLASS_MIDDLE + HALF_GLASS, mounting.BUTTONS):
        assert round(height) in reach


def test_an_upright_screen_can_be_reached_where_the_sheet_puts_it() -> None:
    """476 mm is the long side of 21.5 inches at 16 : 9; the sheet sets its middle to 1000 mm."""
    top = 1000 + 476 / 2 * sin(radians(mounting.GLASS_TILT))
    assert top < mounting.HIGHEST_REACH
