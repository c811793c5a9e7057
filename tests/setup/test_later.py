"""The first boot, later: other answers, wrong ones, none at all, a card that cannot be written, and what is asked."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.config import load_settings
from kiosk.core.codes.staff_card import digest_of
from kiosk.core.setup import Told
from kiosk.setup.firstboot import run
from kiosk.setup.told import setup_told
from kiosk.staff.cards import StaffCards
from tests.setup.files import CARD, GOOD, PASSWORD, booted, everything, machine, told, write

# --- somebody changes the file later ----------------------------------------------------------------------------------


def test_another_answer_is_taken_and_what_was_kept_stays(tmp_path: Path) -> None:
    home = machine(tmp_path)
    booted(home)
    before = home.settled.read_bytes()
    write(home, home.answers.read_text("utf-8").replace("0234 3 000 000", "0234 3 111 111"))
    booted(home)
    assert told(home).help_number == "0234 3 111 111"
    assert PASSWORD.encode() in home.wifi.read_bytes()
    assert StaffCards(tmp_path / "none", first=home.cards).knows(digest_of(CARD))
    assert home.settled.read_bytes() != before


def test_another_password_is_taken(tmp_path: Path) -> None:
    home = machine(tmp_path)
    booted(home)
    write(home, home.answers.read_text("utf-8").replace('wifi_password = ""', 'wifi_password = "another-one"'))
    booted(home)
    assert b"psk=another-one\n" in home.wifi.read_bytes()
    assert "another-one" not in home.answers.read_text("utf-8")


def test_what_staff_had_set_begins_anew_with_other_answers_and_only_then(tmp_path: Path) -> None:
    home = machine(tmp_path)
    booted(home)
    home.house.parent.mkdir(exist_ok=True)
    home.house.write_text('{"format":1,"help_number":"0900"}', "utf-8")
    booted(home)
    assert home.house.exists()
    write(home, home.answers.read_text("utf-8").replace("0234 3 000 000", "0234 3 111 111"))
    booted(home)
    assert not home.house.exists()


def test_settings_that_somebody_wrote_by_hand_are_kept_beside(tmp_path: Path) -> None:
    home = machine(tmp_path)
    home.own.mkdir()
    home.settings.write_text("[voice]\nvolume = 1\n", "utf-8")
    booted(home)
    assert home.settings.with_name("kiosk.toml.by-hand").read_text("utf-8") == "[voice]\nvolume = 1\n"


def test_wrong_answers_change_nothing_of_a_kiosk_that_was_set_up(tmp_path: Path) -> None:
    home = machine(tmp_path)
    booted(home)
    before = everything(home)
    write(home, "site = Chợ\nscreen = hdmi-21\n")
    lines = booted(home)
    after = everything(home)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert changed == {"boot/firmware/kiosk-answers.toml", "var/lib/kiosk/setup.json", "var/lib/kiosk/settled"}
    assert not home.settled.exists()
    assert [one.field for one in told(home).faults] == ["site"]
    assert lines == [
        "site.value kiosk-answers.toml:1: Line 1: the code of the place cannot be “Chợ”. "
        'Write small letters, digits and hyphens, for instance: site = "cho-dong-ba"'
    ]


def test_a_new_kiosk_takes_of_wrong_answers_what_makes_it_readable_and_nothing_secret(tmp_path: Path) -> None:
    home = machine(tmp_path, GOOD.replace('"cho-dong-ba"', '"Chợ"').replace('"vi"', '"en"'))
    booted(home)
    settings = load_settings({}, system_file=home.settings)
    assert (settings.screen.width, settings.visit.language, settings.stats.site) == (800, "en", "")
    assert not any(file.exists() for file in (home.wifi, home.keys, home.cards, home.trusted, home.settled))
    assert PASSWORD in home.answers.read_text("utf-8"), "it is still needed"
    assert (told(home).outcome, told(home).language) == ("wrong", "en")
    write(home, GOOD)
    booted(home)
    assert (told(home).outcome, home.settled.exists()) == ("right", True)


# --- there is none ----------------------------------------------------------------------------------------------------


def test_without_a_file_nothing_is_set_and_staff_are_told(tmp_path: Path) -> None:
    home = machine(tmp_path, None)
    assert booted(home) == [
        "setup.none: there is no kiosk-answers.toml on the boot partition; the kiosk stays as it is."
    ]
    assert told(home) == Told(outcome="none")
    assert not home.settings.exists()
    assert not home.settled.exists()


def test_a_file_that_was_removed_after_it_was_taken_changes_nothing(tmp_path: Path) -> None:
    home = machine(tmp_path)
    booted(home)
    before = told(home)
    home.answers.unlink()
    booted(home)
    assert (told(home), home.settled.exists()) == (before, True)
    write(home, "site = Chợ\n")
    booted(home)
    home.answers.unlink()
    booted(home)
    assert told(home) == before


# --- what the kiosk makes of it ---------------------------------------------------------------------------------------


def test_the_kiosk_asks_until_somebody_has_said_that_it_is_right(tmp_path: Path) -> None:
    home = machine(tmp_path)
    booted(home)
    staff = tmp_path / "staff"
    staff.mkdir()
    first = setup_told(home.data, staff)
    assert first is not None and first.ask
    (staff / "setup-seen").write_text(first.mark, "ascii")
    seen = setup_told(home.data, staff)
    assert seen is not None and not seen.ask
    write(home, home.answers.read_text("utf-8").replace("Chợ Đông Ba", "Chợ An Cựu"))
    booted(home)
    again = setup_told(home.data, staff)
    assert again is not None and again.ask and again.told.place == "Chợ An Cựu"


def test_faults_are_asked_at_each_start_and_that_there_is_nothing_at_none(tmp_path: Path) -> None:
    home = machine(tmp_path, None)
    booted(home)
    nothing = setup_told(home.data, tmp_path)
    assert nothing is not None and not nothing.ask
    write(home, "site = Chợ")
    booted(home)
    faults = setup_told(home.data, tmp_path)
    assert faults is not None and faults.ask
    (tmp_path / "setup-seen").write_text(faults.mark, "ascii")
    still = setup_told(home.data, tmp_path)
    assert still is not None and still.ask


@pytest.mark.parametrize("raw", [None, b"", b"{", b'{"outcome":"odd"}', b'{"outcome":"none","more":1}', b"\xff"])
def test_a_kiosk_without_that_file_or_with_a_damaged_one_starts_as_ever(tmp_path: Path, raw: bytes | None) -> None:
    if raw is not None:
        (tmp_path / "setup.json").write_bytes(raw)
    assert setup_told(tmp_path, tmp_path) is None


# --- when the card does not do as it is told --------------------------------------------------------------------------


def test_a_file_that_is_a_folder_is_one_fault(tmp_path: Path) -> None:
    home = machine(tmp_path, None)
    home.answers.mkdir()
    booted(home)
    assert [one.code for one in told(home).faults] == ["file.folder"]


@pytest.mark.parametrize(
    "name",
    [
        "kiosk-answers.toml.txt",
        "kiosk-answers.txt",
        "kiosk-answers (1).toml",
        "Kiosk Answers.toml",
        "kiosk_answers.toml",
    ],
)
def test_a_file_that_windows_has_renamed_is_told_by_its_name(tmp_path: Path, name: str) -> None:
    home = machine(tmp_path, None)
    (home.boot / name).write_text(GOOD, "utf-8")
    (line,) = booted(home)
    (one,) = told(home).faults
    assert (one.code, line.partition(" ")[0]) == ("file.named", "file.named")
    assert all(f"“{name}”" in words for words in one.says.values())
    assert all("kiosk-answers.toml" in words and ".txt" in words for words in one.remedy.values())
    (home.boot / name).rename(home.answers)
    assert booted(home)[-1].startswith("setup.right")


def test_of_two_files_the_one_with_the_right_name_counts_and_the_log_names_the_other(tmp_path: Path) -> None:
    home = machine(tmp_path)
    (home.boot / "kiosk-answers (1).toml").write_text("site = 'another'", "utf-8")
    (home.boot / "kiosk-answers.toml~").write_text("site = 'older'", "utf-8")
    lines = booted(home)
    assert [line for line in lines if "beside" in line] == [
        "setup.beside: 'kiosk-answers (1).toml' lies there too, and is not read: only kiosk-answers.toml is."
    ]
    assert (told(home).outcome, told(home).place) == ("right", "Chợ Đông Ba")


def test_a_film_in_its_place_is_not_read_to_its_end(tmp_path: Path) -> None:
    home = machine(tmp_path, None)
    with home.answers.open("wb") as file:
        file.truncate(80_000_000)
    booted(home)
    assert [one.code for one in told(home).faults] == ["file.long"]


def mounted_read_only(folder: Path) -> None:
    """Not even root can write to it then, as to a boot partition that is mounted so."""
    for words in (["mount", "--bind", str(folder), str(folder)], ["mount", "-o", "remount,bind,ro", str(folder)]):
        if subprocess.run(words, check=False, capture_output=True).returncode:  # noqa: S603
            pytest.skip("mounting needs root")


def test_a_boot_partition_that_cannot_be_written_is_told_and_tried_again(tmp_path: Path) -> None:
    home = machine(tmp_path)
    lines: list[str] = []
    mounted_read_only(home.boot)
    try:
        assert run(["--root", str(home.root)], lines.append) == 1
    finally:
        subprocess.run(["umount", str(home.boot)], check=True)  # noqa: S603, S607
    assert lines[-1].startswith("setup.readonly: ")
    assert lines[-1].endswith("read-only file system; it is tried again at the next start.")
    assert told(home).outcome == "right", "the kiosk itself is set up"
    assert not home.settled.exists()
    booted(home)
    assert home.settled.exists()
    assert PASSWORD not in home.answers.read_text("utf-8")


def test_strange_words_are_refused(tmp_path: Path) -> None:
    lines: list[str] = []
    assert run(["--boot"], lines.append) == 2
    assert lines == ["setup.usage: kiosk-firstboot [--root TREE]"]


def test_it_is_quick_to_start(tmp_path: Path) -> None:
    """Before the first picture everything waits for it, so it loads neither the screen nor the updater."""
    home = machine(tmp_path)
    heavy = (
        "import sys, kiosk.setup.firstboot; print(*({'pygame', 'numpy', 'tuf', 'click', 'yaml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True, env=os.environ)  # noqa: S603
    assert done.stdout == "\n"
    assert home.answers.exists()
