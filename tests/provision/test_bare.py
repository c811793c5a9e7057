"""On a bare Debian that cannot become a kiosk, or was stopped while it became one: a sentence, and the way on."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.boot.nspawn_tree import HOME
from tests.provision.machines import BARE, DEBS, asked, laid_over, layer, missing, provision

pytestmark = [
    pytest.mark.skipif(bool(missing()), reason=missing()),
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.xdist_group("machines"),
]

SMALL_MB = 300


@pytest.fixture
def bare() -> Iterator[Path]:
    """A bare Debian on a card that is much too small."""
    home = Path(tempfile.mkdtemp(prefix="bare", dir=HOME))
    card: list[str | Path] = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_MB}m", "card", home]
    subprocess.run(card, check=True)  # noqa: S603
    try:
        with laid_over(BARE, home) as root:
            yield root
    finally:
        subprocess.run(["umount", "--lazy", home], check=True)  # noqa: S603, S607
        home.rmdir()


def refused(tree: Path) -> str:
    done = asked("--tree", tree)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    assert list((tree / "proc").iterdir()) == [], "unmounted again"
    return done.stderr


def test_a_card_that_is_too_small_is_told_before_anything_is_laid(bare: Path) -> None:
    assert f"it has {SMALL_MB} MB left, and a kiosk needs 1500; make room" in refused(bare)
    assert not (bare / "etc/kiosk").is_symlink()


def test_a_system_of_32_bits_is_told(bare: Path) -> None:
    (bare / "usr/bin/dpkg").write_text("#!/bin/sh\necho armhf\n", "ascii")
    assert "its system is armhf, and a kiosk needs one of 64 bits" in refused(bare)


def test_programs_of_another_processor_are_told_with_what_runs_them(bare: Path) -> None:
    for name in ("dash", "sh"):
        (bare / "usr/bin" / name).unlink()
    assert "has programs that do not run here" in refused(bare)


def test_without_a_network_packages_are_missing_and_the_last_word_says_why(bare: Path) -> None:
    (bare / "etc/usbguard").mkdir()  # as if some had been unpacked already
    done = asked("--tree", bare, "--only", "packages", alone=True)
    assert done.returncode == 1
    assert "Has the device a network, and room? Mend that, then again." in done.stdout
    assert "Not finished." in done.stderr


def test_without_a_network_and_wheels_the_program_says_what_is_missing(tmp_path: Path) -> None:
    with layer() as tree:
        done = asked("--tree", tree, "--only", "program", "--wheels", tmp_path, alone=True)
    assert done.returncode == 1
    assert "Remedy: check the network or the package index, or give --wheels" in done.stdout
    assert "Traceback" not in done.stderr


def test_packages_that_were_left_half_installed_are_brought_to_their_end() -> None:
    with layer() as tree:
        subprocess.run(["chroot", tree, "dpkg", "--remove", "--force-depends", "iw"], check=True, capture_output=True)  # noqa: S603, S607
        (deb,) = DEBS.glob("iw_*.deb")
        shutil.copy(deb, tree / "var/tmp")
        # Where a plug was pulled, dpkg has unpacked a package and not yet set it up.
        unpack: list[str | Path] = ["chroot", tree, "dpkg", "--unpack", f"var/tmp/{deb.name}"]
        subprocess.run(unpack, check=True, capture_output=True)  # noqa: S603
        done = asked("--tree", tree, "--check", "--only", "packages")
        assert "The package iw is only half installed." in done.stdout
        provision(tree, "--only", "packages")
        assert asked("--tree", tree, "--check", "--only", "packages").returncode == 0
