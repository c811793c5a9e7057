"""What every test of the real program needs: a folder of data, and a display."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.durable import keep
from kiosk.stats.declare import compile_metrics
from tests.e2e.desk import Sight


@pytest.fixture
def data(tmp_path: Path, library_file: Path) -> Path:
    """A data folder as a machine is provisioned, without a voice: speech takes its time in silence."""
    folder = tmp_path / "data"
    folder.mkdir()
    keep(folder / "library.msgpack", library_file.read_bytes())
    keep(folder / "metrics.msgpack", compile_metrics())
    return folder


@pytest.fixture
def sight() -> Iterator[Sight]:
    """A display of its own, gone afterwards."""
    with Sight() as display:
        yield display
