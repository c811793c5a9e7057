"""Over SSH: the machine lets in the one key that it was given, and whoever has it may look and mend."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.boot.nspawn import Machine
from tests.boot.nspawn_tree import CHECKOUT
from tests.provision.machines import Provisioned, layer, missing

pytestmark = [
    pytest.mark.skipif(bool(missing()), reason=missing()),
    pytest.mark.skipif(
        shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed (Debian: openssh-client)"
    ),
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.xdist_group("machines"),
]

QUICK = ("--only", "kernel,units,usb")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody's home, with a key."""
    home = tmp_path_factory.mktemp("home")
    (home / ".ssh").mkdir(mode=0o700)
    subprocess.run(  # noqa: S603
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", home / ".ssh/id_ed25519"],  # noqa: S607
        check=True, timeout=30,
    )  # fmt: skip
    return home


@pytest.fixture(scope="module")
def machine(home: Path) -> Iterator[Provisioned]:
    with layer() as tree:

        def given(machine: Machine) -> None:
            key = (home / ".ssh/id_ed25519.pub").read_text("ascii")
            machine.write("var/lib/kiosk/etc/authorized_keys", key, 0o600)

        with Provisioned(tree, given) as machine:
            machine.until(lambda: machine.state("kiosk-ssh.service") == "active", "SSH answers")
            yield machine


def over_ssh(
    machine: Provisioned, home: Path, *words: str, to: str = "root@localhost"
) -> "subprocess.CompletedProcess[str]":
    """From within the machine's network, which nobody else is in."""
    there = ["nsenter", "-t", str(machine.leader), "-n", "--"]
    command = [*there, sys.executable, "-P", "-m", "provision.command", "--to", to, *words]
    environ = os.environ | {"PYTHONPATH": str(CHECKOUT), "HOME": str(home), "COLUMNS": "200"}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environ, timeout=120)  # noqa: S603


def test_it_looks_and_mends_from_afar(machine: Provisioned, home: Path) -> None:
    done = over_ssh(machine, home, "--check", *QUICK)
    assert done.returncode == 0, done.stdout + done.stderr
    machine.out("sh", "-c", "echo 'kernel.sysrq = 1' >> /etc/sysctl.d/90-kiosk.conf")
    done = over_ssh(machine, home, "--check", *QUICK)
    assert done.returncode == 1
    assert "The file /etc/sysctl.d/90-kiosk.conf has another content." in done.stdout
    assert over_ssh(machine, home, *QUICK).returncode == 0
    assert over_ssh(machine, home, "--check", *QUICK).returncode == 0


def test_a_machine_that_is_not_there_is_told_and_keeps_no_other_waiting(machine: Provisioned, home: Path) -> None:
    machine.out("rm", "/etc/sysctl.d/90-kiosk.conf")
    done = over_ssh(machine, home, *QUICK, to="root@localhost,root@nowhere.invalid")
    assert done.returncode == 1
    assert "The file /etc/sysctl.d/90-kiosk.conf is missing." in done.stdout
    assert "nowhere.invalid cannot be reached" in done.stderr
    assert "Not finished on nowhere.invalid." in done.stderr
    assert "Traceback" not in done.stderr
    assert over_ssh(machine, home, "--check", *QUICK).returncode == 0


def test_nobody_comes_in_with_a_password_or_another_key(machine: Provisioned, tmp_path: Path) -> None:
    done = over_ssh(machine, tmp_path, "--check", *QUICK)
    assert done.returncode == 1
    assert "cannot be reached" in done.stderr
    told = machine.out("/usr/sbin/sshd", "-T", "-f", "/usr/lib/kiosk/sshd_config")
    assert "passwordauthentication no" in told
