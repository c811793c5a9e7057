"""python-tuf asks, a source answers, and nothing else comes out than what python-tuf knows, or a refusal."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from tuf.api.exceptions import DownloadError, DownloadHTTPError, DownloadLengthMismatchError

from kiosk.update.refusal import Refused
from kiosk.update.sources.source import Absent
from kiosk.update.trust.fetcher import METADATA_URL, SourceFetcher


class Shelf:
    """A source in memory."""

    name = "a shelf"

    def __init__(self, files: dict[str, bytes | Refused]) -> None:
        self._files = files

    @contextmanager
    def open(self, path: str, offset: int = 0) -> Iterator[Iterator[bytes]]:
        found = self._files.get(path)
        if found is None:
            raise Absent(path)
        if isinstance(found, Refused):
            raise found
        yield iter([found[at : at + 10] for at in range(offset, len(found), 10)])


def fetcher(**files: bytes | Refused) -> SourceFetcher:
    return SourceFetcher(Shelf({f"metadata/{name}.json": content for name, content in files.items()}))


def test_it_gives_the_bytes() -> None:
    assert fetcher(timestamp=b"x" * 95).download_bytes(f"{METADATA_URL}timestamp.json", 95) == b"x" * 95


def test_never_more_than_asked_for() -> None:
    with pytest.raises(DownloadLengthMismatchError):
        fetcher(timestamp=b"x" * 95).download_bytes(f"{METADATA_URL}timestamp.json", 94)


def test_what_is_absent_is_a_404() -> None:
    with pytest.raises(DownloadHTTPError) as error:
        fetcher().download_bytes(f"{METADATA_URL}2.root.json", 10)
    assert error.value.status_code == 404
    assert isinstance(error.value, DownloadError)


def test_a_refusal_passes_as_it_is() -> None:
    with pytest.raises(Refused) as refused:
        fetcher(timestamp=Refused("gone", "The stick was pulled out.")).download_bytes("metadata/timestamp.json", 10)
    assert refused.value.why == "gone"


def test_a_file_that_python_tuf_wants_on_disk() -> None:
    with fetcher(targets=b"y" * 50).download_file("metadata/targets.json", 50) as file:
        assert file.read() == b"y" * 50
