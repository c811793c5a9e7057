"""From a verified list of files to a release that is ready: every step can be killed anywhere and taken again.

    staged → compiled and checked → self-tested → voiced → ready

Nothing of the content in use is touched. Everything is put together in a folder that begins with a dot; renaming it
makes it whole, and one line in `state.json` offers it to the interface. Compiling, testing and speaking know packs,
scenes and voices, which are strangers to this room: they are handed in as functions.
"""

import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol

import msgspec
from msgspec import Struct

from kiosk.durable import keep, settle
from kiosk.update.disk import made, on_disk
from kiosk.update.layout import CARDS, CONTENT, SETTINGS, Release
from kiosk.update.objects import Objects, Wanted
from kiosk.update.refusal import Refused
from kiosk.update.releases import LIBRARY, Releases
from kiosk.update.sources.source import Source
from kiosk.update.tidy import BEGUN, tidy

OBJECTS, ABOUT, RECORDED = "objects", "about.json", "recorded"
RESERVE = 32_000_000
"""Bytes that stay free beside twice what is missing: speech is rendered, counters go on counting."""

Stage = Literal["checking", "copying", "removable", "testing", "voicing", "ready", "nothing-new"]
Tell = Callable[[Stage, int, int], None]
"""How far an update has come: its stage, how many are done, how many there are."""
Share = Callable[[int, int], None]
"""How far one step has come."""


class Verified(Protocol):
    """A list of files that may be trusted."""

    @property
    def version(self) -> int:
        """Of the signed list."""

    @property
    def digest(self) -> str:
        """SHA-256 of the signed list."""

    @property
    def made(self) -> datetime:
        """When it was signed."""

    @property
    def expires(self) -> datetime:
        """When it must have been signed anew."""

    @property
    def release(self) -> Release:
        """What it is and for whom."""

    @property
    def files(self) -> tuple[Wanted, ...]:
        """All of it, for all groups."""


class About(Struct, frozen=True, kw_only=True):
    """`about.json` in a release: what staff are told of it."""

    version: int
    digest: str
    made: datetime
    expires: datetime
    title: dict[str, str] = {}


class Workshop(Struct, frozen=True):
    """What other rooms can do for a release. Each raises `Refused` and leaves nothing half."""

    compile: Callable[[Path, Path, Path, Share], None]
    """(content, recorded, library): check everything, build the recordings, write the one file a kiosk opens."""
    test: Callable[[Path, Path | None, Share], None]
    """(library, the release in use): the robot learner plays what is different."""
    voice: Callable[[Path, Share], None]
    """(library): every sentence gets its clip."""
    opens: Callable[[Path], bool] = Path.is_file
    """(library): whether this program can open it; one that an older program compiled is made again."""


def name_of(verified: Verified) -> str:
    """The name of a release: version and the beginning of the digest of its list."""
    return f"{verified.version}-{verified.digest[:8]}"


class Place(Struct, frozen=True):
    """Where a release shall lie, and for which kiosk."""

    folder: Path
    group: str
    reserve: int = RESERVE


def install(source: Source, verified: Verified, place: Place, workshop: Workshop, tell: Tell) -> str:
    """Make a release ready; its name, or empty when it was so already. Raises `Refused`, and then nothing changed."""
    releases, name = Releases(place.folder), name_of(verified)
    files = chosen(verified.files, place.group)
    tidy(place.folder, name, frozenset(file.sha256 for file in files.values()))
    now = releases.standing()
    if name in now.refused:
        raise Refused("refused", f"Release {name} was in use once and did not hold; it waits for a newer one.")
    whole = releases.whole(name) and workshop.opens(releases.path(name) / LIBRARY)
    if whole and name in (now.active, now.ready):
        tell("nothing-new", 0, 0)
        return ""
    if not whole:
        _stage(source, Objects(place.folder / OBJECTS), tuple(files.values()), tell, place.reserve)
        _Making(place.folder, name, workshop, tell).make(files, verified)
    with on_disk():
        releases.offer(name)
    tell("ready", 1, 1)
    return name


def chosen(files: tuple[Wanted, ...], group: str) -> dict[str, Wanted]:
    """Where in a release → which file, for a kiosk of a group; the settings of other groups are not its business."""
    places = {f"{SETTINGS}{group}.toml": "settings.toml", CARDS: "cards.json"}
    kept = ((places.get(file.path, file.path), file) for file in files)
    return {place: file for place, file in kept if place.startswith(CONTENT) or place in places.values()}


def _stage(source: Source, objects: Objects, files: tuple[Wanted, ...], tell: Tell, reserve: int) -> None:
    """Everything that is missing comes, is proven and lasts."""
    missing = objects.missing(files)
    _room(objects, missing, reserve)
    for done, file in enumerate(missing):
        tell("copying", done, len(missing))
        objects.fetch(source, file, lambda _bytes: None)
    objects.settle()
    tell("removable", len(missing), len(missing))


def _room(objects: Objects, missing: tuple[Wanted, ...], reserve: int) -> None:
    """Ask before the first byte: a partition that fills up half-way has already hurt whatever else writes there."""
    if not missing:
        return
    needed = 2 * objects.to_fetch(missing) + reserve
    with on_disk():
        disk = os.statvfs(objects.path(""))
    free = disk.f_bavail * disk.f_frsize
    if free < needed:
        short = (needed - free) // 1_000_000 + 1
        raise Refused("full", f"The data partition is too full for this: {short} MB more have to be free.")


class _Making:
    """A release that is being put together, in a folder that nobody takes for one."""

    def __init__(self, folder: Path, name: str, workshop: Workshop, tell: Tell) -> None:
        self._releases, self._objects = Releases(folder), folder / OBJECTS
        self._whole = self._releases.path(name)
        self._begun = self._whole.with_name(f"{BEGUN}{name}")
        self._library = self._begun / LIBRARY
        self._workshop, self._tell = workshop, tell

    def make(self, files: dict[str, Wanted], verified: Verified) -> None:
        """From objects to a whole release."""
        with on_disk():
            self._lay_out(files)
            keep(self._begun / ABOUT, msgspec.json.encode(_about(verified)))
        self._prove()
        with on_disk():
            _last(self._begun)
            if self._whole.exists():
                shutil.rmtree(self._whole)  # the card has lost its library
            self._begun.rename(self._whole)
            settle(self._whole.parent)

    def _lay_out(self, files: dict[str, Wanted]) -> None:
        for place, file in files.items():
            _laid(self._objects / file.sha256, self._begun / place)
        recorded = self._begun / RECORDED
        shutil.rmtree(recorded, ignore_errors=True)  # what a pulled plug left may be hollow
        active = self._releases.standing().active
        before = self._releases.path(active) / RECORDED
        if active and before.is_dir():
            shutil.copytree(before, recorded, copy_function=os.link)  # most recordings stay; each is looked at again

    def _prove(self) -> None:
        self._workshop.compile(self._begun / "content", self._begun / RECORDED, self._library, self._testing)
        mark, proven = self._begun / ".tested", _seen(self._library)
        if not mark.exists() or mark.read_text("ascii") != proven:
            self._workshop.test(self._library, _in_use(self._releases), self._testing)
            with on_disk():
                keep(mark, proven.encode())
        self._workshop.voice(self._library, lambda done, of: self._tell("voicing", done, of))

    def _testing(self, done: int, of: int) -> None:
        self._tell("testing", done, of)


def _seen(library: Path) -> str:
    stat = library.stat()
    return f"{stat.st_ino} {stat.st_size} {stat.st_mtime_ns}"


def _in_use(releases: Releases) -> Path | None:
    """The library in use, if it came by an update."""
    active = releases.standing().active
    return releases.path(active) / LIBRARY if releases.whole(active) else None


def _about(verified: Verified) -> About:
    title = {str(lang): text for lang, text in verified.release.title.items()}
    return About(
        version=verified.version, digest=verified.digest, made=verified.made, expires=verified.expires, title=title
    )


def _laid(thing: Path, place: Path) -> None:
    """An object under the name that authors gave it: the same file, so it costs no room."""
    made(place.parent)
    if place.exists() and place.samefile(thing):
        return
    place.unlink(missing_ok=True)
    os.link(thing, place)


def _last(begun: Path) -> None:
    """Everything in it and all its names last. Linked files did so before they became objects."""
    for folder, _, names in os.walk(begun):
        for name in names:
            file = Path(folder) / name
            if file.stat().st_nlink == 1:
                sync_file(file)
        settle(Path(folder))


def sync_file(file: Path) -> None:
    """Make what is in a file last."""
    handle = os.open(file, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
