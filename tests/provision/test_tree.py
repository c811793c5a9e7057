"""A tree that was provisioned: nothing differs; what somebody changes is told and mended; it boots into the kiosk."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from signal import SIGINT, SIGKILL, SIGTERM, Signals

import pytest

from kiosk.health.hardening.table import all_as_wanted, hardening
from kiosk.health.hardening.tree import Tree
from tests.boot.nspawn import Machine
from tests.boot.nspawn_tree import CHECKOUT
from tests.provision.machines import SETTINGS, Provisioned, asked, layer, missing, provision

pytestmark = [
    pytest.mark.skipif(bool(missing()), reason=missing()),
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.xdist_group("machines"),
]

QUICK = ("--only", "units,kernel,usb,locks")


@pytest.fixture(scope="module")
def tree() -> Iterator[Path]:
    with layer() as root:
        yield root


def check(root: Path, *words: str) -> tuple[int, list[str]]:
    done = asked("--tree", root, "--check", *words)
    assert done.stderr in ("", "The @chroot connector is in beta!\n"), done.stderr
    return done.returncode, [line.strip() for line in done.stdout.splitlines()]


def test_a_second_look_finds_nothing(tree: Path) -> None:
    code, lines = check(tree)
    assert code == 0, lines
    assert lines[-1].startswith("Nothing differs")


def test_what_somebody_changed_is_told_in_sentences_and_mended(tree: Path) -> None:
    with (tree / "etc/sysctl.d/90-kiosk.conf").open("a", encoding="utf-8") as file:
        file.write("kernel.sysrq = 1\n")
    (tree / "etc/systemd/system/getty@.service").unlink()
    (tree / "etc/usbguard/rules.conf").chmod(0o644)
    (tree / "etc/systemd/system/kiosk.target.wants/kiosk.service").unlink()
    shadow = tree / "etc/shadow"
    shadow.write_text(
        shadow.read_text("utf-8").replace("root:!", "root:$y$j9T$abc$def", 1).replace("root:*", "root:", 1), "utf-8"
    )
    code, lines = check(tree, *QUICK)
    assert code == 1
    for sentence in (
        "The file /etc/sysctl.d/90-kiosk.conf has another content.",
        "The link /etc/systemd/system/getty@.service is missing.",
        "The file /etc/usbguard/rules.conf belongs to 644 root root, not 600 root root.",
        "The unit kiosk.service is not switched on.",
    ):
        assert sentence in lines
    assert any(line.startswith("The account root has a") for line in lines)
    assert lines[-1].endswith("nothing was changed.")
    provision(tree, *QUICK)
    assert check(tree, *QUICK)[0] == 0


def test_a_program_that_somebody_changed_is_found_to_the_letter_and_mended(tree: Path) -> None:
    site = next((tree / "opt/kiosk/lib").glob("python3*/site-packages"))
    (site / "kiosk/privacy.py").write_text("", "utf-8")
    (site / "sitecustomize.py").write_text("import os\n", "utf-8")
    code, lines = check(tree, "--only", "program")
    assert code == 1
    assert "The Python package kiosk is not as it was made: kiosk/privacy.py." in lines
    assert any(line.endswith("sitecustomize.py belongs to no package.") for line in lines)
    provision(tree, "--only", "program")
    assert not (site / "sitecustomize.py").exists()
    assert (site / "kiosk/privacy.py").stat().st_size > 0


def test_all_ways_out_that_a_tree_can_show_are_closed(tree: Path) -> None:
    found = hardening(Tree(tree))
    assert [(one.code, one.found) for one in found if one.state == "otherwise"] == []
    assert all_as_wanted(found)


def test_nothing_of_the_making_is_left_in_the_tree(tree: Path) -> None:
    for name in ("usr/sbin/policy-rc.d", "var/tmp/kiosk-provision", "etc/resolv.conf.kept"):
        assert not (tree / name).exists(), name
    assert list((tree / "proc").iterdir()) == [], "unmounted again"


@pytest.mark.parametrize("signal", [SIGINT, SIGTERM, SIGKILL], ids=lambda signal: signal.name)
def test_whoever_stops_it_finds_no_mount_left_and_may_call_it_again(tree: Path, signal: Signals) -> None:
    """A tree in which this machine's /dev were still mounted would be removed together with the devices."""
    (tree / "etc/modprobe.d/kiosk.conf").unlink(missing_ok=True)
    words = [sys.executable, "-P", "-m", "provision.command", "--tree", str(tree), "--only", "units,kernel,usb"]
    environ = os.environ | {"PYTHONPATH": str(CHECKOUT)}
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environ) as running:  # noqa: S603
        assert running.stdout is not None
        assert running.stdout.readline().startswith(b"units")
        running.send_signal(signal)
        _, told = running.communicate(timeout=60)
    assert f"{tree}/" not in Path("/proc/self/mounts").read_text("utf-8")
    if signal != SIGKILL:
        assert (running.returncode, b"call it again" in told, b"Traceback" in told) == (1, True, False), told
    provision(tree, "--only", "units,kernel,usb")
    assert check(tree, "--only", "units,kernel,usb")[0] == 0


def emptied(machine: Machine) -> None:
    """As after a data partition that had to be made anew."""
    for thing in (machine.root / "var/lib/kiosk").iterdir():
        shutil.rmtree(thing) if thing.is_dir() else thing.unlink()
    machine.write("etc/kiosk-settings.toml", SETTINGS)
    drop = "[Service]\nEnvironment=KIOSK_CONFIG=/etc/kiosk-settings.toml\n"
    machine.write("etc/systemd/system/kiosk.service.d/settings.conf", drop)


def test_a_data_partition_that_was_made_anew_shows_the_lessons_of_the_first_day(tree: Path) -> None:
    with Provisioned(tree, emptied) as machine:
        machine.ready()
        assert machine.state("kiosk.service") == "active"
        assert "through dummy" in machine.show("kiosk.service", "StatusText")
        whose = machine.out("stat", "-c", "%a %U %G", "/var/lib/kiosk", "/var/lib/kiosk/library.msgpack")
        assert whose.splitlines() == ["3770 root kiosk", "644 root root"]


def test_it_boots_into_the_kiosk(tree: Path) -> None:
    with Provisioned(tree) as machine:
        machine.ready()
        assert machine.state("kiosk.service") == "active"
        assert machine.out("systemctl", "get-default") == "kiosk.target"
        failed = machine.out("systemctl", "--failed", "--no-legend", "--plain")
        assert failed == ""
        assert "through dummy" in machine.show("kiosk.service", "StatusText")
        assert machine.run("systemctl", "is-active", "ssh.service", "kiosk-ssh.service").stdout.split() == [
            "inactive",
            "inactive",
        ]
        # What it writes lies in memory, and logs do too.
        assert "tmpfs" in machine.out("findmnt", "--noheadings", "--output", "FSTYPE", "/var/log")
        assert machine.run("test", "-e", "/var/log/journal").returncode != 0
