"""However a command ends, whoever typed it reads a sentence."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.cli import kiosk
from kiosk.cli.commands import __all__ as every_module

ROOT = Path(__file__).parents[2]


def test_what_the_disk_refuses_is_a_sentence_and_no_fault_of_the_program() -> None:
    words = [sys.executable, "-m", "kiosk", "packs", "schema", "/proc/schemas"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603 - our own program
    assert done.returncode == 1
    assert done.stderr.startswith("/proc/schemas: No such file or directory. See whether it is there")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--panel", "--hardening"], "go one at a time"),
        (["--root", "."], "--root goes with --hardening"),
    ],
)
def test_a_doctor_asked_for_two_things_answers_neither(words: list[str], why: str) -> None:
    done = CliRunner().invoke(kiosk, ["doctor", *words])
    assert done.exit_code == 2
    assert why in done.output


def test_cards_that_cannot_be_written_are_a_sentence(tmp_path: Path) -> None:
    out = tmp_path / "away" / "cards.pdf"
    done = CliRunner().invoke(kiosk, ["packs", "cards", str(ROOT / "tests/packs/content"), "--out", str(out)])
    assert (done.exit_code, done.output) == (
        1, f"{out} cannot be written (No such file or directory); make room, or choose another --out.\n"
    )  # fmt: skip


def test_every_module_with_commands_is_loaded() -> None:
    """A command in a module that nobody imports would not be there, and no error would say so."""
    folder = ROOT / "kiosk/cli"
    with_commands = {file.stem for file in folder.rglob("*.py") if ".command(" in file.read_text("utf-8")}
    assert with_commands == set(every_module)
