"""How python-tuf's updater is opened here: over our source, in two passes, and at a time that we say."""

from datetime import datetime
from pathlib import Path

from tuf.api.exceptions import DownloadError, DownloadHTTPError, DownloadLengthMismatchError, RepositoryError
from tuf.api.metadata import Metadata, Root
from tuf.ngclient import Updater, UpdaterConfig

from kiosk.update.refusal import Refused
from kiosk.update.sources.source import Source
from kiosk.update.trust.blame import refusal
from kiosk.update.trust.fetcher import METADATA_URL, SourceFetcher

LIMITS = UpdaterConfig(
    max_root_rotations=256,
    max_delegations=0,
    root_max_length=512_000,
    timestamp_max_length=16_384,
    snapshot_max_length=2_000_000,
    targets_max_length=5_000_000,
)
"""python-tuf's own, written down so that none changes with a release of it. We delegate to nobody."""


_LONGEST = {
    LIMITS.root_max_length, LIMITS.timestamp_max_length, LIMITS.snapshot_max_length, LIMITS.targets_max_length,
}  # fmt: skip
"""Where these end a file, nobody had signed how long it is."""


class NoMoreRoots(DownloadError):  # noqa: N818 - the end of a search, not a fault
    """The first pass ends here."""


class Asking(SourceFetcher):
    """Asks for roots only, or for everything else; knows what came last, to say what is wrong with it."""

    def __init__(self, source: Source, *, roots: bool) -> None:
        super().__init__(source)
        self.name = source.name
        self.asked = ""
        self.got = b""
        self._roots = roots

    def download_bytes(self, url: str, max_length: int) -> bytes:
        """As python-tuf asks for it."""
        self.asked, self.got = url, b""
        if url.endswith(".root.json") != self._roots:
            raise NoMoreRoots if self._roots else DownloadHTTPError("asked for in the first pass", 404)
        try:
            self.got = super().download_bytes(url, max_length)
        except DownloadLengthMismatchError as error:
            limit = f"it has more than {max_length} bytes"
            raise refusal("big" if max_length in _LONGEST else "damaged", self.name, f"{url}: {limit}") from error
        return self.got


def opened(scratch: Path, bootstrap: bytes, asking: Asking, now: datetime | None = None) -> Updater:
    """An updater that starts from a trusted root, and believes it is `now`."""
    try:
        updater = Updater(str(scratch), METADATA_URL, fetcher=asking, config=LIMITS, bootstrap=bootstrap)
    except RepositoryError as error:
        sentence = f"This kiosk does not know whom to trust: its root.json is not valid ({error}). Provision it again."
        raise Refused("foreign", sentence) from error
    if now:
        set_time(updater, now)
    return updater


def set_time(updater: Updater, now: datetime) -> None:
    """The one place that reaches into python-tuf, which offers no way to say what the time is.

    It would ask the machine, whose clock may say 1970 or 2099. `tests/update/trust/test_time.py` notices
    if this ever changes.
    """
    updater._trusted_set.reference_time = now


def well_signed(asking: Asking, root: Root) -> bool:
    """Whether what came last has a good signature, whatever else is wrong with it."""
    role = asking.asked.removesuffix(".json").rpartition("/")[2].rpartition(".")[2]
    try:
        found = Metadata.from_bytes(asking.got)
        root.verify_delegate(role, found.signed_bytes, found.signatures)
    except (RepositoryError, ValueError):
        return False
    return True
