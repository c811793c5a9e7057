"""Where things lie on a kiosk. Another root lets a tree be set up that is not running, and a test bring its own."""

import re
from pathlib import Path

from msgspec import Struct

from kiosk.durable import settle
from kiosk.setup.fault import FILE
from kiosk.staff import private
from kiosk.staff.cards import FIRST_CARDS

READABLE, SECRET = 0o644, 0o600

_LIKE = re.compile(r"kiosk[-_ ]answers?\b[^~]*$", re.IGNORECASE)
"""Not the copies with a tilde that editors leave."""


class Home(Struct, frozen=True):
    """The machine that is set up."""

    root: Path = Path("/")

    @property
    def boot(self) -> Path:
        """The partition that any PC can read."""
        return self.root / "boot/firmware"

    @property
    def answers(self) -> Path:
        """The answer file."""
        return self.boot / FILE

    def misnamed(self) -> tuple[Path, ...]:
        """Files beside it that were meant to be it: Windows writes `.txt` behind, or ` (1)` into the name."""
        files = self.boot.iterdir() if self.boot.is_dir() else ()
        near = (file for file in files if file.name != FILE and _LIKE.match(file.name) and file.is_file())
        return tuple(sorted(near))

    @property
    def data(self) -> Path:
        """The one partition that keeps what is written."""
        return self.root / "var/lib/kiosk"

    @property
    def own(self) -> Path:
        """Root's folder on it; `/etc/kiosk` leads here."""
        return self.data / "etc"

    @property
    def settings(self) -> Path:
        """The settings of the system."""
        return self.own / "kiosk.toml"

    @property
    def wifi(self) -> Path:
        """The connection that NetworkManager is told of."""
        return self.own / "connections/kiosk-wifi.nmconnection"

    @property
    def country(self) -> Path:
        """The country whose radio rules hold, for whoever starts the Wi-Fi."""
        return self.own / "wifi-country"

    @property
    def keys(self) -> Path:
        """Who may come over SSH. Without this file there is no sshd."""
        return self.own / "authorized_keys"

    @property
    def cards(self) -> Path:
        """Staff cards that count until the office's own list has come."""
        return self.data / FIRST_CARDS

    @property
    def house(self) -> Path:
        """What staff have set in their menu."""
        return self.data / "staff/house.json"

    @property
    def trusted(self) -> Path:
        """The keys of the fleet."""
        return self.data / "root.json"

    @property
    def told(self) -> Path:
        """What the kiosk shows and says."""
        return self.data / "setup.json"

    @property
    def last_right(self) -> Path:
        """The same, as it was when everything was right the last time."""
        return self.own / "setup.json"

    @property
    def settled(self) -> Path:
        """Which files were taken, as `sha256sum --check` reads it: the unit asks that before it starts anything."""
        return self.data / "settled"


def put(file: Path, raw: bytes, mode: int = READABLE) -> bool:
    """Old or new, never half, and nothing at all where it stands there already. Whether something was written."""
    if not file.is_symlink() and private.read(file) == raw and file.stat().st_mode & 0o777 == mode:
        return False
    _folder(file.parent)
    private.keep(file, raw, mode)
    return True


def drop(file: Path) -> None:
    """Gone for good; fine when it is not there."""
    if file.exists():
        private.drop(file)


def _folder(folder: Path) -> None:
    """Made for all to look into; files that nobody else may read are closed themselves."""
    if not folder.is_dir():
        _folder(folder.parent)
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)  # whatever the umask is
        settle(folder.parent)
