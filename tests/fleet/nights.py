"""Kiosks with keys, the documents they send, and an office that collects them; time is set by hand."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.fleet.collecting.collect import Collected, Run, collect
from kiosk.fleet.collecting.tables import SCHEMAS, Table
from kiosk.fleet.simulating.places import key_of
from kiosk.fleet.sites import Register, Site, read_sites, written
from kiosk.fleet.summing.make import sum_up
from kiosk.stats.document import Nightly, canonical, place_of, sealed

DAY = "2026-11-20"
NOW = datetime(2026, 11, 21, 6, tzinfo=UTC)


class Sender:
    """One kiosk."""

    def __init__(self, number: int = 0, site: str = "cho-mau") -> None:
        self.secret = sha256(f"test {number}".encode()).digest()
        self.kiosk = f"{number:016x}"
        self.site = site

    def document(self, day: str = DAY, **changed: Any) -> Nightly:
        """What it tells of a day."""
        plain = Nightly(
            kiosk=self.kiosk,
            site=self.site,
            day=day,
            app="0.4.0",
            release="2026.11.01",
            quiet=False,
            counters={"visits": {"morning": 20, "midday": 10}, "lessons_opened": {"pay/watch": 15, "other": 10}},
            health={"boots": 1, "clock": "synchronised"},
        )
        return msgspec.structs.replace(plain, **changed)

    def signed(self, document: Nightly) -> bytes:
        """As it travels."""
        return sealed(document, Ed25519PrivateKey.from_private_bytes(self.secret).sign(canonical(document)))


class City:
    """A depot, an office and its register."""

    def __init__(self, folder: Path) -> None:
        self.depot, self.office = folder / "depot", folder / "office"
        self.depot.mkdir()
        self.office.mkdir()
        self.register(Sender())

    def register(self, *senders: Sender) -> None:
        """These and no others may sign."""
        sites = {sender.site: [key_of(one.secret) for one in senders if one.site == sender.site] for sender in senders}
        text = written(tuple(site(code, *keys) for code, keys in sites.items()))
        (self.office / "sites.yaml").write_text(text, encoding="utf-8")

    @property
    def sites(self) -> Register:
        """As it is now."""
        return read_sites(self.office / "sites.yaml")

    def lay(self, raw: bytes, path: str) -> Path:
        """Anything, anywhere in the depot."""
        file = self.depot / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(raw)
        return file

    def send(self, sender: Sender, day: str = DAY, **changed: Any) -> Path:
        """A true document to its true place."""
        document = sender.document(day, **changed)
        return self.lay(sender.signed(document), place_of(document))

    def collect(self, now: datetime = NOW, *, anew: bool = False, workers: int = 1, sums: bool = False) -> Collected:
        """A run; `sums` are made as an office makes them, but take longer than all the rest of a small one."""
        more: dict[str, Any] = {"sum_up": sum_up} if sums else {}
        how = Run(depot=self.depot, office=self.office, register=self.sites, now=now, anew=anew, workers=workers)
        return collect(msgspec.structs.replace(how, **more))

    def rows(self, table: Table) -> list[dict[str, Any]]:
        """All rows of a table, in a fixed order."""
        return sorted(rows(self.office, table), key=repr)

    def held(self) -> dict[str, str]:
        """What is in quarantine, and why."""
        return {row["path"]: row["reason"] for row in rows(self.office, "quarantine")}


def rows(office: Path, table: Table) -> Iterator[dict[str, Any]]:
    """Of all days."""
    for file in sorted((office / table).rglob("*.parquet")):
        found = pq.ParquetFile(file).read()
        assert found.schema.equals(pa.schema(SCHEMAS[table])), file
        yield from found.to_pylist()


def site(code: str, *keys: str) -> Site:
    """A site with these keys."""
    words: Any = {"vi": "Chợ mẫu", "en": "Sample market"}
    return Site(site=code, name=words, ward=words, kind="market", row=0, column=0, keys=keys)


def day(text: str) -> date:
    """A day."""
    return date.fromisoformat(text)
