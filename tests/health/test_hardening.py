"""The table B1 to B18: a hardened tree is as wanted in every row, and each way out that is open is found by its row."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.cli import commands, kiosk
from kiosk.health.hardening.keys import CONSOLES
from kiosk.health.hardening.table import ROWS, Found, all_as_wanted, hardening
from kiosk.health.hardening.tree import Tree
from tests.health.hardened import CMDLINE, EEPROM, ROOT, UNITS, hardened, lay, link

Change = Callable[[Path], None]

assert commands.__all__, "importing it registers the commands"


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hardened(tmp_path_factory.mktemp("tree") / "root")


def row(root: Path, code: str, eeprom: str | None = EEPROM) -> Found:
    return next(one for one in hardening(Tree(root, eeprom)) if one.code == code)


def test_there_are_eighteen_rows_in_order_and_each_says_what_to_do() -> None:
    assert [one.code for one in ROWS] == [f"B{number}" for number in range(1, 19)]
    assert all(one.way and one.wanted and one.remedy for one in ROWS)


def test_a_hardened_tree_is_as_wanted_wherever_a_tree_can_be(good: Path) -> None:
    found = hardening(Tree(good, EEPROM))
    assert [(one.code, one.found) for one in found if one.state == "otherwise"] == []
    assert [one.code for one in found if one.state == "cannot be seen from here"] == ["B11"]
    assert all_as_wanted(found)
    assert all(one.remedy == "" for one in found if one.state == "as wanted")


def test_the_list_of_consoles_is_that_of_the_masked_units() -> None:
    assert set(CONSOLES) <= set((ROOT / "systemd/masked").read_text("utf-8").split())


def unmasked(unit: str) -> Change:
    return lambda root: (root / "etc/systemd/system" / unit).unlink()


def text(name: str, written: str) -> Change:
    return lambda root: lay(root, name, written)


def replaced(name: str, old: str, new: str) -> Change:
    def change(root: Path) -> None:
        before = (root / name).read_text("utf-8")
        assert old in before
        lay(root, name, before.replace(old, new))

    return change


def installed(package: str) -> Change:
    return lambda root: lay(root, f"var/lib/dpkg/info/{package}.list", "")


def cmdline(*more: str, without: str = "") -> Change:
    words = [word for word in CMDLINE.split() if word != without]
    return lambda root: lay(root, "boot/firmware/cmdline.txt", " ".join([*words, *more]))


def gone(name: str) -> Change:
    return lambda root: (root / name).unlink()


def enabled(unit: str) -> Change:
    return lambda root: link(root / f"etc/systemd/system/multi-user.target.wants/{unit}", f"/{UNITS}/{unit}")


def wide_open(root: Path) -> None:
    (root / "var/lib/kiosk/staff").chmod(0o755)


GUARD = "etc/usbguard/rules.conf"
LOGIND = "etc/systemd/logind.conf.d/kiosk.conf"
KIOSK = f"{UNITS}/kiosk.service"
SSH = f"{UNITS}/kiosk-ssh.service"
CONFIG = "boot/firmware/config.txt"

OPEN: list[tuple[str, Change, str]] = [
    ("B1", unmasked("getty@.service"), "not masked: getty@.service"),
    ("B1", unmasked("debug-shell.service"), "not masked: debug-shell.service"),
    ("B1", replaced(LOGIND, "NAutoVTs=0", ""), "NAutoVTs is not set"),
    ("B1", text("etc/systemd/logind.conf.d/z.conf", "[Login]\nReserveVT=6\n"), "ReserveVT is 6"),
    ("B1", lambda root: link(root / "etc/systemd/system/default.target", "/x/graphical.target"), "graphical.target"),
    ("B2", text("etc/sysctl.d/99-z.conf", "kernel/sysrq=438\n"), "kernel.sysrq is 438"),
    ("B2", gone("etc/sysctl.d/90-kiosk.conf"), "kernel.sysrq is not set"),
    ("B2", cmdline("sysrq_always_enabled=1"), "sysrq_always_enabled=1"),
    ("B3", unmasked("ctrl-alt-del.target"), "ctrl-alt-del.target is not masked"),
    ("B3", gone("etc/systemd/system.conf.d/kiosk.conf"), "CtrlAltDelBurstAction is not set"),
    ("B4", replaced(KIOSK, "Restart=always", "Restart=no"), "Restart=always is missing"),
    ("B4", replaced(KIOSK, "StandardInput=tty-force", "StandardInput=null"), "StandardInput=tty-force is missing"),
    ("B4", gone(KIOSK), "there is no kiosk.service"),
    ("B5", gone("etc/usbguard/usbguard-daemon.conf"), "USBGuard is not set up"),
    ("B5", text(GUARD, "allow with-interface one-of { 08:*:* }\n"), "storage need not be storage alone"),
    ("B5", text(GUARD, "allow with-interface equals { 08:*:* }\nallow with-interface one-of { 03:*:* }\n"), "keyboard"),
    ("B5", text(GUARD, "allow\n"), "no rule lets sticks in"),
    ("B5", gone("etc/systemd/system/basic.target.wants/usbguard.service"), "usbguard.service is not enabled"),
    ("B6", installed("udisks2"), "installed: udisks2"),
    ("B6", installed("gvfs:arm64"), "installed: gvfs"),
    ("B6", replaced(f"{UNITS}/kiosk-mount@.service", "noexec,", ""), "sticks are mounted without noexec"),
    ("B7", replaced("etc/modprobe.d/kiosk.conf", "install udf /bin/false", "blacklist udf"), "not shut out: udf"),
    ("B9", cmdline("init=/bin/sh"), "init=/bin/sh"),
    ("B9", cmdline("systemd.unit=rescue.target"), "systemd.unit=rescue.target"),
    ("B9", replaced("etc/fstab", "defaults,ro", "defaults"), "the boot partition can be written"),
    ("B10", cmdline("console=serial0,115200"), "console=serial0,115200"),
    ("B10", text(CONFIG, "enable_uart=1\ndtoverlay=disable-bt\n"), "enable_uart=1"),
    ("B10", text(CONFIG, "dtoverlay=disable-bt\n"), "enable_uart=0 is missing"),
    ("B10", unmasked("serial-getty@.service"), "serial-getty@.service is not masked"),
    ("B12", installed("triggerhappy"), "installed: triggerhappy"),
    ("B12", replaced(LOGIND, "HandleSuspendKey=ignore", "HandleSuspendKey=suspend"), "HandleSuspendKey"),
    ("B13", replaced("etc/nftables.conf", "hook input priority filter; policy drop", "hook input priority 0"), "drops"),
    ("B13", gone("etc/systemd/system/sysinit.target.wants/nftables.service"), "nftables.service is not enabled"),
    ("B13", replaced(SSH, "ConditionFileNotEmpty=", "# "), "starts whether or not somebody has given a key"),
    ("B13", replaced("usr/lib/kiosk/sshd_config", "PasswordAuthentication no", ""), "sshd takes passwords"),
    ("B13", text(CONFIG, "enable_uart=0\n"), "Bluetooth is on"),
    ("B14", replaced(KIOSK, "NoNewPrivileges=yes", ""), "NoNewPrivileges=yes is missing"),
    ("B14", replaced(KIOSK, "NoExecPaths=", "# "), "it may run what it has written"),
    ("B15", installed("squeekboard"), "installed: squeekboard"),
    ("B15", installed("xserver-xorg-core"), "installed: xserver-xorg-core"),
    ("B16", text("etc/shadow", "root:*:1::::::\npi:$y$j9T$abc:1::::::\n"), "with a password: pi"),
    ("B16", text("etc/shadow", "root::1::::::\n"), "with a password: root"),
    ("B16", text("etc/sudoers.d/010_pi-nopasswd", "pi ALL=(ALL) NOPASSWD: ALL\n"), "010_pi-nopasswd"),
    ("B16", wide_open, "others may look into the folder of the PIN"),
    ("B17", cmdline(without="console=tty3"), "emergencies of the kernel are shown: console=tty3 is missing"),
    ("B17", cmdline(without="quiet"), "quiet is missing"),
    ("B17", cmdline(without="loglevel=0"), "loglevel= lets warnings through"),
    ("B17", cmdline(without="vt.global_cursor_default=0"), "vt.global_cursor_default=0 is missing"),
    ("B18", gone("etc/systemd/system/sysinit.target.wants/systemd-timesyncd.service"), "neither a time server"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "change", "says"), OPEN, ids=[f"{code}: {says}" for code, _, says in OPEN])
def test_an_open_way_is_found_by_its_row(good: Path, tmp_path: Path, code: str, change: Change, says: str) -> None:
    root = Path(shutil.copytree(good, tmp_path / "root", symlinks=True))
    change(root)
    found = row(root, code)
    assert found.state == "otherwise"
    assert says in found.found
    assert found.remedy == next(one.remedy for one in ROWS if one.code == code)


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (EEPROM.replace("0xf1", "0xf41"), "BOOT_ORDER is 0xf41"),
        (EEPROM.replace("NET_INSTALL_ENABLED=0\n", ""), "NET_INSTALL_ENABLED is not set"),
        (EEPROM.replace("BOOT_UART=0", "BOOT_UART=1"), "BOOT_UART is 1"),
        (EEPROM.replace("ENABLE_SELF_UPDATE=0", ""), "ENABLE_SELF_UPDATE is not 0"),
    ],
)
def test_an_eeprom_that_boots_from_elsewhere_is_found(good: Path, told: str, says: str) -> None:
    assert row(good, "B8", told).found == says


def test_a_frozen_eeprom_is_as_good_as_one_that_does_not_update_itself(good: Path) -> None:
    assert row(good, "B8", EEPROM.replace("ENABLE_SELF_UPDATE=0", "FREEZE_VERSION=1")).state == "as wanted"


def test_what_cannot_be_seen_is_said_and_not_guessed(tmp_path: Path) -> None:
    found = {one.code: one for one in hardening(Tree(tmp_path))}
    for code in ("B8", "B9", "B10", "B11", "B16", "B17"):
        assert found[code].state == "cannot be seen from here"
        assert found[code].found
        assert found[code].remedy


def test_an_empty_tree_is_hardened_in_no_way_that_can_be_seen(tmp_path: Path) -> None:
    seen = [one for one in hardening(Tree(tmp_path)) if one.state != "cannot be seen from here"]
    assert {one.state for one in seen if one.code != "B12"} == {"otherwise"}


def test_a_tree_never_looks_at_the_machine_around_it(good: Path, tmp_path: Path) -> None:
    """Absolute links of an image lead into the image; else a board would be judged by the PC that made its card."""
    root = Path(shutil.copytree(good, tmp_path / "root", symlinks=True))
    (root / "etc/shadow").unlink()
    link(root / "etc/shadow", "/etc/elsewhere")
    assert row(root, "B16").state == "cannot be seen from here"
    lay(root, "etc/elsewhere", "root:$y$x:1::::::\n")
    assert row(root, "B16").found == "with a password: root"


def test_a_stronger_file_of_the_same_name_hides_the_weaker(good: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(good, tmp_path / "root", symlinks=True))
    lay(root, "usr/lib/sysctl.d/99-loose.conf", "kernel.sysrq = 1\n")
    assert row(root, "B2").found == "kernel.sysrq is 1"
    link(root / "etc/sysctl.d/99-loose.conf", "/dev/null")
    assert row(root, "B2").state == "as wanted"


def test_the_command_prints_found_wanted_and_remedy_and_says_it_with_its_exit_code(good: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(kiosk, ["doctor", "--hardening", "--root", str(good)])
    assert done.exit_code == 0
    assert done.output.count("as wanted") >= 16
    root = Path(shutil.copytree(good, tmp_path / "root", symlinks=True))
    unmasked("getty@.service")(root)
    bad = CliRunner().invoke(kiosk, ["doctor", "--hardening", "--root", str(root)])
    assert bad.exit_code == 1
    assert "B1  Ctrl-Alt-F2 to a console: otherwise\n    found   not masked: getty@.service\n    wanted  " in bad.output
