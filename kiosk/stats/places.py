"""Where documents can go, as one small interface; and the place that is a folder or a stick.

    place_for("/media/stick/kiosk")     a folder
    place_for("https://…")              a web server that takes files by PUT
    place_for("s3://bucket/folder")     a bucket

A place never takes a document where another one lies.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, Protocol

from kiosk.durable import keep

Fault = Literal[
    "unreachable", "slow", "answered", "certificate", "denied", "redirected", "strange", "too-large", "occupied",
    "full", "locked", "damaged", "address", "keys",
]  # fmt: skip
"""Why a document did not leave, as a code for the log."""

PASSING: frozenset[Fault] = frozenset({"unreachable", "slow", "answered", "strange"})
"""What may be over in a minute."""
OF_ONE: frozenset[Fault] = frozenset({"too-large", "occupied"})
"""What is wrong with one document; others may still leave."""

AUTHORITY, CERTIFICATE, KEY = "UPLOAD_AUTHORITY", "UPLOAD_CERTIFICATE", "UPLOAD_KEY"
USER, PASSWORD = "UPLOAD_USER", "UPLOAD_PASSWORD"


class NotSent(Exception):  # noqa: N818 - told in a sentence
    """A document did not leave. `fault` is the code, the words say what to do."""

    def __init__(self, fault: Fault, sentence: str) -> None:
        super().__init__(sentence)
        self.fault: Fault = fault


class Place(Protocol):
    """Something that takes documents. Faults leave as `NotSent`."""

    name: str
    """As people know it, without secrets."""

    def give(self, path: str, raw: bytes) -> None:
        """Lay a document down. Fine when this very document lies there already."""


def place_for(address: str, environment: Mapping[str, str] = os.environ, *, proxy: str = "") -> Place:
    """The place at an address. Who we are is told by the environment; `proxy` is the way out, `http://host:port`."""
    if address.startswith("https://"):
        from kiosk.stats.place_web import WebPlace  # noqa: PLC0415 - only what is used is loaded

        return WebPlace(address, environment, proxy=proxy)
    if address.startswith("s3://"):
        from kiosk.stats.place_bucket import BucketPlace  # noqa: PLC0415

        return BucketPlace(address, environment, proxy=proxy)
    if address.startswith("/"):
        return FolderPlace(Path(address))
    raise NotSent("address", "The address to send to is none of https://…, s3://… or /a/folder: correct stats.to.")


def occupied(name: str, path: str) -> NotSent:
    """Another document lies there."""
    return NotSent("occupied", f"{name}: another {path} lies there already and is left as it is; tell the office.")


class FolderPlace:
    """A folder, on a stick too. What was written is read back from the medium itself."""

    def __init__(self, folder: Path) -> None:
        self.name = str(folder)
        self._folder = folder

    def give(self, path: str, raw: bytes) -> None:
        """Beside, synced, renamed, its folders synced, and read back."""
        file = self._folder / path
        try:
            if not self._folder.is_dir():
                raise NotSent("unreachable", f"There is no folder {self._folder}. Is the stick plugged in?")
            if not self._there(file, raw):
                self._write(file, raw)
                if not self._there(file, raw):
                    raise NotSent("damaged", f"{file} reads back otherwise than it was written: use another stick.")
        except OSError as error:
            fault: Fault = "full" if error.errno in (28, 122) else "locked"  # ENOSPC, EDQUOT
            raise NotSent(fault, f"{file} cannot be written ({error.strerror}).") from error

    def _write(self, file: Path, raw: bytes) -> None:
        keep(file, raw)
        with file.open("rb") as there:  # what is read back afterwards shall come from the medium, not from memory
            os.posix_fadvise(there.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)

    def _there(self, file: Path, raw: bytes) -> bool:
        try:
            handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except FileNotFoundError:
            return False
        with os.fdopen(handle, "rb") as found:
            if found.read(len(raw) + 1) != raw:
                raise occupied(self.name, file.name)
        return True
