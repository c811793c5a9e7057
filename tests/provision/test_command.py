"""The command: whoever types something wrong, or not as root, gets a sentence and a code."""

import os
import subprocess
from pathlib import Path

import pytest

from provision.steps import STEPS
from tests.boot.nspawn_tree import CHECKOUT
from tests.provision.machines import asked, layer, missing

in_a_tree = pytest.mark.skipif(bool(missing()), reason=missing())
root = pytest.mark.skipif(os.geteuid() != 0, reason="a tree is provisioned by root")


def test_it_names_its_steps() -> None:
    done = asked("--list")
    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.splitlines()] == [step.name for step in STEPS]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--only", "kernel,colour"], "No such step: colour. There are packages, accounts"),
        (["--tree", str(CHECKOUT), "--to", "root@kiosk"], "Either --tree or --to, not both."),
        (["--apt-cache", str(CHECKOUT)], "--apt-cache is for --tree."),
        (["--tree", "/nowhere"], "'/nowhere' does not exist"),
        (["--chek"], "No such option"),
    ],
    ids=["step", "two places", "cache", "no tree", "word"],
)
def test_wrong_words_are_told_and_end_with_2(words: list[str], sentence: str) -> None:
    done = asked(*words)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


@root
def test_a_folder_that_is_no_debian_is_told_and_left_alone(tmp_path: Path) -> None:
    done = asked("--tree", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{tmp_path} holds no Debian." in done.stderr
    assert list(tmp_path.iterdir()) == []


@root
@pytest.mark.parametrize(
    ("release", "sentence"),
    [
        ("bookworm", "it runs Debian of yesterday, not Debian 13"),
        ("trixie", "somebody works on it (/usr/bin/Xorg)"),
    ],
    ids=["another system", "a desktop"],
)
@in_a_tree
def test_a_machine_that_should_not_become_a_kiosk_is_refused(release: str, sentence: str) -> None:
    with layer() as tree:
        (tree / "etc/os-release").unlink()
        (tree / "etc/os-release").write_text(
            f'PRETTY_NAME="Debian of yesterday"\nVERSION_CODENAME={release}\n', "utf-8"
        )
        (tree / "usr/bin/Xorg").touch()
        done = asked("--tree", tree, "--check")
        assert done.returncode == 1
        assert sentence in done.stderr
        assert done.stdout == ""
        allowed = asked("--tree", tree, "--check", "--anyway", "--only", "kernel")
        assert (allowed.returncode == 0) == (release == "trixie"), allowed.stdout + allowed.stderr


@root
@in_a_tree
def test_a_kiosk_that_forgets_is_not_changed_but_may_be_looked_at() -> None:
    with layer() as tree:
        below = tree / "media/root-ro"
        below.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "below", below], check=True)  # noqa: S603, S607
        try:
            done = asked("--tree", tree, "--only", "kernel")
            assert done.returncode == 1
            assert "would be gone with the power" in done.stderr
            assert "cannot become a kiosk" not in asked("--tree", tree, "--check", "--only", "kernel").stderr
        finally:
            subprocess.run(["umount", below], check=True)  # noqa: S603, S607


@pytest.mark.skipif(os.geteuid() == 0, reason="only for whoever is not root")
def test_without_root_it_says_so() -> None:
    done = asked("--check")
    assert done.returncode == 1
    assert "Provisioning needs root." in done.stderr


def test_a_machine_that_cannot_be_reached_is_told() -> None:
    # An address for documents, which is nobody's; the port refuses at once.
    done = asked("--check", "--to", "root@localhost:1")
    assert done.returncode == 1
    assert "cannot be reached" in done.stderr
    assert "Traceback" not in done.stderr
