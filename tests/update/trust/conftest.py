"""A workshop and a kiosk for each test, joined by every kind of source in turn."""

from pathlib import Path

import pytest

from tests.update.places import Publish
from tests.update.standing import Standing, Yard
from tests.update.workshop import Workshop


@pytest.fixture
def yard(tmp_path: Path, depot_sources: Publish) -> Yard:
    """On every kind of source."""
    shop = Workshop(tmp_path / "depot")
    return Yard(shop, Standing(tmp_path / "home", shop.bootstrap), depot_sources)
