"""An office of five people for tests, with the keys in memory and a clock that is set by hand."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from securesystemslib.signer import CryptoSigner, Signer

from kiosk.fleet.depot.adding import Added, Wish, add
from kiosk.fleet.depot.folder import Depot
from kiosk.fleet.depot.signing import sign
from kiosk.fleet.depot.state import Role, State
from kiosk.fleet.keys.keyring import owned
from kiosk.fleet.keys.people import admit
from kiosk.fleet.sending.send import Sent, place_of, send
from kiosk.update.sources.folder import Folder
from kiosk.update.trust.clock import Reading
from kiosk.update.trust.verify import Verified, verify

BEGIN = datetime(2026, 11, 21, 8, 0, 0, tzinfo=UTC)
CONTENT = Path(__file__).parents[1] / "packs" / "content"
PEOPLE: dict[str, tuple[Role, ...]] = {
    "lan": ("root",), "minh": ("root",), "hoa": ("root",), "editor": ("targets",), "office": ("snapshot", "timestamp"),
}  # fmt: skip


class Office:
    """Whoever works on one depot."""

    def __init__(self, folder: Path) -> None:
        self.depot = Depot(folder)
        self.signers: dict[str, Signer] = {}
        self.now = BEGIN

    def later(self, days: float) -> None:
        """Time goes by."""
        self.now += timedelta(days=days)

    def do(self, change: Callable[[State], State]) -> tuple[Role, ...]:
        """Change the drafts; which roles were released with that."""
        with self.depot.working() as state:
            return self.depot.put(change(state), self.now)[1]

    def key(self, name: str, *roles: Role) -> None:
        """A new key for somebody."""
        signer = self.signers[name] = CryptoSigner.generate_ed25519()
        self.do(lambda state: admit(state, owned(name, signer.public_key), roles, self.now))

    def sign(self, *names: str) -> tuple[Role, ...]:
        """These people sign what waits."""
        return tuple(role for name in names for role in self._signed(self.signers[name]))

    def _signed(self, signer: Signer) -> tuple[Role, ...]:
        return self.do(lambda state: sign(state, signer)[0])

    def add(self, content: Path = CONTENT, **wish: object) -> Added:
        """Put content in."""
        with self.depot.working() as state:
            after, added = add(self.depot, state, Wish(content=content, **wish), now=self.now)  # type: ignore[arg-type]
            self.depot.put(after, self.now)
        return added

    def send(self, to: Path, *, prune: bool = False) -> Sent:
        """To a folder."""
        with self.depot.working() as state:
            return send(self.depot, state, place_of(str(to), self.depot.folder), now=self.now, prune=prune)

    @property
    def state(self) -> State:
        """As it is now."""
        return self.depot.state()

    @property
    def root(self) -> bytes:
        """What kiosks are born with."""
        return (self.depot.metadata / "1.root.json").read_bytes()

    def verified(self, there: Path, home: Path, now: datetime | None = None) -> Verified:
        """What a kiosk makes of a place."""
        clock = Reading(now or self.now, trusted=True)
        return verify(Folder(there.resolve()), home, bootstrap=self.root, clock=clock, fleet="hue", group="market")


def office(folder: Path) -> Office:
    """A depot whose keys are made and signed for, without content."""
    made = Office(folder)
    made.depot.begin("hue")
    for name, roles in PEOPLE.items():
        made.key(name, *roles)
    assert made.sign("lan", "minh") == ("root",)
    return made


def stocked(folder: Path) -> Office:
    """With the small content, released."""
    made = office(folder)
    made.add(title={"vi": "Bài mới", "en": "New lessons"})
    assert made.sign("editor", "office") == ("targets", "snapshot", "timestamp")
    return made
