"""Over SSH: the machine lets in the one key that it was given, and whoever has it may look and mend."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.provision.machines import Provisioned, layer, let_in, missing, over_ssh

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
def machine(home: Path) -> Iterator[Provisioned]:
    with layer() as tree, Provisioned(tree, lambda machine: let_in(machine, home)) as machine:
        machine.until(lambda: machine.state("kiosk-ssh.service") == "active", "SSH answers")
        yield machine


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
