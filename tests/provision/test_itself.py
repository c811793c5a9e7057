"""The guide, followed on a bare Debian that becomes a kiosk by itself: restarted, looked at, provisioned once more."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.health.hardening.table import hardening
from kiosk.health.hardening.tree import Tree
from tests.provision.machines import Provisioned, let_in, over_ssh
from tests.provision.newcomer import ACCOUNT, CLONE, GUIDE, PASSWORD, Newcomer, typed, why_not

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(3600),
    pytest.mark.xdist_group("machines"),
]


def test_the_same_is_typed_in_vietnamese() -> None:
    english, vietnamese = typed(), typed(GUIDE.with_name("install.vi.md"))
    assert [re.sub(r"<.*?>", "<>", line) for line in vietnamese] == [re.sub(r"<.*?>", "<>", line) for line in english]


@pytest.fixture(scope="module")
def followed() -> Iterator[Path]:
    """What lies on the card when the last line of the guide has restarted the machine."""
    if why := why_not():
        pytest.skip(why)
    with Newcomer() as newcomer:
        newcomer.follow()
        yield newcomer.root


@pytest.fixture(scope="module")
def kiosk(followed: Path, home: Path) -> Iterator[Provisioned]:
    """The machine after that restart, without a network; its answer file named a key."""
    with Provisioned(followed, lambda machine: let_in(machine, home)) as machine:
        machine.ready()
        yield machine


def test_it_starts_as_a_kiosk_and_nothing_fails(kiosk: Provisioned) -> None:
    kiosk.run("systemctl", "is-system-running", "--wait", seconds=900)
    assert kiosk.state("kiosk.service") == "active"
    assert kiosk.show("kiosk.service", "StatusText") == "Provisioned content is shown through dummy."
    assert kiosk.out("systemctl", "--failed", "--plain", "--no-legend") == ""


def test_whoever_looks_from_a_pc_finds_that_nothing_differs(kiosk: Provisioned, home: Path) -> None:
    kiosk.until(lambda: kiosk.state("kiosk-ssh.service") == "active", "SSH answers")
    # Its own wheels: those of this checkout may be of another day, and newer ones of others have come out since.
    done = over_ssh(kiosk, home, "--check", "--wheels", kiosk.root / CLONE / "build/provision/wheels")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Nothing differs" in done.stdout


def test_a_second_run_changes_nothing_and_needs_no_network(kiosk: Provisioned) -> None:
    done = kiosk.run(f"/{CLONE}/provision/install", seconds=900)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1].startswith("0 changes in "), done.stdout
    assert done.stdout.splitlines()[-1].endswith("It was a kiosk already.")


def test_the_kiosk_is_found_by_its_name(kiosk: Provisioned) -> None:
    assert kiosk.out("env", "--ignore-environment", "sh", "-lc", "command -v kiosk") == "/usr/local/bin/kiosk"
    assert "doctor" in kiosk.out("env", "--ignore-environment", "sh", "-lc", "kiosk --help")


def test_nobody_can_log_in(kiosk: Provisioned, followed: Path) -> None:
    passwords = dict(line.split(":")[:2] for line in kiosk.out("cat", "/etc/shadow").splitlines())
    assert [name for name, password in passwords.items() if password[:1] not in ("!", "*")] == []
    assert ACCOUNT in passwords
    as_account = ("setpriv", f"--reuid={ACCOUNT}", f"--regid={ACCOUNT}", "--init-groups")
    asked = kiosk.run(*as_account, "sh", "-c", f"echo {PASSWORD} | sudo --stdin true")
    assert asked.returncode != 0, "neither without the password nor with it"
    opened = kiosk.out("systemctl", "list-units", "--plain", "--no-legend", "--state=active", "*getty*", "ssh.service")
    assert opened == ""
    assert [(one.code, one.found) for one in hardening(Tree(followed)) if one.state == "otherwise"] == []
