"""A depot for each test."""

from pathlib import Path

import pytest

from tests.fleet.office import Office, stocked


@pytest.fixture
def shop(tmp_path: Path) -> Office:
    """A depot with content, released."""
    return stocked(tmp_path / "depot")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """An empty stick."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder
