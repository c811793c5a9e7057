"""The first boot: what comes to lie where, what is told, and what leaves the boot partition."""

import hashlib
import subprocess
import tomllib
from pathlib import Path

import pytest

from kiosk.config import load_settings
from kiosk.config.screens import SCREENS
from kiosk.core.codes.staff_card import digest_of
from kiosk.core.setup import Told
from kiosk.parts.house import defaults
from kiosk.setup.answers import Answers
from kiosk.setup.writing import wifi, wifi_name
from kiosk.staff.cards import StaffCards
from tests.setup.files import CARD, GOOD, PASSWORD, ROOT, SECRET, booted, everything, key, machine, told, write

# --- all is right -----------------------------------------------------------------------------------------------------


def test_everything_comes_to_lie_where_it_belongs(tmp_path: Path) -> None:
    home = machine(tmp_path)
    lines = booted(home)
    assert home.trusted.read_bytes() == ROOT
    assert home.keys.read_text("utf-8") == f"{key()}\n"
    assert home.country.read_text("utf-8") == "COUNTRY=VN\n"
    assert StaffCards(tmp_path / "none", first=home.cards).knows(digest_of(CARD))
    assert lines[-1] == "setup.right: all answers of kiosk-answers.toml were taken; this is cho-dong-ba."
    secrets = {home.wifi: 0o600, home.keys: 0o600, home.settings: 0o644, home.told: 0o644}
    assert {file: file.stat().st_mode & 0o777 for file in secrets} == secrets


def test_the_settings_are_those_of_the_answers_and_the_kiosk_takes_them(tmp_path: Path) -> None:
    home = machine(tmp_path)
    booted(home)
    settings = load_settings({"KIOSK_DATA_FOLDER": str(home.data)}, system_file=home.settings)
    assert (settings.screen.width, settings.screen.height, settings.screen.rotation) == (800, 480, 180)
    assert settings.screen.diagonal_mm == SCREENS["dsi-7"].diagonal_mm
    assert (settings.stats.site, settings.stats.upload, settings.stats.to) == (
        "cho-dong-ba", True, "https://so-lieu.example/k",
    )  # fmt: skip
    assert (settings.update.group, settings.update.source) == ("market", "https://bai-hoc.example/k")
    assert (settings.camera.source, settings.panel.on) == ("auto", True)
    house = defaults(settings)
    assert (house.lang, house.help_number, house.opens, house.closes, house.sends) == (
        "vi", "0234 3 000 000", 330, 1200, True,
    )  # fmt: skip


@pytest.mark.parametrize("screen", SCREENS)
def test_every_known_screen_makes_settings_that_the_kiosk_takes(tmp_path: Path, screen: str) -> None:
    home = machine(tmp_path, f"site=a\nscreen={screen}\n")
    booted(home)
    given = load_settings({}, system_file=home.settings).screen
    known = SCREENS[screen]
    assert (given.width, given.height, given.rotation) == (known.width, known.height, known.rotation)


def test_what_the_kiosk_shows_and_says_holds_no_secret(tmp_path: Path) -> None:
    home = machine(tmp_path)
    booted(home)
    assert told(home) == Told(
        outcome="right", place="Chợ Đông Ba", opens=330, closes=1200, help_number="0234 3 000 000",
        wifi_name="Chợ 5G; nhanh", uploads=True,
    )  # fmt: skip


def test_password_and_card_leave_the_boot_partition_and_nothing_else_does(tmp_path: Path) -> None:
    home = machine(tmp_path)
    booted(home)
    assert not (home.boot / "the.txt").exists()
    after = home.answers.read_text("utf-8")
    assert PASSWORD not in after
    lines = list(zip(GOOD.splitlines(), after.splitlines(), strict=True))
    assert [before.split(" ")[0] for before, now in lines if before != now] == ["wifi_password", "staff_card"]
    assert tomllib.loads(after)["wifi_password"] == ""


def test_no_line_of_the_journal_holds_a_secret(tmp_path: Path) -> None:
    home = machine(tmp_path)
    lines = "\n".join(booted(home))
    for secret in (PASSWORD, SECRET, key(), digest_of(CARD)):
        assert secret not in lines


def test_only_the_connection_holds_the_password(tmp_path: Path) -> None:
    home = machine(tmp_path)
    booted(home)
    holding = [name for name, (raw, _) in everything(home).items() if PASSWORD.encode() in raw]
    assert holding == [str(home.wifi.relative_to(home.root))]
    assert not [name for name, (raw, _) in everything(home).items() if SECRET.encode() in raw]


def test_windows_line_ends_stay_what_they_are(tmp_path: Path) -> None:
    home = machine(tmp_path, GOOD.replace("\n", "\r\n"))
    booted(home)
    after = home.answers.read_bytes()
    assert after.count(b"\r\n") == after.count(b"\n") == GOOD.count("\n")


def test_a_second_start_changes_nothing(tmp_path: Path) -> None:
    home = machine(tmp_path)
    booted(home)
    before = everything(home)
    booted(home)
    assert everything(home) == before


def test_settled_is_a_list_that_sha256sum_can_check(tmp_path: Path) -> None:
    """The unit asks it before anything is started, so it has to be right to the letter."""
    home = machine(tmp_path)
    booted(home)
    lines = home.settled.read_text("utf-8").splitlines()
    assert lines == [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  /boot/firmware/{file.name}"
        for file in (home.answers, home.boot / "root.json")
    ]
    here = home.settled.read_text("utf-8").replace("  /", f"  {home.root}/")
    words = ["sha256sum", "--check", "--status"]
    assert subprocess.run(words, input=here.encode(), check=False).returncode == 0  # noqa: S603
    write(home, "site=b")
    assert subprocess.run(words, input=here.encode(), check=False).returncode == 1  # noqa: S603


# --- the Wi-Fi --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Chợ 5G", "a;b", "#1", "[x]", " blanks ", "\\", "=", "🛜"])
@pytest.mark.parametrize("password", ["12345678", " leading", "trailing ", "back\\slash", "a;b#c=d[e]", "  both  "])
def test_a_connection_holds_any_name_and_any_password(name: str, password: str) -> None:
    """Read back as GLib does: blanks around the value are cut off, then backslashes mean something."""
    raw = wifi(Answers(wifi_name=name, wifi_password=password))
    assert wifi_name(raw) == name
    written = next(line.partition("=")[2] for line in raw.decode().splitlines() if line.startswith("psk="))
    read = written.strip().replace("\\\\", "\0").replace("\\s", " ").replace("\0", "\\")
    assert read == password


def test_the_same_network_is_the_same_connection_and_another_is_another() -> None:
    one, same, other = (
        wifi(Answers(wifi_name=name, wifi_password=word)) for name, word in (("a", "x"), ("a", "y"), ("b", "x"))
    )
    uuid = [next(line for line in raw.splitlines() if line.startswith(b"uuid=")) for raw in (one, same, other)]
    assert uuid[0] == uuid[1] != uuid[2]


def test_an_answer_that_names_no_network_takes_the_one_before_away(tmp_path: Path) -> None:
    home = machine(tmp_path)
    booted(home)
    write(home, "site=a\n")
    booted(home)
    assert not home.wifi.exists()
    assert not home.keys.exists()
