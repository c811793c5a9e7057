"""An answer file as volunteers write it: what is harmless is taken as it is meant, and no fault quotes a secret."""

import re
import unicodedata
from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.config.screens import SCREENS
from kiosk.setup.answers import MOST_FAULTS, Answers, Faults, Known
from kiosk.setup.lines import MOST_BYTES
from tests.setup.files import CARD, GOOD, key, read, right, told_well, wrong

# --- what is harmless is taken as it is meant -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "raw",
    [
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace("\n", "\r").encode(),
        GOOD.encode("utf-16"),
        b"\xfe\xff" + GOOD.encode("utf-16-be"),
        GOOD.replace(" = ", "\t=\t").encode(),
        GOOD.replace(" = ", "\u00a0=\u00a0").encode(),
        re.sub(r'"(.*)"', r"“\1”", GOOD).encode(),
        re.sub(r'"(.*)"', r"«\1»", GOOD).encode(),
        re.sub(r'"(.*)"', r"‘\1’", GOOD).encode(),
        re.sub(r'"(.*)"', r"\1", GOOD).encode(),
        GOOD.replace("site", "\u200bSite").replace("help_number", "Help-Number").encode(),
        GOOD.replace("true", "Có").encode(),
        GOOD.replace("true", "đúng").encode(),
        GOOD.replace("true", "Vâng.").encode(),
        re.sub(r'"(.*)"', r'"\1",', GOOD).encode(),
        re.sub(r'"(.*)"', r"“\1”;", GOOD).encode(),
        GOOD.replace(' = "', ' == "').encode(),
        GOOD.replace("wifi_password", "Wifi  password").replace("help_number", "help number").encode(),
        GOOD.replace("cho-dong-ba", "Cho-Dong-Ba").replace('"market"', "MARKET").encode(),
        GOOD.replace("https://", "HTTPS://").encode(),
        GOOD.replace(" = ", " = ").replace("\n", "\t\n").encode(),
        GOOD.replace("5.5", '"5h30"').replace("= 20", "= 20:00").encode(),
        GOOD.replace("180", '"180°"').encode(),
        GOOD.replace("dsi-7", "DSI 7").encode(),
        GOOD.replace("0234 3 000 000", "(0234) 3-000-000").encode().replace(b"3 000 000", b"3 000 000"),
        (GOOD + "\n   \n# hết").encode(),
    ],
    ids=[
        "a mark at the beginning", "Windows", "old Mac", "Notepad's Unicode", "the same from the other end", "tabs",
        "blanks of another kind", "curly quotes", "French quotes", "single curly quotes", "no quotes at all",
        "capitals, hyphens, marks without a width", "yes in Vietnamese", "right in Vietnamese", "yes with a full stop",
        "commas behind", "semicolons behind", "two equals signs", "blanks in a name", "a site in capitals",
        "an address in capitals", "tabs behind", "hours as people write them", "degrees",
        "a screen with a blank", "a number with brackets", "empty lines and notes",
    ],
)  # fmt: skip
def test_a_slip_that_cannot_mean_anything_else_is_forgiven(raw: bytes, folder: Path) -> None:
    assert right(raw, folder) == right(GOOD, folder)


def test_letters_with_loose_accents_are_composed(folder: Path) -> None:
    assert right(unicodedata.normalize("NFD", GOOD).encode(), folder) == right(GOOD, folder)


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("6 giờ", 360), ('"6 giờ 30"', 390), ("20 h", 1200), ("20h", 1200), ("20,00", 1200), ("6,30", 390), ("6.", 360),
     ("6", 360), ("06", 360), ("6:30", 390), ("6h30", 390), ("6g30", 390), ("6h", 360), ("6.5", 390), ("6,5", 390),
     ("6.0", 360), ("6.30", 390), ("0", 0), ("24", 1440), ("23:59", 1439)],
)  # fmt: skip
def test_an_hour_is_read_as_people_write_it(folder: Path, written: str, minutes: int) -> None:
    assert right(f"site=a\nopens={written}\ncloses=12:01", folder).opens == minutes


def test_from_nought_to_twenty_four_is_always(folder: Path) -> None:
    answers = right("site=a\nopens=0\ncloses=24", folder)
    assert (answers.opens, answers.closes) == (0, 0)


def test_hours_may_go_past_midnight(folder: Path) -> None:
    answers = right("site=a\nopens=18\ncloses=2", folder)
    assert (answers.opens, answers.closes) == (1080, 120)


@pytest.mark.parametrize("screen", SCREENS)
def test_every_known_screen_is_an_answer(folder: Path, screen: str) -> None:
    assert right(f"site=a\nscreen={screen}", folder).screen == screen


def test_without_a_word_about_it_a_screen_is_turned_as_it_is_usually_mounted(folder: Path) -> None:
    assert right("site=a\nscreen=touch-display-2", folder).rotation is None


# --- the file as a whole ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("place = 'Chợ'".encode("cp1258", errors="ignore") + b"\xd2", "file.letters"),
        (b"site = 'a'\0", "file.letters"),
        (GOOD.encode("utf-16-le"), "file.letters"),
        (b"#" * (MOST_BYTES + 1), "file.long"),
    ],
    ids=["an old alphabet", "nothing", "Unicode without a mark", "too long"],
)
def test_a_file_that_cannot_be_read_is_one_fault(folder: Path, raw: bytes, code: str) -> None:
    (one,) = wrong(raw, folder)
    assert (one.code, one.field, one.where) == (code, "", "kiosk-answers.toml")
    told_well(one)


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"\xef\xbb\xbf", b"# nothing yet\n"])
def test_an_empty_file_misses_the_one_answer_that_has_to_be_there(folder: Path, raw: bytes) -> None:
    assert [one.code for one in wrong(raw, folder)] == ["site.missing"]


def test_a_file_that_is_something_else_altogether_is_not_told_to_its_end(folder: Path) -> None:
    assert len(wrong("Cộng hòa xã hội chủ nghĩa Việt Nam\n" * 500, folder)) == MOST_FAULTS


# --- secrets ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "lines",
    [
        "wifi_password: {secret}", "{secret}", "[{secret}]", 'wifi_password = "{secret}', "wifi_pasword = {secret}",
        "wifi_password = {secret} #1", 'wifi_password = "{secret}"\nwifi_password = "{secret}"',
        "wifi_password = “{secret}ợ”", "wifi_password = {secret}" + "x" * 60,
        "ssh_key = -----BEGIN OPENSSH PRIVATE KEY-----\n{secret}=\n-----END OPENSSH PRIVATE KEY-----",
        "ssh_key = {secret}", "ssh_key = ssh-ed25519 {secret}", "{secret} = wifi", "{secret} =", "wifi_{secret} = x",
        "staff_card = {secret}" + "x" * 27, "staff_card = KIOSK-STAFF-1:{secret}",
        "upload_to = https://me:{secret}@a b.example/", "update_from = ftp://me:{secret}@bai.example",
        "upload_to = https://bai example/?key={secret}",
    ],
)  # fmt: skip
def test_no_fault_ever_quotes_a_secret(folder: Path, lines: str) -> None:
    secret = "ThatIsMySecret12"  # noqa: S105 - of nothing
    came = read("site=a\nwifi_name=W\n" + lines.replace("{secret}", secret), folder)
    assert isinstance(came, Faults)
    assert secret not in str(came.faults)
    assert secret.lower() not in str(came.faults).lower()


@pytest.mark.parametrize(
    "name",
    [
        "a" * 3_000,
        "<b>nguyễn</b>",
        "\x1b[31mlangage",
        "\u202elangage",
        "x\x07y",
        "{value}",
        "{name}",
        "ợ" * 40,
        "'",
        "\u0301",
    ],
)
def test_a_strange_name_is_neither_said_nor_shown(folder: Path, name: str) -> None:
    (one,) = wrong(f"site=a\n{name} = x", folder)
    assert (one.code, one.where) == ("line.strange", "kiosk-answers.toml:2")
    assert len(one.field) <= 3
    assert one.field.removesuffix("…").isalnum() or one.field == "…"
    assert set(one.says.values()) == set(wrong("site=a\nssid = x", folder)[0].says.values())
    told_well(one)


def test_a_name_that_is_nearly_right_is_shown_as_it_stands(folder: Path) -> None:
    (one,) = wrong("site=a\nlangage = vi", folder)
    assert (one.field, one.says["en"]) == ("langage", "Line 2: there is no answer called “langage”.")


@pytest.mark.parametrize("line", ['upload = "true', 'opens = "6', 'panel = true"'])
def test_who_forgets_a_quotation_mark_is_shown_how_the_answer_looks(folder: Path, line: str) -> None:
    (one,) = wrong(f"site=a\n{line}", folder)
    assert (one.code, "abc" in one.remedy["en"]) == ("line.quotes", False)
    assert f"{one.field} = " in one.remedy["en"]


# --- what the kiosk has already ---------------------------------------------------------------------------------------


def test_a_password_that_was_taken_before_need_not_stand_there(folder: Path) -> None:
    raw = 'site = "a"\nwifi_name = "Chợ"\nwifi_password = ""'
    assert right(raw, folder, Known(wifi_name="Chợ")) == Answers(site="a", wifi_name="Chợ")
    assert [one.code for one in wrong(raw, folder, Known(wifi_name="Nhà"))] == ["wifi_password.empty"]


def test_a_card_that_was_taken_before_need_not_lie_there(folder: Path) -> None:
    (folder / "the.txt").unlink()
    raw = 'site = "a"\nstaff_card = "the.txt"'
    assert right(raw, folder, Known(staff_card="the.txt")).staff_card == "the.txt"
    assert [one.code for one in wrong(raw, folder)] == ["staff_card.absent"]


def test_a_file_beside_it_that_is_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    (folder / "link.json").symlink_to(folder / "root.json")
    assert [one.code for one in wrong("site=a\nroot=link.json", folder)] == ["root.outside"]


def test_a_folder_is_no_file(folder: Path) -> None:
    (folder / "thu-muc").mkdir()
    assert [one.code for one in wrong("site=a\nroot=thu-muc", folder)] == ["root.absent"]


def test_a_card_may_come_as_notepad_writes_it(folder: Path) -> None:
    (folder / "the.txt").write_bytes(b"\xef\xbb\xbf\r\n" + CARD.encode() + b"\r\n")
    assert replace(right("site=a\nstaff_card=the.txt", folder)).staff_card == "the.txt"


@pytest.mark.parametrize("kind", ["ssh-ed25519", "ecdsa-sha2-nistp256", "sk-ssh-ed25519@openssh.com", "ssh-rsa"])
def test_every_kind_of_key_is_taken(folder: Path, kind: str) -> None:
    assert right(f"site=a\nssh_key={key(kind, 90)}", folder).ssh_key == key(kind, 90)
