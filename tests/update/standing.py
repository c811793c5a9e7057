"""A kiosk as far as trust goes: its home, its clock, its root; and what it has kept."""

from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from tuf.api.metadata import Metadata

from kiosk.update.refusal import Refused, Why
from kiosk.update.sources.source import Source
from kiosk.update.trust.clock import Reading
from kiosk.update.trust.floor import Floor, read_floor
from kiosk.update.trust.verify import Verified, verify
from tests.update.places import Publish
from tests.update.workshop import TODAY, Workshop

SET = Reading(TODAY, trusted=True)
UNSET = Reading(datetime.fromisoformat("1970-01-01T00:03:00Z"), trusted=False)


class Standing(Struct, frozen=True):
    """A kiosk of the fleet `hue`, group `market`."""

    home: Path
    bootstrap: bytes
    clock: Reading = SET
    fleet: str = "hue"
    group: str = "market"

    def asks(self, source: Source) -> Verified:
        """One refresh."""
        return verify(source, self.home, bootstrap=self.bootstrap, clock=self.clock, fleet=self.fleet, group=self.group)

    def refuses(self, source: Source) -> Why:
        """The reason of a refusal; it fails when there is none, or no sentence to it."""
        try:
            verified = self.asks(source)
        except Refused as fault:
            assert str(fault).endswith("."), fault
            return fault.why
        raise AssertionError(f"{source.name} was believed: version {verified.version}")

    def at(self, clock: Reading) -> "Standing":
        """The same kiosk at another time."""
        return replace(self, clock=clock)

    def kept(self) -> dict[str, int]:
        """The versions of what was accepted."""
        folder = self.home / "metadata"
        found = {role: folder / f"{role}.json" for role in ("timestamp", "snapshot", "targets")}
        versions = {role: _version(file) for role, file in found.items() if file.exists()}
        roots = [int(file.name.split(".")[0]) for file in (folder / "root_history").glob("*.root.json")]
        return {"root": max(roots), **versions} if roots else versions

    @property
    def floor(self) -> Floor:
        """What it will not go below."""
        return read_floor(self.home)


def _version(file: Path) -> int:
    version: int = Metadata.from_bytes(file.read_bytes()).signed.version
    return version


class Yard(Struct, frozen=True):
    """A workshop, a kiosk that knows its first root, and the way from one to the other."""

    shop: Workshop
    kiosk: Standing
    publish: Publish

    def take(self) -> dict[str, int]:
        """What is signed now reaches the kiosk and is believed; what it has kept then."""
        self.kiosk.asks(self.publish(self.shop.write().folder))
        return self.kiosk.kept()

    def refused(self) -> Why:
        """What is signed now reaches the kiosk and is refused: why."""
        return self.kiosk.refuses(self.publish(self.shop.write().folder))
