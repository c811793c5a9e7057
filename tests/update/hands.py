"""Small true things that an update is made of: a depot in memory, a list taken as verified, a quick workshop."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from kiosk.update.install import Stage, Tell, Workshop
from kiosk.update.layout import Release
from kiosk.update.refusal import Refused
from kiosk.update.sources.source import Absent

MADE = datetime(2026, 11, 20, tzinfo=UTC)


class Given(Struct, frozen=True):
    """A file of a signed list."""

    path: str
    length: int
    sha256: str


class Listed(Struct, frozen=True, kw_only=True):
    """What trust would hand on."""

    version: int
    files: tuple[Given, ...]
    digest: str = "0123456789abcdef"
    made: datetime = MADE
    expires: datetime = datetime(2027, 11, 20, tzinfo=UTC)
    release: Release = Release(fleet="hue", made=MADE, title={"vi": "Mới", "en": "New"})


def given(path: str, raw: bytes) -> Given:
    return Given(path, len(raw), hashlib.sha256(raw).hexdigest())


class Memory:
    """A depot in memory. `asked` remembers where reading began; `cut` ends it as a network does."""

    name = "memory"

    def __init__(self, files: dict[str, bytes], piece: int = 1000) -> None:
        self.listed = tuple(given(path, raw) for path, raw in files.items())
        self.held = {_address(file): files[file.path] for file in self.listed}
        self.asked: list[tuple[str, int]] = []
        self.cut: int | None = None
        self._piece = piece

    @contextmanager
    def open(self, path: str, offset: int = 0) -> Iterator[Iterator[bytes]]:
        self.asked.append((path, offset))
        if path not in self.held:
            raise Absent(path)
        yield self._pieces(self.held[path][offset:])

    def _pieces(self, raw: bytes) -> Iterator[bytes]:
        sent = 0
        for start in range(0, len(raw), self._piece):
            if self.cut is not None and sent >= self.cut:
                raise Refused("gone", "The network went away.")
            yield raw[start : start + self._piece]
            sent += self._piece

    def replaced(self, path: str, raw: bytes) -> None:
        """Other bytes under the address of a signed file."""
        self.held[next(_address(file) for file in self.listed if file.path == path)] = raw


def _address(file: Given) -> str:
    folder, _, name = file.path.rpartition("/")
    return "/".join(part for part in ("targets", folder, f"{file.sha256}.{name}") if part)


class Watched:
    """A workshop that only copies, and remembers what it was asked to do."""

    def __init__(self) -> None:
        self.did: list[str] = []
        self.stages: list[Stage] = []
        self.refuses: Refused | None = None
        self.at = ""
        self.opens = True
        """Whether the program that runs now can open what was compiled."""

    @property
    def workshop(self) -> Workshop:
        return Workshop(self._compile, self._test, self._voice, lambda _: self.opens)

    @property
    def tell(self) -> Tell:
        return lambda stage, _done, _of: self.stages.append(stage)

    def _compile(self, content: Path, _recorded: Path, library: Path, _share: object) -> None:
        library.write_bytes(b"".join(file.read_bytes() for file in sorted(content.rglob("*.yaml"))))
        self._done("compile")

    def _test(self, _library: Path, _before: Path | None, _share: object) -> None:
        self._done("test")

    def _voice(self, _library: Path, _share: object) -> None:
        self._done("voice")

    def _done(self, what: str) -> None:
        self.did.append(what)
        if self.refuses is not None and self.at == what:
            raise self.refuses
