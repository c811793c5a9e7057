"""What a place holds already, as its metadata says. Nothing of it is trusted: it only tells what may be taken away."""

from typing import Any

from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata
from tuf.api.serialization import DeserializationError

from kiosk.fleet.sending.place import MOST_METADATA, Place
from kiosk.update import layout


def version_at(place: Place) -> int:
    """The version of the timestamp that lies there; 0 when none does, or none that can be read."""
    return int(getattr(_signed(place, "timestamp.json"), "version", 0))


def paths_at(place: Place) -> set[str]:
    """All files of the release that lies there, but for its roots."""
    try:
        snapshot = _signed(place, "timestamp.json").snapshot_meta.version
        targets = _signed(place, f"{snapshot}.snapshot.json").meta["targets.json"].version
        files = _signed(place, f"{targets}.targets.json").targets.values()
    except (AttributeError, KeyError):
        return set()
    paths = {
        f"{layout.TARGETS}/{path}" for one in files if not layout.odd(one.path) for path in one.get_prefixed_paths()
    }
    return paths | {f"{layout.METADATA}/{name}" for name in (f"{snapshot}.snapshot.json", f"{targets}.targets.json")}


def _signed(place: Place, name: str) -> Any:
    raw = place.get(f"{layout.METADATA}/{name}", MOST_METADATA)
    try:
        return Metadata.from_bytes(raw).signed if raw else None
    except (DeserializationError, RepositoryError, ValueError):
        return None
