"""A depot as its signers would make it, or as nobody honest would: written with python-tuf's own API.

What is changed in `root`, `timestamp`, `snapshot` and `targets` is signed and written by `write`. Files are named as
those who point to them announce them, so a wrong version inside is a thing one can ask for.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp

from kiosk.update.layout import MADE, METADATA, RELEASE, TARGETS

TODAY = datetime(2027, 3, 1, 8, tzinfo=UTC)
PAST = TODAY - timedelta(days=5)
MONTH = timedelta(days=30)
LESSON = "content/scan/pack.yaml"
Role = str


class Workshop:
    """Four roles, a folder that they write into, and a lesson in it."""

    def __init__(self, folder: Path, *, fleet: str = "hue", groups: tuple[str, ...] = ("*",)) -> None:
        self.folder = folder
        self.roots: list[bytes] = []
        self.measured = False
        """Whether timestamp and snapshot tell length and hash of what they point to."""
        self.signers = {role: [CryptoSigner.generate_ed25519()] for role in ("timestamp", "snapshot", "targets")}
        self.signers["root"] = [CryptoSigner.generate_ed25519() for _ in range(3)]
        self.root = self._first_root()
        self.targets = Targets(expires=TODAY + MONTH)
        self.snapshot = Snapshot(expires=TODAY + MONTH)
        self.timestamp = Timestamp(expires=TODAY + MONTH)
        self.made(TODAY)
        self.labelled(fleet=fleet, groups=groups)
        self.put(LESSON, b"format: 1\n")
        self.write_root()

    def _first_root(self) -> Root:
        root = Root(expires=TODAY + 12 * MONTH, consistent_snapshot=True)
        for role, signers in self.signers.items():
            for signer in signers:
                root.add_key(signer.public_key, role)
        root.roles["root"].threshold = 2
        return root

    @property
    def bootstrap(self) -> bytes:
        """The root that kiosks are provisioned with."""
        return self.roots[0]

    def made(self, when: datetime | str | None) -> None:
        """What the timestamp will say about when it was signed."""
        text = when.strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(when, datetime) else when
        self.timestamp.unrecognized_fields.clear()
        if text is not None:
            self.timestamp.unrecognized_fields[MADE] = text

    def labelled(self, **fields: Any) -> None:
        """Another `release.json`."""
        self.put(RELEASE, msgspec.json.encode({"format": 1, "made": TODAY, **fields}))

    def put(self, path: str, raw: bytes, *, signed: bytes | None = None) -> None:
        """A target; what is signed may differ from what is there."""
        self.targets.targets[path] = TargetFile.from_data(path, raw if signed is None else signed, ["sha256"])
        folder, _, name = path.rpartition("/")
        there = self.folder / TARGETS / folder / f"{sha256(raw if signed is None else signed).hexdigest()}.{name}"
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_bytes(raw)

    def listed(self, path: str, length: int = 1) -> None:
        """A target that is only in the list."""
        self.targets.targets[path] = TargetFile(length, {"sha256": sha256(path.encode()).hexdigest()}, path)

    # --- signing ----------------------------------------------------------------------------------------------------

    def write_root(self) -> None:
        """The root as it is now, under the next file name; its version is nobody's business here."""
        self.roots.append(self._sealed(self.root, "root"))
        self._write(f"{len(self.roots)}.root", self.roots[-1])

    def next_root(self) -> None:
        """The next version of the root."""
        self.root.version += 1
        self.write_root()

    def write(self) -> "Workshop":
        """Everything but roots, signed as it is now."""
        self._write("timestamp", self._sealed(self.timestamp, "timestamp"))
        self._write(f"{self.timestamp.snapshot_meta.version}.snapshot", self._sealed(self.snapshot, "snapshot"))
        self._write(f"{self.snapshot.meta['targets.json'].version}.targets", self._sealed(self.targets, "targets"))
        return self

    def next_snapshot(self) -> None:
        """A snapshot, one higher, of the targets as they are now; and a timestamp of it."""
        self.snapshot.meta["targets.json"] = self._meta(self.targets, "targets")
        self.snapshot.version += 1
        self.next_timestamp()

    def next_timestamp(self) -> None:
        """A timestamp, one higher, of the snapshot as it is now."""
        self.timestamp.snapshot_meta = self._meta(self.snapshot, "snapshot")
        self.timestamp.version += 1

    def next_release(self) -> None:
        """Everything one higher."""
        self.targets.version += 1
        self.next_snapshot()

    def _meta(self, signed: Snapshot | Targets, role: Role) -> MetaFile:
        if not self.measured:
            return MetaFile(signed.version)
        return MetaFile.from_data(signed.version, self._sealed(signed, role), ["sha256"])

    def rotate(self, *roles: Role) -> None:
        """Take the keys of roles away and give them new ones, in a next root."""
        for role in roles:
            for keyid in list(self.root.roles[role].keyids):
                self.root.revoke_key(keyid, role)
            self.signers[role] = [CryptoSigner.generate_ed25519()]
            self.root.add_key(self.signers[role][0].public_key, role)
        self.next_root()

    def _sealed(self, signed: Root | Timestamp | Snapshot | Targets, role: Role) -> bytes:
        metadata = Metadata(signed)  # type: ignore[type-var]
        for signer in self.signers[role]:
            metadata.sign(signer, append=True)
        return metadata.to_bytes()

    def _write(self, name: str, raw: bytes) -> None:
        file = self.file(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(raw)

    # --- breaking ---------------------------------------------------------------------------------------------------

    def file(self, name: str) -> Path:
        """A file of metadata: `timestamp`, `2.root`."""
        return self.folder / METADATA / f"{name}.json"

    def bend(self, name: str, change: Callable[[bytes], bytes]) -> None:
        """Change the bytes of a file of metadata behind its signature."""
        self.file(name).write_bytes(change(self.file(name).read_bytes()))
