"""What a test of the screen finds, and leaves as it was."""

import os
from collections.abc import Iterator

import pygame
import pytest


@pytest.fixture
def environ() -> Iterator[None]:
    """The words that SDL reads may be changed; afterwards they are as before, and no display is open."""
    before = dict(os.environ)
    yield
    pygame.display.quit()
    os.environ.clear()
    os.environ.update(before)
