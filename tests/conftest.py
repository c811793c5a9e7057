"""What all tests share: the real lessons, compiled once for all workers, and the asking for new golden pictures."""

import fcntl
import os
import signal
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from kiosk.core.content.packs import Library
from kiosk.durable import keep
from kiosk.packs.compile import compiled
from kiosk.packs.shelf import open_library, packed
from kiosk.stats.declare import compile_metrics
from kiosk.stats.registry import Registry, load_registry

CONTENT = Path(__file__).parents[1] / "content"
TODAY = date(2026, 11, 21)

# How long an example takes says how busy this machine is; the bench measures.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

# A shell has what it starts in the background ignore SIGINT, and children inherit that; tests send it to theirs.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--save-golden", action="store_true", help="Save the golden pictures anew instead of comparing.")


@pytest.fixture(scope="session")
def library_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compiled file of the real lessons; workers of one run share it, whoever comes first makes it."""
    base = tmp_path_factory.getbasetemp()
    folder = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    file = folder / "real-library.msgpack"
    with (folder / "real-library.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            library, report = compiled(CONTENT, TODAY, "en")
            assert library is not None, "\n".join(map(str, report.problems))
            assert not report.refused, "\n".join(map(str, report.problems))
            keep(file, packed(library))
    return file


@pytest.fixture(scope="session")
def library(library_file: Path) -> Library:
    """All real lessons."""
    return open_library(library_file)


@pytest.fixture(scope="session")
def real_registry(library: Library) -> Registry:
    """The declared counters with the keys of the real lessons."""
    return load_registry(compile_metrics(), library)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say it when golden pictures were compared loosely, also when all went well."""
    reports = (report for found in terminalreporter.stats.values() for report in found)
    if not any("test_golden" in getattr(report, "nodeid", "") for report in reports):
        return
    from tests.likeness import drawn_otherwise

    if other := drawn_otherwise(Path(__file__).parent / "golden" / "made-with.json"):
        terminalreporter.write_line(f"Golden pictures were compared loosely: other versions of {', '.join(other)}.")
