"""Sources of every kind, real ones; `depot_sources` gives the function that publishes a folder on one of them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from kiosk.update.sources.source import Source
from tests.update.places import KINDS, Kind, Publish, Servers
from tests.update.servers import Missing


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """Started when first asked for, each once for a worker, ended with the run."""
    with ExitStack() as ends:
        yield Servers(tmp_path_factory.mktemp("servers").resolve(), ends)


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> Kind:
    """Every kind of source in turn."""
    found: Kind = request.param
    return found


@pytest.fixture
def depot_sources(kind: Kind, servers: Servers) -> Iterator[Publish]:
    """`publish(folder) -> Source`: a copy of the folder as it is now, on every kind of source in turn."""
    with servers.publishing(kind) as publish:
        yield _skipping(publish)


def _skipping(publish: Publish) -> Callable[[Path], Source]:
    def published(folder: Path) -> Source:
        try:
            return publish(folder)
        except Missing as missing:
            pytest.skip(str(missing))

    return published
