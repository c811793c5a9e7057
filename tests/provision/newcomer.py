"""Somebody with a bare Debian who follows the guide to the letter: the lines stand in docs/install.md, not here.

The machine is what an image has: systemd, `sudo`, and an account with a password, which `sudo` does not ask for. It is
lent this machine's network, Debian packages that were fetched before, and the speech that was rendered here, for that
takes the longest; `make lessons` renders what is not among it.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

from tests.boot.nspawn import REBOOTS
from tests.boot.nspawn_tree import CHECKOUT
from tests.provision.machines import BARE, DEBS, AsItLies, missing

GUIDE = CHECKOUT / "docs/install.md"
HERS = "<this repository>"
"""What she has to fill in."""
ACCOUNT = "admin"
PASSWORD = "raspberry"  # noqa: S105 - as one that everybody knows; afterwards it must open nothing
REPOSITORY, VOICE, CERTIFICATES = "srv/kiosk", "srv/voice", "srv/certificates.crt"
CLONE = f"home/{ACCOUNT}/kiosk"

AN_IMAGE = f"""\
apt-get -qq update
DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends dbus sudo systemd-sysv
rm -r /var/lib/apt/lists/*
useradd --create-home --shell /bin/bash {ACCOUNT}
echo {ACCOUNT}:{PASSWORD} | chpasswd
echo '{ACCOUNT} ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/010-{ACCOUNT}
chown -R {ACCOUNT}: /{REPOSITORY}
"""

PATIENCE_S = 3000.0
"""Four minutes at rest; a quarter of an hour was seen where other programs ran."""


def why_not() -> str:
    """Why nobody follows the guide now; empty when somebody does."""
    if not os.environ.get("PROVISION_TEST"):
        return "the guide is followed by make test-provision only: it takes minutes, and a network"
    if shutil.which("git") is None:
        return "git is not installed, and the guide clones"
    return missing()


def typed(guide: Path = GUIDE) -> list[str]:
    """The lines of step 3, which are typed on the device."""
    section = re.search(r"^### 3\..*?^```sh\n(.*?)^```", guide.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert section is not None, f"{guide} has no lines to type in step 3"
    return section[1].splitlines()


class Newcomer(AsItLies):
    """A bare Debian with an account."""

    network = ()  # this machine's: without rights over it, for systemd-nspawn takes them away then
    booted = re.compile(rb"Reached target [^\r\n]*Multi-User System")

    def __init__(self) -> None:
        """It lies where `bare` has made it."""
        super().__init__(BARE)

    def _prepare(self) -> None:
        _committed(self.root / REPOSITORY)
        self.copy(CHECKOUT / "build/voice", VOICE)
        self.copy(DEBS, "var/cache/apt/archives")
        # Where somebody of the house signs what comes out of the network, pip has to be told so.
        if told := os.environ.get("PIP_CERT"):
            shutil.copy(told, self.root / CERTIFICATES)
            self.write("etc/pip.conf", f"[global]\ncert = /{CERTIFICATES}\n")
        inside = ["systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "--pipe", "-D", str(self.root)]
        done = subprocess.run([*inside, "sh", "-ec", AN_IMAGE], capture_output=True, text=True, check=False)  # noqa: S603
        assert done.returncode == 0, done.stdout + done.stderr

    def follow(self) -> None:
        """Type the lines, one after the other, until the last one restarts the machine."""
        *first, last = typed()
        lines = [*first, f"mkdir build && cp -r /{VOICE} build/voice", last]
        script = " && ".join(line.replace(HERS, f"file:///{REPOSITORY}") for line in lines)
        told = ("StandardOutput=journal+console", "StandardError=inherit", "PAMName=login", "FailureAction=poweroff")
        how = [f"--uid={ACCOUNT}", f"--working-directory=/home/{ACCOUNT}", *(f"--property={one}" for one in told)]
        self.out("systemd-run", "--unit=guide", *how, "sh", "-c", script)
        assert self.gone(PATIENCE_S) == REBOOTS, self.console.decode(errors="replace")[-8000:]


def _committed(place: Path) -> None:
    """A repository of today's checkout, with what is not committed yet, that can be cloned."""
    place.mkdir(parents=True)
    listed = _git(CHECKOUT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    for name in listed:
        if (CHECKOUT / name).is_file():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(CHECKOUT / name, place / name)
    _git(place, "init", "--quiet")
    _git(place, "add", "--all")
    _git(place, "-c", "user.name=kiosk", "-c", "user.email=kiosk@localhost", "commit", "--quiet", "--message=Today")


def _git(place: Path, *words: str) -> str:
    return subprocess.run(["git", "-C", place, *words], check=True, capture_output=True, text=True).stdout  # noqa: S603, S607
