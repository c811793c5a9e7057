import re
import tomllib
from pathlib import Path

import msgspec
import pytest

from kiosk.config import DEVICE_DATA, SECTIONS, BadSettingsError, Settings, load_settings, names
from kiosk.panel.wiring import PINS

ROOT = Path(__file__).parent.parent
NOWHERE = Path("/nowhere/kiosk.toml")


def load(folder: Path, toml: str = "", **environ: str) -> Settings:
    system_file = folder / "kiosk.toml"
    if toml:
        system_file.write_text(toml, encoding="utf-8")
    return load_settings(environ, system_file=system_file, checkout=folder)


def refused(folder: Path, toml: str = "", **environ: str) -> list[str]:
    with pytest.raises(BadSettingsError) as caught:
        load(folder, toml, **environ)
    return str(caught.value).replace(f"{folder}/", "").splitlines()


def test_a_kiosk_needs_no_file(tmp_path: Path) -> None:
    settings = load(tmp_path)
    assert (settings.screen.width, settings.screen.height, settings.visit.language) == (1280, 800, "vi")
    assert set(settings.origins.values()) == {"default"}
    assert settings.screen.px_per_mm == pytest.approx(5.88, abs=0.01)


def test_the_later_wins_and_everything_remembers_where_it_came_from(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("[screen]\nheight = 600\ndiagonal_mm = 178\n", encoding="utf-8")
    toml = "# the stall at the bridge\n[screen]\nwidth = 800\nheight = 480\n"
    settings = load(tmp_path, toml, KIOSK_CONFIG=str(own), KIOSK_SCREEN_DIAGONAL_MM="180.5", KIOSK_PANEL_ON="true")
    assert (settings.screen.width, settings.screen.height, settings.screen.diagonal_mm) == (800, 600, 180.5)
    assert settings.panel.on is True
    assert settings.origins["screen.width"] == f"{tmp_path}/kiosk.toml:3"
    assert settings.origins["screen.height"] == f"{own}:2"
    assert settings.origins["screen.diagonal_mm"] == "KIOSK_SCREEN_DIAGONAL_MM"
    assert settings.origins["screen.fullscreen"] == "default"


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    toml = (
        "colour = 'red'\n[screen]\nwidht = 800\nheight = 'tall'\n[scren]\nwidth = 1\n[camera]\nsource = 'usb'\n"
        "[voice]\nvolume = 9\nfolder = 3\n"
    )
    assert refused(tmp_path, toml, KIOSK_PANEL_ON="maybe", KIOSK_VISIT_HELP_NUMBER="call me") == [
        "kiosk.toml:1: 'colour' stands in no section: put it below one",
        "kiosk.toml:3: there is no setting 'screen.widht', did you mean 'width'?",
        "kiosk.toml:4: screen.height cannot be 'tall': expected a whole number, got text",
        "kiosk.toml:6: there is no section [scren], did you mean 'screen'?",
        "kiosk.toml:8: camera.source cannot be 'usb': use one of 'none', 'synthetic', 'folder', 'faulty', 'picamera2', "
        "'webcam', 'auto'",
        "kiosk.toml:10: voice.volume cannot be 9: expected a whole number <= 3",
        "kiosk.toml:11: voice.folder cannot be 3: expected a path written as text",
        "KIOSK_PANEL_ON: panel.on cannot be 'maybe': expected true or false, got text",
        "KIOSK_VISIT_HELP_NUMBER: visit.help_number cannot be 'call me': "
        "expected text matching regex '^[0-9 .+]*$'",
    ]  # fmt: skip


def test_two_things_on_one_pin_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "[panel]\nhelp = 6\n") == [
        "kiosk.toml:2: panel.help and panel.again are both on GPIO 6: move one"
    ]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"[screen\nwidth=1", "kiosk.toml: it is not TOML: "),
        (b"[visit]\nhelp_number = '\xff'", "kiosk.toml: its letters are not UTF-8: "),
        (b"[screen]\nwidth = 1\nwidth = 2\n", "kiosk.toml: it is not TOML: Cannot overwrite a value (at line 3"),
    ],
)
def test_a_file_that_is_no_toml(tmp_path: Path, raw: bytes, said: str) -> None:
    (tmp_path / "kiosk.toml").write_bytes(raw)
    [fault] = refused(tmp_path)
    assert fault.startswith(said)


def test_a_named_file_must_exist(tmp_path: Path) -> None:
    assert refused(tmp_path, KIOSK_CONFIG="/nowhere.toml") == [
        "KIOSK_CONFIG: there is no file /nowhere.toml: create it or unset KIOSK_CONFIG"
    ]


def test_paths_are_looked_for_in_the_data_folder(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").touch()
    assert load(tmp_path).voice.folder == tmp_path / "build/voice"
    settings = load(tmp_path, KIOSK_DATA_FOLDER="/data", KIOSK_STATS_PATH="/var/counters.db")
    assert (settings.content.library, settings.stats.path) == (Path("/data/library.msgpack"), Path("/var/counters.db"))


def test_the_pins_of_the_settings_are_those_of_the_panel(tmp_path: Path) -> None:
    assert load(tmp_path).panel.pins == PINS


def test_without_a_checkout_the_data_is_the_devices(tmp_path: Path) -> None:
    assert load(tmp_path).data.folder == DEVICE_DATA


def test_every_setting_is_documented_with_its_default() -> None:
    text = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `([a-z_]+\.[a-z_]+)` \| (.+?) \|", text, flags=re.MULTILINE))
    assert list(told) != []
    assert set(told) == {f"{section}.{name}" for section, name in names()}
    for section, name in names():
        default = getattr(SECTIONS[section](), name)
        if (section, name) != ("data", "folder"):
            shown = str(default) if isinstance(default, Path) or default == "vi" else written(default)
            assert told[f"{section}.{name}"].strip("`") == shown, f"{section}.{name} has another default"


def written(value: object) -> str:
    if isinstance(value, str) and value:
        return value
    return msgspec.json.encode(value).decode()


def test_the_example_of_the_documentation_can_be_read(tmp_path: Path) -> None:
    text = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    example = text.split("```toml\n")[1].split("```")[0]
    assert tomllib.loads(example)
    assert load(tmp_path, example).visit.help_number == "0234 3 000 000"


# --- what came signed with the content --------------------------------------------------------------------------------


def signed(folder: Path, toml: str, **environ: str) -> Settings:
    (folder / "build/update").mkdir(parents=True, exist_ok=True)
    (folder / "build/update/settings.toml").write_text(toml, encoding="utf-8")
    (folder / "pyproject.toml").touch()
    return load(folder, **environ)


def test_signed_settings_are_the_weakest_and_remember_where_they_came_from(tmp_path: Path) -> None:
    toml = "[visit]\nlanguage = 'en'\n[voice]\nvolume = 3\n[update]\nnightly_mb = 20\n"
    settings = signed(tmp_path, toml, KIOSK_VOICE_VOLUME="1")
    assert (settings.visit.language, settings.voice.volume, settings.update.nightly_mb) == ("en", 1, 20)
    assert settings.origins["visit.language"] == f"{tmp_path}/build/update/settings.toml:2"
    assert settings.origins["voice.volume"] == "KIOSK_VOICE_VOLUME"
    assert settings.left_out == ()


@pytest.mark.parametrize(
    "toml",
    [
        "[update]\nroot = '/tmp/mine.json'\n", "[update]\nfleet = 'other'\n", "[update]\nproxy = 'http://me'\n",
        "[data]\nfolder = '/'\n", "[stats]\non = false\n", "[staff]\nprinter = '/dev/sda'\n", "[nothing]\na = 1\n",
        "[voice]\nvolume = 9\n", "[visit]\nhelp_number = 'call me'\n", "[update]\nsource = 'ftp://old'\n", "rubbish",
        "[voice]\nvolume = '3'\n", "\x00", "#" * 70_000,
    ],
)  # fmt: skip
def test_nothing_signed_stops_a_kiosk_or_sets_what_it_may_not(tmp_path: Path, toml: str) -> None:
    settings = signed(tmp_path, toml)
    plain = load(tmp_path / "build")
    assert len(settings.left_out) == 1, settings.left_out
    assert set(settings.origins.values()) == {"default"}
    assert (settings.voice, settings.visit) == (plain.voice.__class__(folder=settings.voice.folder), plain.visit)


def test_a_folder_in_its_place_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "build/update/settings.toml").mkdir(parents=True)
    (tmp_path / "pyproject.toml").touch()
    assert load(tmp_path).left_out == ()


def test_variables_of_the_office_set_nothing(tmp_path: Path) -> None:
    office = {f"KIOSK_{name}": "x" for name in ("KEY_PASSPHRASE_FILE", "DEPOT_USER", "DEPOT_PASSWORD")}
    settings = load(tmp_path, **office)
    assert set(settings.origins.values()) == {"default"}
