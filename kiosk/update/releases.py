"""Which release is in use: one small file, replaced as a whole, decides; everything else follows from it.

    state.json      {active, previous, trial, ready, refused, cards}: whoever replaces it has switched
    releases/<id>/  content/  library.msgpack  recorded/  about.json  settings.toml  cards.json

`""` as the name of a release means the content that the machine was provisioned with. A new release is on trial: it
gets two starts to show a minute of pictures (`confirm`), else the one before comes back by itself and the new one is
refused from then on. Called before the first picture is painted, so it imports next to nothing and reads one file.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from kiosk.durable import keep, settle
from kiosk.update.disk import alone

STARTS = 2
"""How often a release on trial may be opened without being confirmed."""

MOST_REFUSED = 20
"""Names of releases that are remembered as bad; the version floor of the signatures keeps out older ones anyway."""

STATE, LOCK, RELEASES = "state.json", "state.lock", "releases"
LIBRARY = "library.msgpack"
HANDED = ("settings.toml", "cards.json")
"""What a release gives to the machine beside lessons; a copy lies beside `state.json`."""


class Standing(Struct, frozen=True, kw_only=True):
    """`state.json`. Unknown fields are let be: a newer kiosk may have written it before it was itself rolled back."""

    format: Literal[1] = 1
    active: str = ""
    previous: str | None = None
    """What `roll_back` returns to; `None` when there is nothing before."""
    trial: int | None = None
    """Starts of the active release while nobody has confirmed it; `None` when it is confirmed."""
    ready: str = ""
    """Waits for a moment of rest, or for the next start."""
    refused: tuple[str, ...] = ()
    """Did not hold, or staff went back from it: never taken again by itself."""
    cards: str = ""
    """The newest release ever in use: its staff cards count, for a lost card must not come back with older lessons."""

    @property
    def kept(self) -> frozenset[str]:
        """Releases that somebody may still open."""
        return frozenset(name for name in (self.active, self.previous, self.ready) if name)


class Releases:
    """The releases in a folder. Every method may be killed anywhere and called again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def standing(self) -> Standing:
        """What counts now. A file that cannot be read counts as none: the provisioned content is always there."""
        try:
            return self._read()
        except (OSError, msgspec.MsgspecError):
            return Standing()

    def trouble(self) -> str:
        """Why that file counts as none though it is there, in a sentence; empty where all is well."""
        remedy = "the lessons that the machine came with are shown until then"
        try:
            self._read()
        except FileNotFoundError:
            return ""
        except OSError as error:
            return f"{self._folder / STATE} cannot be read ({error.strerror}): let the kiosk's user read it; {remedy}."
        except msgspec.MsgspecError:
            return f"{self._folder / STATE} is damaged: bring new lessons, by stick or network; {remedy}."
        return ""

    def _read(self) -> Standing:
        return msgspec.json.decode((self._folder / STATE).read_bytes(), type=Standing)

    def path(self, release: str) -> Path:
        """The folder of a release, whether it is there or not."""
        return self._folder / RELEASES / release

    def whole(self, release: str) -> bool:
        """Whether a release is there to be opened. It gets its name only when everything else of it is in place."""
        return bool(release) and (self.path(release) / LIBRARY).is_file()

    # --- the interface: at its start, at rest -------------------------------------------------------------------------

    def opening(self) -> Path | None:
        """The folder of the release to open at a start, `None` for the provisioned content.

        A ready release is taken; a start of one on trial is counted, and after two the one before comes back. Where
        nothing can be written nothing can be counted either, so a release on trial is not opened there.
        """
        before = self.standing()
        if before == Standing():
            return None  # a kiosk that was never updated writes nothing at its start
        try:
            return self._folder_of(self._change(self._started).active)
        except OSError:
            return self._folder_of(before.active if before.trial is None else before.previous or "")

    def take_ready(self) -> Path | None:
        """Switch to the release that is ready while the kiosk runs: on trial from now on. What is in use afterwards."""
        return self._folder_of(self._change(lambda now: self._taken(now) if self.whole(now.ready) else now).active)

    def confirm(self) -> None:
        """The active release has shown a minute of pictures: it stays."""
        if self.standing().trial is not None:
            self._change(lambda now: replace(now, trial=None))

    def roll_back(self) -> Path | None:
        """Return to the release before; the one that is left is never taken again by itself. What is in use then."""
        return self._folder_of(self._change(self._back).active)

    # --- the updater --------------------------------------------------------------------------------------------------

    def offer(self, release: str) -> None:
        """A release that is whole, tested and synced waits for its turn from now on."""
        self._change(lambda now: replace(now, ready=release))

    @contextmanager
    def held(self) -> Iterator[Standing]:
        """What counts now, and nobody changes it meanwhile."""
        with alone(self._folder / LOCK):
            yield self.standing()

    # --- how one state follows from another ---------------------------------------------------------------------------

    def _started(self, now: Standing) -> Standing:
        if now.active and not self.whole(now.active):
            # The card lost it; that is no fault of its content, so it may be installed again.
            now = replace(back := self._back(now), refused=tuple(name for name in back.refused if name != now.active))
        elif now.trial is not None and now.trial >= STARTS:
            now = self._back(now)
        if now.ready and now.ready not in now.refused and self.whole(now.ready):
            now = self._taken(now)
        return now if now.trial is None else replace(now, trial=now.trial + 1)

    def _taken(self, now: Standing) -> Standing:
        """The ready release becomes the active one; the last that was confirmed stays behind it."""
        anew = now.trial is not None or now.ready == now.active  # on trial still, or made again by another program
        behind = now.previous if anew else now.active
        newest = max(now.ready, now.cards, key=version_of)
        return replace(now, active=now.ready, previous=behind, trial=0, ready="", cards=newest)

    def _back(self, now: Standing) -> Standing:
        """Active and previous change places. What was refused before and is wanted back has to prove itself again."""
        if now.previous is None:
            return now if self.whole(now.active) else replace(now, active="", trial=None)
        left = (*(name for name in now.refused if name not in (now.active, now.previous)), now.active)
        trial = 0 if now.previous in now.refused else None
        refused = tuple(name for name in left if name)[-MOST_REFUSED:]
        return replace(now, active=now.previous, previous=now.active, trial=trial, refused=refused)

    def _folder_of(self, release: str) -> Path | None:
        return self.path(release) if self.whole(release) else None

    def _change(self, change: Callable[[Standing], Standing]) -> Standing:
        with self.held() as now:
            after = change(now)
            if after != now:
                keep(self._folder / STATE, msgspec.json.encode(after))
            self._hand_over(after)
        return after

    # --- settings and staff cards -------------------------------------------------------------------------------------

    def _hand_over(self, now: Standing) -> None:
        """Settings of the active release and cards of the newest one lie beside the state; each time made sure of."""
        for name, release in zip(HANDED, (now.active, now.cards), strict=True):
            given, here = self.path(release) / name, self._folder / name
            if release and not given.parent.is_dir():
                continue  # cards of a release that was cleared away: the copy here is all there is
            if not release or not given.exists():
                _gone(here)
            elif not here.exists() or not here.samefile(given):
                _linked(given, here)


def version_of(release: str) -> int:
    """The number in front of a name: `12-0a1b2c3d`."""
    number = release.partition("-")[0]
    return int(number) if number.isdecimal() else -1


def _gone(path: Path) -> None:
    with suppress(FileNotFoundError):
        path.unlink()
        settle(path.parent)


def _linked(given: Path, here: Path) -> None:
    """The same file under another name, put in place as a whole."""
    beside = here.with_name(f".{here.name}.new")
    beside.unlink(missing_ok=True)
    os.link(given, beside)
    beside.replace(here)
    settle(here.parent)
