"""Making a folder of files available on each kind of source; servers are started when first asked for, once."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Literal

import obstore
from obstore.store import S3Store

from kiosk.update.sources.bucket import Bucket
from kiosk.update.sources.folder import Folder
from kiosk.update.sources.source import Source
from kiosk.update.sources.web import Web
from tests.update.authority import Authority
from tests.update.servers import BUCKET, KEY, SECRET, Missing, Place, moto, nginx, rclone, stick

Kind = Literal["folder", "stick", "https", "s3-moto", "s3-rclone"]
KINDS: tuple[Kind, ...] = ("folder", "stick", "https", "s3-moto", "s3-rclone")
Publish = Callable[[Path], Source]
"""Makes a copy of what is in a folder now available; each call gives a source of its own."""


class Servers:
    """All servers of a test run."""

    def __init__(self, house: Path, ends: ExitStack) -> None:
        self._house, self._ends, self._count = house, ends, 0
        self._places: dict[Kind, Place] = {}
        self._web: tuple[str, Path] | None = None
        self._missing: dict[Kind, Missing] = {}

    @property
    def authority(self) -> Path:
        """The certificate to trust."""
        return self._house / "loopback.pem"

    def web(self) -> tuple[str, Path]:
        """The address of nginx and the folder it serves."""
        self._complain("https")
        if self._web is None:
            root = self._house / "web"
            root.mkdir()
            certificate, key = Authority(self._house).sign()
            with self._noting("https"):
                self._web = self._ends.enter_context(nginx(root, certificate, key)), root
        assert self._web
        return self._web

    def bucket(self, kind: Kind) -> Place:
        """The bucket server of a kind."""
        self._complain(kind)
        if kind not in self._places:
            house = self._house / kind
            house.mkdir()
            start = moto if kind == "s3-moto" else rclone
            with self._noting(kind):
                place = self._ends.enter_context(start(house))
                self._places[kind] = place
        return self._places[kind]

    @contextmanager
    def publishing(self, kind: Kind) -> Iterator[Publish]:
        """The function that publishes on `kind`, for one test; sticks are unmounted at its end."""
        with ExitStack() as ends:
            yield lambda folder: self._published(kind, folder, ends)

    def _published(self, kind: Kind, folder: Path, ends: ExitStack) -> Source:
        self._count += 1
        name = f"depot-{self._count}"
        if kind == "folder":
            copy = self._house / name
            shutil.copytree(folder, copy, symlinks=True)
            ends.callback(shutil.rmtree, copy)
            return Folder(copy.resolve())
        if kind == "stick":
            house = self._house / name
            house.mkdir()
            ends.callback(shutil.rmtree, house)
            return Folder(ends.enter_context(stick(folder, house)).place)
        if kind == "https":
            address, root = self.web()
            shutil.copytree(folder, root / name)
            ends.callback(shutil.rmtree, root / name)
            return Web(f"{address}/{name}", authority=self.authority)
        place = self.bucket(kind)
        upload(place, folder, name)
        return Bucket(f"s3://{BUCKET}/{name}", environment=place.environment)

    def _complain(self, kind: Kind) -> None:
        if kind in self._missing:
            raise self._missing[kind]

    @contextmanager
    def _noting(self, kind: Kind) -> Iterator[None]:
        try:
            yield
        except Missing as missing:
            self._missing[kind] = missing
            raise


def store(place: Place, prefix: str = "") -> S3Store:
    """The bucket of a server, for writing."""
    return S3Store(
        BUCKET,
        prefix=prefix or None,
        endpoint=place.endpoint,
        access_key_id=KEY,
        secret_access_key=SECRET,
        region="us-east-1",
        virtual_hosted_style_request=False,
        client_options={"allow_http": True},
    )


def upload(place: Place, folder: Path, prefix: str) -> None:
    """Every file of a folder into the bucket, under `prefix`."""
    there = store(place, prefix)
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        obstore.put(there, file.relative_to(folder).as_posix(), file.read_bytes(), use_multipart=False)
