"""A signed depot in a moment, for everybody's tests: keys in memory, no passphrase, nothing checked.

What `kiosk publish` makes is the same to the byte where it matters; here nobody is asked, so that tests can also make
what the office would refuse.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from msgspec import Struct
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp

from kiosk.update import layout

MADE = datetime(2026, 11, 21, 8, 0, 0, tzinfo=UTC)
"""When depots of tests are made, unless said otherwise."""

DAYS = {"root": 365, "targets": 180, "snapshot": 120, "timestamp": 60}


class Keys(Struct, frozen=True):
    """Three people with a root key, of whom two sign, and one key for each other role."""

    root: tuple[CryptoSigner, ...]
    targets: CryptoSigner
    snapshot: CryptoSigner
    timestamp: CryptoSigner

    def of(self, role: str) -> tuple[CryptoSigner, ...]:
        """All keys of a role."""
        return self.root if role == "root" else (getattr(self, role),)


def keys() -> Keys:
    """New keys."""
    one = CryptoSigner.generate_ed25519
    return Keys((one(), one(), one()), one(), one(), one())


def depot(tmp: Path, content: Path, **how: object) -> tuple[Path, bytes]:
    """`depot(tmp, content, *, keys=…, version=1, made=MADE, days=DAYS, fleet="hue", groups=("*",), needs=1,`
    `title={}, settings={}, cards=(), files={}) -> (tmp / "depot", bytes of 1.root.json)`.

    `content` is a content folder as authors know it; its files become `content/…`. `settings`: group → TOML text, as
    `settings/<group>.toml`. `cards`: (digest, label) pairs for `staff/cards.json`. `files`: target path → bytes, laid
    over all others; nothing about it is checked. `days`: role → how long it is good for. Called again with the same
    `tmp`, the same `keys=` and a higher `version` it adds the next release to the same depot; root stays at 1.
    """
    return _depot(tmp / "depot", content, **how)  # type: ignore[arg-type] # told by the docstring


def _depot(  # noqa: PLR0913 - each has its default
    place: Path,
    content: Path,
    *,
    keys: Keys | None = None,
    version: int = 1,
    made: datetime = MADE,
    days: Mapping[str, int] = DAYS,
    fleet: str = "hue",
    groups: tuple[str, ...] = ("*",),
    needs: int = 1,
    title: Mapping[str, str] | None = None,
    settings: Mapping[str, str] | None = None,
    cards: tuple[tuple[str, str], ...] = (),
    files: Mapping[str, bytes] | None = None,
) -> tuple[Path, bytes]:
    own = keys or _shared()
    release = {"format": 1, "fleet": fleet, "groups": groups, "made": _said(made), "title": title or {}, "needs": needs}
    targets = {layout.CONTENT + str(file.relative_to(content)): file.read_bytes() for file in _files(content)}
    targets |= {f"{layout.SETTINGS}{group}.toml": text.encode() for group, text in (settings or {}).items()}
    if cards:
        listed = [{"digest": digest, "label": label} for digest, label in cards]
        targets[layout.CARDS] = json.dumps({"format": 1, "cards": listed}).encode()
    targets |= {layout.RELEASE: json.dumps(release).encode(), **(files or {})}
    return place, write(place, own, targets, version=version, made=made, days=days)


def write(  # noqa: PLR0913
    place: Path,
    own: Keys,
    files: Mapping[str, bytes],
    *,
    version: int = 1,
    made: datetime = MADE,
    days: Mapping[str, int] = DAYS,
) -> bytes:
    """Write and sign a release with exactly these targets; the bytes of its root."""
    until = {role: made + timedelta(days=days.get(role, DAYS[role])) for role in DAYS}
    root = root_of(own, until["root"])
    listed = {path: _target(place, path, raw) for path, raw in files.items()}
    targets = Metadata(Targets(version, expires=until["targets"], targets=listed))
    snapshot = Metadata(Snapshot(version, expires=until["snapshot"], meta={"targets.json": MetaFile(version)}))
    time = Timestamp(version, expires=until["timestamp"], snapshot_meta=MetaFile(version))
    time.unrecognized_fields[layout.MADE] = _said(made)
    _put(place, "1.root.json", root, own.root[:2])
    _put(place, f"{version}.targets.json", targets, (own.targets,))
    _put(place, f"{version}.snapshot.json", snapshot, (own.snapshot,))
    _put(place, "timestamp.json", Metadata(time), (own.timestamp,))
    return (place / layout.METADATA / "1.root.json").read_bytes()


def root_of(own: Keys, expires: datetime, version: int = 1) -> Metadata[Root]:
    """A root that knows these keys, not signed yet."""
    root = Root(version, expires=expires, consistent_snapshot=True)
    for role in DAYS:
        for signer in own.of(role):
            root.add_key(signer.public_key, role)
    root.roles["root"].threshold = 2
    return Metadata(root)


def _target(place: Path, path: str, raw: bytes) -> TargetFile:
    made = TargetFile.from_data(path, raw, ["sha256"])
    folder, _, name = path.rpartition("/")
    file = place / layout.TARGETS / folder / f"{hashlib.sha256(raw).hexdigest()}.{name}"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(raw)
    return made


def _put(place: Path, name: str, metadata: Metadata[Any], signers: tuple[CryptoSigner, ...]) -> None:
    for signer in signers:
        metadata.sign(signer, append=True)
    file = place / layout.METADATA / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(metadata.to_bytes())


def _files(content: Path) -> list[Path]:
    return sorted(file for file in content.rglob("*") if file.is_file())


def _said(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


_kept: list[Keys] = []


def _shared() -> Keys:
    """One set of keys for a whole run: a second release of the same depot is then signed by the same people."""
    if not _kept:
        _kept.append(keys())
    return _kept[0]
