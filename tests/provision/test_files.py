"""Every file that is laid is read by the program it is for, and every script by a linter."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from provision import places
from provision.step import FILES
from tests.boot.nspawn_tree import CHECKOUT
from tests.provision.machines import layer, missing


def first(file: Path) -> bytes:
    return file.read_bytes().split(b"\n", 1)[0]


SCRIPTS = sorted(
    file
    for folder in ("provision", "systemd", ".ci")
    for file in (CHECKOUT / folder).rglob("*")
    if file.is_file() and re.match(rb"#!.*\b(ba)?sh$", first(file))
)
LAID = sorted(file for file in FILES.rglob("*") if file.is_file())

in_a_tree = pytest.mark.skipif(bool(missing()), reason=missing())


@pytest.fixture(scope="module")
def tree() -> Iterator[Path]:
    """The programs that read them, with today's files before them."""
    with layer() as root:
        shutil.copytree(FILES, root, dirs_exist_ok=True)
        places.lay(root)
        yield root


def asked(*words: str | Path, within: Path | None = None) -> str:
    """What a program says that has to be content."""
    inside: list[str | Path] = ["chroot", within] if within else []
    command = [*inside, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout + done.stderr


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is not installed")
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda file: str(file.relative_to(CHECKOUT)))
def test_every_script_is_as_shellcheck_wants_it(script: Path) -> None:
    assert asked("shellcheck", "--severity=style", script) == ""


def test_scripts_are_found_at_all() -> None:
    assert {"install", "packages", "python", "usb-learn", "wifi-country"} <= {file.name for file in SCRIPTS}


def test_ruff_reads_everything_here() -> None:
    assert "All checks passed" in asked(
        sys.executable, "-m", "ruff", "check", CHECKOUT / "provision", CHECKOUT / "systemd"
    )


@pytest.mark.parametrize("file", LAID, ids=lambda file: str(file.relative_to(FILES)))
def test_every_file_says_why(file: Path) -> None:
    """Whoever finds it on a device has no other document at hand."""
    text = file.read_text("utf-8")
    assert re.search(r"^\s*(#|//) ?\w", text, re.MULTILINE) or "Documentation=" in text


@in_a_tree
@pytest.mark.parametrize(
    "rule", [line for line in (FILES / "etc/usbguard/rules.conf").read_text("utf-8").splitlines() if line[:1] != "#"]
)
def test_usbguard_understands_each_rule(rule: str, tree: Path) -> None:
    assert "OUTPUT" in asked("usbguard-rule-parser", rule, within=tree)


def test_a_disk_that_hides_a_keyboard_fits_no_rule() -> None:
    """`equals` counts, and asks each star for one that fits: two stars would let a second be anything."""
    rules = [line for line in (FILES / "etc/usbguard/rules.conf").read_text("utf-8").splitlines() if line[:1] != "#"]
    assert rules[0] == "allow with-interface equals { 08:*:* }"
    for rule in rules:
        interfaces = re.search(r"with-interface equals \{ ([^}]*) \}$", rule)
        assert interfaces, rule
        assert "*" not in interfaces[1] or len(interfaces[1].split()) == 1, rule
        assert not re.search(r"\b03:", rule), f"{rule}: input is learned at the first start"


@in_a_tree
def test_nothing_in_modprobe_conf_shuts_out_what_the_kiosk_stands_on(tree: Path) -> None:
    refused = re.findall(r"^install (\S+) /bin/false$", (FILES / "etc/modprobe.d/kiosk.conf").read_text("utf-8"), re.M)
    assert not {"vfat", "fat", "exfat", "ext4", "overlay", "squashfs", "usb_storage", "uas", "hid_multitouch"} & set(
        refused
    )
    assert len(refused) == len(set(refused))
    configuration = asked("modprobe", "--showconfig", within=tree)
    assert "install hfsplus /bin/false" in configuration


@in_a_tree
def test_sshd_understands_its_configuration(tree: Path) -> None:
    text = (FILES / "usr/lib/kiosk/sshd_config").read_text("utf-8")
    told = asked("/usr/sbin/sshd", "-G", "-f", "/usr/lib/kiosk/sshd_config", within=tree)
    for line in ("passwordauthentication no", "authenticationmethods publickey", "allowusers root", "x11forwarding no"):
        assert line in told
    assert "AuthorizedKeysFile /var/lib/kiosk/etc/authorized_keys" in text


@in_a_tree
def test_systemd_understands_every_unit_that_is_laid(tree: Path) -> None:
    units = [f"/{file.relative_to(FILES)}" for file in LAID if file.suffix in (".service", ".mount")]
    done = subprocess.run(  # noqa: S603
        ["chroot", tree, "systemd-analyze", "verify", *units],  # noqa: S607
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    ours = [line for line in (done.stdout + done.stderr).splitlines() if "kiosk" in line or "var-log" in line]
    assert ours == []


def test_the_wall_drops_what_nobody_asked_for() -> None:
    text = (FILES / "etc/nftables.conf").read_text("utf-8")
    assert text.count("policy drop") == 2
    assert "dport 22" not in text, "the door for SSH is opened by kiosk-ssh.service alone"
    if shutil.which("nft"):
        asked("nft", "--check", "--file", FILES / "etc/nftables.conf")
