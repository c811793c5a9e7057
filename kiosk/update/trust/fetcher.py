"""A source as python-tuf's updater wants it."""

from collections.abc import Iterator

from tuf.api.exceptions import DownloadHTTPError, DownloadLengthMismatchError
from tuf.ngclient.fetcher import FetcherInterface

from kiosk.update.layout import METADATA, TARGETS
from kiosk.update.sources.source import Absent, Source

METADATA_URL, TARGETS_URL = f"{METADATA}/", f"{TARGETS}/"
"""What the updater is given as base addresses: its addresses are paths in the source."""


class SourceFetcher(FetcherInterface):
    """`Updater(…, metadata_base_url=METADATA_URL, target_base_url=TARGETS_URL, fetcher=SourceFetcher(source))`.

    `Absent` becomes the 404 that ends the search for newer roots. `Refused` passes through as it is.
    """

    def __init__(self, source: Source) -> None:
        self._source = source

    def _fetch(self, url: str) -> Iterator[bytes]:
        try:
            with self._source.open(url) as pieces:
                yield from pieces
        except Absent as error:
            raise DownloadHTTPError(str(error), 404) from error

    def download_bytes(self, url: str, max_length: int) -> bytes:
        """In memory: on a full or read-only disk there is no temporary file to be had, and metadata is small."""
        gathered = bytearray()
        for piece in self.fetch(url):
            gathered += piece
            if len(gathered) > max_length:
                raise DownloadLengthMismatchError(f"{url} is longer than the {max_length} bytes it may have")
        return bytes(gathered)
