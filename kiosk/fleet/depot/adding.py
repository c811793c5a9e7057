"""A folder of content becomes the next release: looked at, hashed, laid beside what is there, and drafted."""

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from tuf.api.metadata import TargetFile

from kiosk.fleet.depot.drafting import with_targets
from kiosk.fleet.depot.folder import Depot
from kiosk.fleet.depot.settings import read_settings
from kiosk.fleet.depot.settling import settle_all
from kiosk.fleet.depot.state import State, moment
from kiosk.fleet.refusing import NotPublished
from kiosk.packs.findings.faults import Faults
from kiosk.update import layout
from kiosk.update.layout import Release

Progress = Callable[[int, int], None]

_NOT_MEANT = {"thumbs.db", "desktop.ini"}
"""What desks leave in a folder when somebody looks at it; names that begin with a dot are left out, too."""

_LONGEST_NAME = 180
"""Disks and sticks bear 255 letters; the hash in front takes 65, and what is being written has a few more."""

_PIECE = 1 << 20


class Wish(Struct, frozen=True, kw_only=True):
    """What somebody wants to add."""

    content: Path
    groups: tuple[str, ...] = ()
    """Whose; empty: as before, or everybody's."""
    settings: tuple[Path, ...] = ()
    drop_settings: bool = False
    title: Mapping[str, str] = {}
    needs: int = layout.SPEAKS


class Added(Struct, frozen=True, kw_only=True):
    """What came of it."""

    files: int
    new: int
    bytes: int
    """Of the new ones: what a kiosk will have to fetch."""
    unchanged: bool = False
    left_out: tuple[str, ...] = ()
    reminders: tuple[str, ...] = ()


class _Found(Struct, frozen=True):
    """A file that shall travel: where it lies, or what it says."""

    path: str
    target: TargetFile
    at: Path | None
    raw: bytes = b""


def add(  # noqa: PLR0913 - all by name
    depot: Depot,
    state: State,
    wish: Wish,
    *,
    now: datetime,
    faults: Faults | None = None,
    progress: Progress = lambda done, of: None,
) -> tuple[State, Added]:
    """Draft the next release. Whatever is wrong is found before anything is written."""
    files, left_out = listed(wish.content)
    reminders = _checked(wish.content, now.date(), faults)
    given = {f"{layout.SETTINGS}{group}.toml": raw for group, raw in map(read_settings, wish.settings)}
    found = list(_hashed(files, wish.content, progress))
    found += [_said(path, raw) for path, raw in given.items()]
    kept = _kept(state, drop_settings=wish.drop_settings)
    targets = {**kept, **{one.path: one.target for one in found}}
    release = _release(depot, state, wish, moment(state, now))
    before = state.targets.targets if state.newest("targets") else {}
    if _same(targets, release, depot, before):
        return state, Added(files=len(targets), new=0, bytes=0, unchanged=True, left_out=left_out)
    found.append(_said(layout.RELEASE, msgspec.json.encode(release)))
    targets[layout.RELEASE] = found[-1].target
    _bounded(targets)
    new = [one for one in found if before.get(one.path) != one.target]
    for one in found:
        _lay(depot, one)
    settle_all(depot.targets)
    moved = sum(one.target.length for one in new)
    after = with_targets(state, targets, now)
    return after, Added(files=len(targets), new=len(new), bytes=moved, left_out=left_out, reminders=reminders)


# --- looking ----------------------------------------------------------------------------------------------------------


def _checked(content: Path, today: date, faults: Faults | None) -> tuple[str, ...]:
    """What the check only reminds of. Broken content is refused here, not by a hundred kiosks."""
    from kiosk.packs.check import check  # noqa: PLC0415 - YAML and the checks take 60 ms to load
    from kiosk.recordings import hear  # noqa: PLC0415

    problems = check(content, today, "en", faults, hear)
    grave = [str(problem) for problem in problems if problem.grave]
    if grave:
        raise NotPublished("\n".join((*grave, "Nothing was added: this has to be mended first.")))
    return tuple(map(str, problems))


def listed(content: Path) -> tuple[list[Path], tuple[str, ...]]:
    """All files of a content folder in a fixed order, and what was left out because a desk put it there."""
    found: list[Path] = []
    left_out: list[str] = []
    for folder, folders, names in os.walk(content):
        meant = [name for name in folders if not name.startswith(".")]
        for name in meant:
            if (Path(folder) / name).is_symlink():
                raise NotPublished(f"{folder}/{name} is a link. Put the folder itself there.")
        folders[:] = sorted(meant)
        for name in sorted(names):
            desk = name.startswith(".") or name.casefold() in _NOT_MEANT
            (left_out.append(f"{folder}/{name}") if desk else found.append(Path(folder) / name))
    _plain(content, found)
    return found, tuple(left_out)


def _plain(content: Path, files: list[Path]) -> None:
    """Names that a stick may change, links, and what is too large or too much."""
    if len(files) > layout.MOST_FILES:
        raise NotPublished(f"{content} has {len(files)} files; a kiosk takes {layout.MOST_FILES}. Nothing was added.")
    paths = {layout.CONTENT + file.relative_to(content).as_posix(): file for file in files}
    odd = [f"{paths[path]}: {why}" for path, why in layout.odd_names(paths)]
    for file in files:
        told = file.lstat()
        if not stat.S_ISREG(told.st_mode):
            odd.append(f"{file}: it is no plain file; links are not followed")
        elif len(file.name) > _LONGEST_NAME:
            odd.append(f"{file}: its name has more than {_LONGEST_NAME} letters")
        elif told.st_size > layout.MOST_BYTES_OF_FILE:
            odd.append(
                f"{file}: {told.st_size / 1e6:.0f} MB; one file has {layout.MOST_BYTES_OF_FILE // 10**6} MB at most"
            )
    if odd:
        raise NotPublished("\n".join((*odd, "Nothing was added: rename or replace these files first.")))


def _bounded(targets: Mapping[str, TargetFile]) -> None:
    size = sum(one.length for one in targets.values())
    if len(targets) > layout.MOST_FILES:
        raise NotPublished(f"There are {len(targets)} files; a kiosk takes {layout.MOST_FILES}. Nothing was added.")
    if size > layout.MOST_BYTES:
        most = layout.MOST_BYTES // 10**6
        raise NotPublished(f"All files together have {size / 1e6:.0f} MB; a kiosk takes {most} MB. Nothing was added.")


def _hashed(files: list[Path], content: Path, progress: Progress) -> Iterator[_Found]:
    for at, file in enumerate(files):
        progress(at, len(files))
        path = layout.CONTENT + file.relative_to(content).as_posix()
        yield _Found(path, target_of(path, file), file)
    progress(len(files), len(files))


def target_of(path: str, file: Path) -> TargetFile:
    """The length and hash of a file; its bytes pass by in pieces."""
    digest, length = sha256(), 0
    try:
        with file.open("rb") as opened:
            while piece := opened.read(_PIECE):
                digest.update(piece)
                length += len(piece)
    except OSError as error:
        raise NotPublished(f"{file} cannot be read: {error.strerror}.") from error
    return TargetFile(length, {"sha256": digest.hexdigest()}, path)


def _said(path: str, raw: bytes) -> _Found:
    return _Found(path, TargetFile(len(raw), {"sha256": sha256(raw).hexdigest()}, path), None, raw)


# --- what stays, what is said -----------------------------------------------------------------------------------------


def _kept(state: State, *, drop_settings: bool) -> dict[str, TargetFile]:
    """Settings and staff cards of before: new lessons change neither."""
    before = state.targets.targets if state.newest("targets") else {}
    return {
        path: one
        for path, one in before.items()
        if path == layout.CARDS or (path.startswith(layout.SETTINGS) and not drop_settings)
    }


def _release(depot: Depot, state: State, wish: Wish, at: datetime) -> Release:
    before = release_of(depot, state)
    groups = wish.groups or (before.groups if before else ("*",))
    said = {"fleet": depot.fleet, "groups": groups, "title": wish.title, "needs": wish.needs, "made": at.isoformat()}
    try:
        return msgspec.convert(said, type=Release)
    except msgspec.ValidationError as error:
        raise NotPublished(f"The release cannot be told so: {error}.") from error


def release_of(depot: Depot, state: State) -> Release | None:
    """What the newest release says of itself."""
    if state.newest("targets") is None or layout.RELEASE not in state.targets.targets:
        return None
    file = file_of(depot, state.targets.targets[layout.RELEASE])
    try:
        return msgspec.json.decode(file.read_bytes(), type=Release)
    except (OSError, msgspec.MsgspecError) as error:
        raise NotPublished(f"{file} is missing or damaged. Take it from a copy of the depot.") from error


def _same(targets: Mapping[str, TargetFile], release: Release, depot: Depot, before: Mapping[str, TargetFile]) -> bool:
    """Whether everything was so before, but for the date."""
    if layout.RELEASE not in before or {**before} != {**targets, layout.RELEASE: before[layout.RELEASE]}:
        return False
    old = msgspec.json.decode(file_of(depot, before[layout.RELEASE]).read_bytes(), type=Release)
    return replace(old, made=release.made) == replace(release, title=release.title or old.title)


# --- laying down ------------------------------------------------------------------------------------------------------


def file_of(depot: Depot, target: TargetFile) -> Path:
    """Where a target lies in the depot: its hash before its name, so that no version covers another."""
    folder, _, name = target.path.rpartition("/")
    return depot.targets / folder / f"{target.hashes['sha256']}.{name}"


def _lay(depot: Depot, one: _Found) -> None:
    """Put a file into the depot, unless it is there. What somebody changed since it was hashed is refused.

    Synced later, all together; one that a pulled plug left empty has another length and is written again.
    """
    file = file_of(depot, one.target)
    if file.exists() and file.stat().st_size == one.target.length:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.new")
    raw = one.raw if one.at is None else one.at.read_bytes()
    if sha256(raw).hexdigest() != one.target.hashes["sha256"]:
        raise NotPublished(f"{one.at} was changed while it was being added. Nothing was added; try again.")
    beside.write_bytes(raw)
    beside.replace(file)


def lay_down(depot: Depot, path: str, raw: bytes) -> TargetFile:
    """One file that the office itself writes, such as the list of staff cards."""
    one = _said(path, raw)
    _lay(depot, one)
    settle_all(depot.targets)
    return one.target
