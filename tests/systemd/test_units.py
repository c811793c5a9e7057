"""The units as systemd judges them: every line understood, every sandbox tight. By the systemd of the tree of the boot
tests (Debian 13), else by this machine's if it is as new.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from provision.places import PLACES, units
from provision.places import lay as lay_units
from tests.boot.nspawn_tree import CHECKOUT, TREE, missing

FOLDER = CHECKOUT / "systemd"
NEEDED = 257
"""Debian 13; older ones do not know `RestartSteps=`."""

MOST = {
    "kiosk.service": 1.0,
    "kiosk-stick@.service": 0.5,
    "kiosk-left@.service": 0.5,
    "kiosk-roll-back.service": 0.5,
    "kiosk-sync.service": 1.5,
    "kiosk-upload.service": 1.5,
    "kiosk-mount@.service": 2.0,
    "kiosk-give@.service": 2.0,
    "kiosk-hours.service": 1.0,
    "kiosk-touch.service": 1.0,
    "kiosk-firstboot.service": 1.0,
}
"""How exposed each may be, by `systemd-analyze security`; 0 is best. What is not named here may be 0.5."""

SERVICES = sorted(file.name for file in FOLDER.glob("*.service"))


class Judge:
    """`systemd-analyze` of a system where the units are installed."""

    def __init__(self, root: Path | None) -> None:
        self._root = root

    def asked(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Its answer."""
        chroot = ["chroot", str(self._root)] if self._root else []
        command = [*chroot, "systemd-analyze", *words]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603

    def laid(self, unit: str, text: str, elsewhere: Path) -> str:
        """Another unit among them; where it lies."""
        file = self._root / f"usr/lib/systemd/system/{unit}" if self._root else elsewhere / unit
        file.write_text(text, "utf-8")
        return self.path(unit) if self._root else str(file)

    def path(self, unit: str) -> str:
        """Where a unit lies for it."""
        return f"/usr/lib/systemd/system/{unit}" if self._root else str(FOLDER / unit)


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    if missing():
        yield (
            Judge(None)
            if version() >= NEEDED
            else pytest.skip(f"no systemd {NEEDED} here, and its tree is not to be had: {missing()}")
        )
        return
    home = tmp_path_factory.mktemp("judge")
    with over_the_tree(home) as root:
        lay_units(root)
        for program in ("kiosk", "kiosk-firstboot"):
            (root / "opt/kiosk/bin" / program).touch(0o755)
        yield Judge(root)


def version() -> int:
    """Of the systemd here; 0 where there is none."""
    if shutil.which("systemd-analyze") is None:
        return 0
    told = subprocess.run(["systemd-analyze", "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S607
    found = re.search(r"systemd (\d+)", told)
    return int(found[1]) if found else 0


class over_the_tree:  # noqa: N801 - reads as what it does
    """The tree, with room to write over it."""

    def __init__(self, home: Path) -> None:
        self._home, self._root = home, home / "root"

    def __enter__(self) -> Path:
        for name in ("root", "upper", "work"):
            (self._home / name).mkdir()
        layers = f"lowerdir={TREE},upperdir={self._home / 'upper'},workdir={self._home / 'work'}"
        subprocess.run(["mount", "-t", "overlay", "-o", layers, "kiosk", self._root], check=True)  # noqa: S603, S607
        subprocess.run(["mount", "-t", "proc", "proc", self._root / "proc"], check=True)  # noqa: S603, S607
        return self._root

    def __exit__(self, *_: object) -> None:
        subprocess.run(["umount", "--lazy", "--recursive", self._root], check=False, capture_output=True)  # noqa: S603, S607


def test_systemd_has_nothing_to_say_about_any_unit(judge: Judge) -> None:
    """Its exit code is 0 even for a key it does not know: only silence counts."""
    done = judge.asked("verify", "--man=no", *(judge.path(file.name) for file in units()))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("service", SERVICES)
def test_a_sandbox_is_as_tight_as_it_is_said_to_be(judge: Judge, service: str) -> None:
    threshold = f"--threshold={round(MOST.get(service, 0.5) * 10)}"
    done = judge.asked("security", "--offline=true", "--no-pager", threshold, judge.path(service))
    assert done.returncode == 0, done.stdout[-200:] + done.stderr


def test_the_judge_bites(judge: Judge) -> None:
    done = judge.asked("security", "--offline=true", "--no-pager", "--threshold=5", judge.path("kiosk.service"))
    assert done.returncode != 0, "a threshold below what it reaches has to fail"


def test_verifying_bites_too(judge: Judge, tmp_path: Path) -> None:
    odd = judge.laid("odd.service", "[Service]\nExecStart=/bin/true\nPrivateNetwrok=yes\n", tmp_path)
    assert "PrivateNetwrok" in judge.asked("verify", "--man=no", odd).stderr


@pytest.mark.parametrize("calendar", [file.name for file in FOLDER.glob("*.timer")])
def test_a_timer_rings_at_night_and_makes_up_for_what_was_missed(judge: Judge, calendar: str) -> None:
    text = (FOLDER / calendar).read_text("utf-8")
    told = re.search(r"^OnCalendar=(.+)$", text, re.MULTILINE)
    assert told is not None
    assert judge.asked("calendar", told[1]).returncode == 0
    assert "\nPersistent=yes\n" in text
    assert re.search(r"^RandomizedDelaySec=\d+h$", text, re.MULTILINE)


# --- what needs no systemd --------------------------------------------------------------------------------------------


def lines(file: str) -> list[str]:
    return [line for line in (FOLDER / file).read_text("utf-8").splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("service", SERVICES)
def test_whoever_has_no_network_has_none_and_nobody_dumps_his_memory(service: str) -> None:
    told = lines(service)
    assert "LimitCORE=0" in told
    if service in ("kiosk-sync.service", "kiosk-upload.service"):
        assert "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX" in told
    else:
        assert "PrivateNetwork=yes" in told
        assert not [line for line in told if "AF_INET" in line]
    if service != "kiosk.service":
        assert "DevicePolicy=closed" in told
        assert not [line for line in told if line.startswith("DeviceAllow=")], "only the interface has devices"


def test_root_is_nobody_who_reads_and_has_no_rights_where_it_is_needed() -> None:
    for service in SERVICES:
        if service == "kiosk-firstboot.service":
            continue  # it sets the machine up
        users = [line for line in lines(service) if line.startswith("User=")]
        root = service in ("kiosk-mount@.service", "kiosk-give@.service", "kiosk-hours.service", "kiosk-touch.service")
        assert users == ["User=root"] if root else users[0] in ("User=kiosk", "User=kiosk-update"), service
        assert "CapabilityBoundingSet=" in lines(service), "not even root may do anything"


def test_a_stick_is_shown_with_all_it_may_not_do() -> None:
    for unit, way in (("kiosk-mount@.service", "ro"), ("kiosk-give@.service", "rw")):
        mounting = next(line for line in lines(unit) if "--options=" in line)
        options = mounting.partition("--options=")[2].split()[0].split(",")
        assert {way, "nosuid", "nodev", "noexec", "nosymfollow"} <= set(options)
        assert "--type=vfat,exfat" in mounting
        assert "--fsck=no" in mounting, "no program of root's looks into a stick"
    rule = next(line for line in lines("kiosk.rules") if "SYSTEMD_WANTS" in line)
    assert 'ENV{ID_FS_TYPE}=="vfat|exfat"' in rule
    assert 'ENV{ID_BUS}=="usb"' in rule


def test_a_request_is_removed_before_it_is_done() -> None:
    for service in SERVICES:
        if service.startswith("kiosk-request-"):
            errand = service.removeprefix("kiosk-request-").removesuffix(".service")
            assert [line for line in lines(service) if line.startswith("Exec")] == [
                f"ExecStart=/bin/rm /var/lib/kiosk/requests/{errand}"
            ]


def test_every_errand_of_the_staff_menu_is_watched_for() -> None:
    watched = next(line for line in lines("kiosk.preset") if "kiosk-request@.path" in line).split()[2:]
    assert {f"kiosk-request-{errand}.service" for errand in watched} <= set(SERVICES)
    # `quit` closes a desk; on a device nothing waits behind the window.
    from kiosk.staff.errands import ERRANDS

    assert set(watched) == set(ERRANDS) - {"quit"}


def test_the_documents_name_every_file() -> None:
    told = (CHECKOUT / "docs/units.md").read_text("utf-8")
    for file in sorted(FOLDER.iterdir()):
        assert f"`{file.name}`" in told, f"docs/units.md does not name {file.name}"
    for place in PLACES.values():
        assert f"/{place}" in told
