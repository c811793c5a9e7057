from datetime import datetime
from pathlib import Path

import pytest

from kiosk.stats.counters import Counters
from kiosk.stats.declare import compile_metrics
from kiosk.stats.registry import Registry, load_registry
from tests.small import library


class Calendar:
    """A wall clock that goes only where it is put."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 21, 9, 30)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def registry() -> Registry:
    return load_registry(compile_metrics(), library())


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "counters.db"


@pytest.fixture
def counters(path: Path, registry: Registry, calendar: Calendar) -> Counters:
    return Counters(path, registry, calendar, patience_s=0.05)
