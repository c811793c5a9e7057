"""A depot as a folder: `metadata/` and `targets/` as kiosks read them, `draft/` what still has to be signed.

Drafts are exchanged as a whole folder, and a release ends with `timestamp.json`: a reader of `metadata/`, and whoever
comes after a pulled plug, finds the old or the new.
"""

import fcntl
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Root, Snapshot, Targets, Timestamp
from tuf.api.serialization import DeserializationError

from kiosk.durable import keep, settle
from kiosk.fleet.depot.drafting import followed
from kiosk.fleet.depot.state import ROLES, Role, State, releasable, released, snapshot_meta
from kiosk.fleet.refusing import NotPublished
from kiosk.update import layout

_ROOT = re.compile(r"([1-9][0-9]{0,8})\.root\.json")
_KINDS: dict[Role, type[Any]] = {"root": Root, "targets": Targets, "snapshot": Snapshot, "timestamp": Timestamp}


class Plate(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`depot.json`: what this folder is."""

    format: Literal[1] = 1
    fleet: Annotated[str, Meta(pattern=r"^[a-z0-9-]{1,40}$")]


class Depot:
    """The folder. Ask for `working()` before writing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.metadata, self.targets = folder / layout.METADATA, folder / layout.TARGETS
        self._draft, self._new, self._old = folder / "draft", folder / "draft.new", folder / "draft.old"

    @property
    def fleet(self) -> str:
        """Whose kiosks it is for."""
        try:
            return msgspec.json.decode((self.folder / "depot.json").read_bytes(), type=Plate).fleet
        except FileNotFoundError:
            raise NotPublished(f"{self.folder} is no depot. Begin one: kiosk publish init") from None
        except (OSError, msgspec.MsgspecError) as error:
            raise NotPublished(f"{self.folder}/depot.json cannot be read: {error}.") from error

    def begin(self, fleet: str) -> None:
        """Make an empty depot."""
        if self.folder.exists() and any(self.folder.iterdir()):
            raise NotPublished(f"{self.folder} is not empty. Begin a depot in a new folder.")
        try:
            plate = msgspec.convert({"fleet": fleet}, type=Plate)
        except msgspec.ValidationError:
            raise NotPublished(f"“{fleet}” is no name of a fleet: use a-z, 0-9 and dashes.") from None
        self.metadata.mkdir(parents=True)
        self.targets.mkdir()
        keep(self.folder / "depot.json", msgspec.json.encode(plate))

    @contextmanager
    def working(self) -> Iterator[State]:
        """The state, while nobody else may change it."""
        if not self.metadata.is_dir():
            raise NotPublished(f"{self.folder} is no depot: there is no {self.metadata}.")
        with (self.folder / ".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise NotPublished(f"Somebody else is working on {self.folder}. Try again in a moment.") from None
            self._mend()
            yield self.state()

    def _mend(self) -> None:
        """Finish an exchange of drafts that was cut off between its two renames."""
        if self._old.exists() and not self._draft.exists():
            self._new.rename(self._draft)
        shutil.rmtree(self._new, ignore_errors=True)
        shutil.rmtree(self._old, ignore_errors=True)

    # --- reading ------------------------------------------------------------------------------------------------------

    def state(self) -> State:
        """What the files say. A draft that is released already, word for word, is not one any more."""
        out = self._released()
        drafts = {role: _read(file) for role in ROLES if (file := self._draft / f"{role}.json").exists()}
        for role, one in drafts.items():
            _expect(one, role, self._draft)
        open_ = {role: one for role, one in drafts.items() if role not in out or one.signed != out[role].signed}
        return State(out, open_)

    def _released(self) -> dict[Role, Metadata[Any]]:
        versions = self.roots()
        found: dict[Role, Metadata[Any]] = {}
        if versions:
            found["root"] = self._read("root", versions[-1])
        if (self.metadata / "timestamp.json").exists():
            found["timestamp"] = _expect(_read(self.metadata / "timestamp.json"), "timestamp", self.metadata)
            found["snapshot"] = self._read("snapshot", found["timestamp"].signed.snapshot_meta.version)
            found["targets"] = self._read("targets", snapshot_meta(found["snapshot"]))
        return found

    def roots(self) -> list[int]:
        """The versions of all released roots, in their order."""
        names = [file.name for file in self.metadata.iterdir()] if self.metadata.is_dir() else []
        return sorted(int(match[1]) for name in names if (match := _ROOT.fullmatch(name)))

    def _read(self, role: Role, version: int) -> Metadata[Any]:
        file = self.metadata / f"{version}.{role}.json"
        found = _expect(_read(file), role, self.metadata)
        if found.signed.version != version:
            raise NotPublished(f"{file} is damaged: it says it is version {found.signed.version}. Take it from a copy.")
        return found

    # --- writing ------------------------------------------------------------------------------------------------------

    def put(self, state: State, now: datetime) -> tuple[State, tuple[Role, ...]]:
        """Keep the drafts, and release those that enough people signed; the state after that, and what was released."""
        self._exchange(state)
        roles = releasable(state)
        for role in roles:  # the timestamp last, for with it readers begin
            one = state.drafts[role]
            name = "timestamp.json" if role == "timestamp" else f"{one.signed.version}.{role}.json"
            keep(self.metadata / name, one.to_bytes())
        if roles:
            state = followed(released(state, roles), now)
            self._exchange(state)
        return state, roles

    def _exchange(self, state: State) -> None:
        """All drafts at once."""
        shutil.rmtree(self._new, ignore_errors=True)
        self._new.mkdir()
        for role, one in state.drafts.items():
            keep(self._new / f"{role}.json", one.to_bytes())
        if self._draft.exists():
            self._draft.rename(self._old)
        self._new.rename(self._draft)
        settle(self.folder)
        shutil.rmtree(self._old, ignore_errors=True)


def _read(file: Path) -> Metadata[Any]:
    try:
        return Metadata.from_bytes(file.read_bytes())
    except FileNotFoundError:
        raise NotPublished(f"{file} is missing. Take it from a copy of the depot.") from None
    except OSError as error:
        raise NotPublished(f"{file} cannot be read: {error.strerror}.") from error
    except (DeserializationError, RepositoryError, ValueError) as error:
        raise NotPublished(f"{file} is damaged. Take it from a copy of the depot.") from error


def _expect(found: Metadata[Any], role: Role, folder: Path) -> Metadata[Any]:
    if not isinstance(found.signed, _KINDS[role]):
        raise NotPublished(f"{folder} is damaged: what should be {role} is {found.signed.type}. Take it from a copy.")
    if role == "timestamp" and layout.MADE not in found.signed.unrecognized_fields:
        raise NotPublished(f"{folder}: its timestamp does not say when it was made. Take it from a copy.")
    return found
