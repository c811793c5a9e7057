"""A release goes to a stick, a folder, a web server or a bucket: only what is missing, and in an order that readers
can follow. Targets first, then the metadata that names them, the timestamp last; cut off anywhere, it is sent again.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from kiosk.fleet.depot.adding import file_of
from kiosk.fleet.depot.folder import Depot
from kiosk.fleet.depot.signing import awaited
from kiosk.fleet.depot.state import CONTENT_ROLES, ROLES, State, content, said, verifies
from kiosk.fleet.refusing import NotPublished
from kiosk.fleet.sending.place import MOST_METADATA, FolderPlace, Place
from kiosk.fleet.sending.sent_before import paths_at, version_at
from kiosk.update import layout

Progress = Callable[[int, int], None]

_OURS = re.compile(
    rf"{layout.METADATA}/[0-9]+\.(targets|snapshot)\.json(\.part)?|{layout.TARGETS}/(.+/)?[0-9a-f]{{64}}\.[^/]+"
)
"""Names that only a depot gives."""


class Parcel(Struct, frozen=True):
    """A file to be sent."""

    path: str
    at: Path
    size: int
    digest: str


class Sent(Struct, frozen=True, kw_only=True):
    """What came of it."""

    files: int
    bytes: int
    there: int
    """Files that were there already."""
    removed: int = 0


def send(  # noqa: PLR0913 - all by name
    depot: Depot,
    state: State,
    place: Place,
    *,
    now: datetime,
    prune: bool = False,
    progress: Progress = lambda a, b: None,
) -> Sent:
    """Send what is released."""
    _sendable(state, now)
    roots = _roots(depot)
    _ours(place, roots[0], state)
    former = paths_at(place) if prune else set()
    targets = list(_targets(depot, state))
    missing = [one for one in targets if place.size(one.path) != one.size]
    if trouble := place.room({one.path: one.size for one in missing}):
        raise NotPublished(f"{trouble} Nothing was written. Take a larger or an emptier one.")
    _put(place, missing, progress)
    _verified(place, targets)
    metadata = [*_metadata(depot, state), *roots]
    fresh = [one for one in metadata if not place.holds(one.path, one.digest)]
    _put(place, fresh, lambda done, of: None)
    last = _parcel(depot, f"{layout.METADATA}/timestamp.json")
    _verified(place, metadata)
    _put(place, [last], lambda done, of: None)
    _verified(place, [last])
    removed = _pruned(place, former, {one.path for one in (*targets, *metadata, last)}) if prune else 0
    moved = sum(one.size for one in (*missing, *fresh, last))
    return Sent(files=len(missing), bytes=moved, there=len(targets) - len(missing), removed=removed)


def place_of(where: str, depot: Path) -> Place:
    """A folder, `https://…` or `s3://…`; plain `http://` only to this machine itself."""
    if where.startswith(("https://", "http://")):
        from kiosk.fleet.sending.web import WebPlace  # noqa: PLC0415 - a stick needs no network

        return WebPlace(where)
    if where.startswith("s3://"):
        from kiosk.fleet.sending.bucket import BucketPlace  # noqa: PLC0415 - nor a bucket

        return BucketPlace(where)
    if "://" in where:
        raise NotPublished(f"{where} is no place: send to a folder, to https:// or to s3://.")
    folder = Path(where).absolute()
    if folder.resolve().is_relative_to(depot.resolve()) or depot.resolve().is_relative_to(folder.resolve()):
        raise NotPublished(f"{where} is the depot itself, or lies in it. Send to another folder.")
    return FolderPlace(folder)


# --- may it be sent ---------------------------------------------------------------------------------------------------


def _sendable(state: State, now: datetime) -> None:
    """Only what every kiosk would take, today."""
    waiting = list(awaited(state)) if any(role in state.drafts for role in CONTENT_ROLES) else []
    if waiting:
        raise NotPublished("\n".join(("It cannot be sent yet, for signatures are missing.", *waiting)))
    root, found = state.released.get("root"), content(state, drafts=False)
    if root is None or len(found) < len(CONTENT_ROLES):
        raise NotPublished("There is nothing to send yet. Add content and have it signed: kiosk publish add, sign")
    for role in ROLES:
        metadata = root if role == "root" else found[role]
        if not verifies(root.signed, role, metadata):
            raise NotPublished(f"The released {role} is damaged: its signatures do not fit. Take it from a copy.")
        if metadata.signed.is_expired(now):
            how = "--root" if role == "root" else ""
            gone = f"{role} ran out on {said(metadata.signed.expires)}, so no kiosk would take it."
            raise NotPublished(f"{gone} Renew it: kiosk publish renew {how}".rstrip())


def _ours(place: Place, first: Parcel, state: State) -> None:
    """What lies there already must be of this depot, and not of tomorrow."""
    there = place.get(first.path, MOST_METADATA)
    if there is not None and sha256(there).hexdigest() != first.digest:
        raise NotPublished(f"{place.name} holds the depot of somebody else. Take another place, or empty that one.")
    found = version_at(place)
    if found > state.released["timestamp"].signed.version:
        raise NotPublished(
            f"{place.name} holds release {found}, this depot only {state.released['timestamp'].signed.version}."
            " Somebody sent from a newer copy; work in that one."
        )


# --- what is sent -----------------------------------------------------------------------------------------------------


def _targets(depot: Depot, state: State) -> Iterator[Parcel]:
    for target in state.released["targets"].signed.targets.values():
        at = file_of(depot, target)
        path = f"{layout.TARGETS}/{at.relative_to(depot.targets).as_posix()}"
        yield Parcel(path, at, target.length, target.hashes["sha256"])


def _metadata(depot: Depot, state: State) -> Iterator[Parcel]:
    for role in ("targets", "snapshot"):
        yield _parcel(depot, f"{layout.METADATA}/{state.released[role].signed.version}.{role}.json")


def _roots(depot: Depot) -> list[Parcel]:
    """All of them: a kiosk goes from the root it was born with to the newest, one after the other."""
    found = [_parcel(depot, f"{layout.METADATA}/{version}.root.json") for version in depot.roots()]
    if [one.path for one in found] != [f"{layout.METADATA}/{n}.root.json" for n in range(1, len(found) + 1)]:
        raise NotPublished(f"A root is missing in {depot.metadata}: kiosks need all of them. Take it from a copy.")
    return found


def _parcel(depot: Depot, path: str) -> Parcel:
    at = depot.folder / path
    raw = _read(at)
    return Parcel(path, at, len(raw), sha256(raw).hexdigest())


# --- sending ----------------------------------------------------------------------------------------------------------


def _put(place: Place, parcels: list[Parcel], progress: Progress) -> None:
    for at, one in enumerate(parcels):
        progress(at, len(parcels))
        place.put(one.path, _whole(one))
    progress(len(parcels), len(parcels))
    place.settle()


def _whole(one: Parcel) -> bytes:
    raw = _read(one.at)
    if sha256(raw).hexdigest() != one.digest:
        raise NotPublished(f"{one.at} is damaged: it is not what was signed. Take it from a copy of the depot.")
    return raw


def _verified(place: Place, parcels: list[Parcel]) -> None:
    """Read everything back, also what was there already; what does not hold is written once more, and only once."""
    bad = [one for one in parcels if not place.holds(one.path, one.digest)]
    if not bad:
        return
    _put(place, bad, lambda done, of: None)
    still = [one for one in bad if not place.holds(one.path, one.digest)]
    if still:
        raise NotPublished(
            f"{place.name} does not keep what it is given: {len(still)} files read back otherwise, such as"
            f" {still[0].path}. Take another one; this one may pretend to be larger than it is."
        )


def _pruned(place: Place, former: set[str], keep: set[str]) -> int:
    """Take away what former releases left, and only what is named like it: a stick has other folders, too."""
    found = former | {path for path in place.others(keep) if _OURS.fullmatch(path)}
    for path in sorted(found - keep):
        place.remove(path)
    place.settle()
    return len(found - keep)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise NotPublished(f"{file} cannot be read: {error.strerror}. Take it from a copy of the depot.") from error
