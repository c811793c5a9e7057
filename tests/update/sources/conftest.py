"""A server that misbehaves, and waits that take no time."""

from collections.abc import Iterator

import pytest

from tests.update.sources.hostile import Hostile, hostile


@pytest.fixture(scope="module")
def server() -> Iterator[Hostile]:
    """One for all tests of a module."""
    with hostile() as running:
        yield running


@pytest.fixture
def waits() -> list[float]:
    """What was waited for, in seconds."""
    return []
