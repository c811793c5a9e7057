"""The answer file: every field right and wrong, each fault with its line and its cure, all of them at once."""

import tomllib
from pathlib import Path

import pytest
from msgspec.structs import fields

from kiosk.config.schema import PanelPins, Screen, Stats, Update, Visit
from kiosk.config.screens import SCREENS
from kiosk.setup import sentences
from kiosk.setup.answers import READERS, Answers, Faults
from tests.setup.files import GOOD, PASSWORD, key, read, right, told_well, wrong

EXAMPLE = Path(__file__).parents[2] / "provision/kiosk-answers.toml"


# --- all is right -----------------------------------------------------------------------------------------------------


def test_every_answer_is_understood(folder: Path) -> None:
    assert right(GOOD, folder) == Answers(
        site="cho-dong-ba", place="Chợ Đông Ba", screen="dsi-7", rotation=180, opens=330, closes=1200,
        help_number="0234 3 000 000", wifi_name="Chợ 5G; nhanh", wifi_password=PASSWORD, upload=True,
        upload_to="https://so-lieu.example/k", update_from="https://bai-hoc.example/k", ssh_key=key(),
        staff_card="the.txt", root="root.json", panel=True,
    )  # fmt: skip


def test_one_answer_is_enough(folder: Path) -> None:
    assert right("site = 'cho-dong-ba'", folder) == Answers(site="cho-dong-ba")


def test_the_tables_know_the_same_fields() -> None:
    names = {field.name for field in fields(Answers)}
    assert set(READERS) == set(sentences.NAMES) == set(sentences.WRITE) == names


def test_what_nobody_answers_is_as_the_settings_have_it_by_default() -> None:
    blank, usual = Answers(), SCREENS[Answers().screen]
    assert (blank.group, blank.language, blank.upload) == (Update().group, Visit().language, Stats().upload)
    assert (usual.width, usual.height, usual.diagonal_mm) == (Screen().width, Screen().height, Screen().diagonal_mm)
    assert (blank.opens, blank.closes, blank.panel) == (Visit().opens, Visit().closes, PanelPins().on)


def test_the_example_is_plain_toml_with_every_field_and_is_right_as_it_stands(folder: Path) -> None:
    raw = EXAMPLE.read_bytes()
    assert set(tomllib.loads(raw.decode())) == set(READERS)
    assert right(raw, folder).site == "cho-dong-ba"


def test_the_answers_tell_nothing_of_themselves(folder: Path) -> None:
    assert PASSWORD not in repr(right(GOOD, folder))


# --- every field, wrong -----------------------------------------------------------------------------------------------

LONG = "w" * 64

WRONG: list[tuple[str, str]] = [
    ('site = "Chợ Đông Ba"', "site.value"),
    ('site = ""', "site.empty"),
    (f'site = "{"a" * 41}"', "site.value"),
    (f'place = "{"a" * 61}"', "place.long"),
    ('place = "Chợ \\u0007"', "place.letters"),
    ('group = "Nhóm 1"', "group.value"),
    ('group = ""', "group.empty"),
    ('language = "fr"', "language.value"),
    ("language =", "language.empty"),
    ('screen = "hdmi-99"', "screen.value"),
    ("rotation = 45", "rotation.value"),
    ("rotation = ngang", "rotation.value"),
    ("opens = 25", "opens.value"),
    ("opens = 24:01", "opens.value"),
    ("opens = 6:75", "opens.value"),
    ("opens = sáng", "opens.value"),
    ("opens = 6.25", "opens.value"),
    ("opens = -1", "opens.value"),
    ("closes = [20]", "line.list"),
    ("opens = 8\ncloses = 8", "closes.meet"),
    ('help_number = "gọi chị Ba"', "help_number.value"),
    ('help_number = "12"', "help_number.value"),
    ('help_number = "0123456789012345"', "help_number.value"),
    ('help_number = "0234+3"', "help_number.value"),
    (f'wifi_name = "{"W" * 33}"\nwifi_password = "12345678"', "wifi_name.long"),
    (f'wifi_name = "{"ợ" * 20}"\nwifi_password = "12345678"', "wifi_name.long"),
    ('wifi_name = "Chợ"', "wifi_password.missing"),
    ('wifi_name = "Chợ"\nwifi_password = ""', "wifi_password.empty"),
    ('wifi_name = "Chợ"\nwifi_password = "1234567"', "wifi_password.short"),
    (f'wifi_name = "Chợ"\nwifi_password = "{LONG}"', "wifi_password.long"),
    ('wifi_name = "Chợ"\nwifi_password = "mật khẩu chợ"', "wifi_password.letters"),
    ('wifi_name = "Chợ"\nwifi_password = "it’s a secret"', "wifi_password.letters"),
    ('wifi_password = "12345678"', "wifi_password.nameless"),
    ("wifi_name = Chợ #2\nwifi_password = '12345678'", "line.hash"),
    ('wifi_name = "Chợ"\nwifi_password = "ab\\qcdefgh"', "line.backslash"),
    ('country = "Việt Nam"', "country.value"),
    ("upload = chắc là có", "upload.value"),
    ("upload = true", "upload.nowhere"),
    ('upload_to = "http://so-lieu.example"', "upload_to.plain"),
    ('upload_to = "ftp://so-lieu.example"', "upload_to.value"),
    ('upload_to = "https://so lieu.example"', "upload_to.value"),
    ('update_from = "http://bai.example"', "update_from.plain"),
    ('update_from = "bai.example"', "update_from.value"),
    ('ssh_key = "AAAAC3NzaC1lZDI1NTE5"', "ssh_key.letters"),
    (f'ssh_key = "{key().replace("ssh-ed25519", "ssh-rsa", 1)}"', "ssh_key.letters"),
    (f'ssh_key = "ssh-ed25519 {"A" * 70}!"', "ssh_key.letters"),
    (f"ssh_key = \"from='*' {key()}\"", "ssh_key.letters"),
    ("ssh_key = -----BEGIN OPENSSH PRIVATE KEY-----", "ssh_key.secret"),
    ('ssh_key = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk=\n-----END OPENSSH PRIVATE KEY-----"', "secret"),
    ('staff_card = "../the.txt"', "staff_card.outside"),
    ('staff_card = "/etc/shadow"', "staff_card.outside"),
    ('staff_card = "thẻ khác.txt"', "staff_card.absent"),
    ('staff_card = "root.json"', "staff_card.content"),
    ('root = "C:\\\\root.json"', "root.outside"),
    ('root = "khong.json"', "root.absent"),
    ('root = "the.txt"', "root.content"),
    ('camera = "usb"', "camera.value"),
    ("panel = một", "panel.value"),
    # lines
    ("lang = vi", "lang.unknown"),
    ("ssid = vi", "line.strange"),
    ("opens = 6\nopens = 7", "opens.twice"),
    ("[wifi]", "line.section"),
    ("language: vi", "line.equals"),
    ('group = "market', "line.quotes"),
    ('group = market"', "line.quotes"),
    ('group = "market" "x"', "line.quotes"),
    ("group = {a=1}", "line.list"),
]


@pytest.mark.parametrize(("lines", "code"), WRONG, ids=[f"{code}: {lines[:30]!r}" for lines, code in WRONG])
def test_each_mistake_is_told_with_its_line_and_its_cure(folder: Path, lines: str, code: str) -> None:
    before = "" if lines.startswith("site") else 'site = "a"\n'
    (one,) = wrong(f"\n{before}{lines}\n", folder)
    assert one.code.endswith(code)
    text = f"\n{before}{lines}".split("\n")
    number = int(one.where.rpartition(":")[2])
    assert 2 <= number <= len(text)
    assert not one.field or code.endswith("missing") or one.field.removesuffix("…") in text[number - 1].lower()
    told_well(one)


def test_every_field_has_its_row() -> None:
    assert {code.partition(".")[0] for _, code in WRONG} >= set(READERS)


def test_every_sentence_is_met_by_a_row_or_below() -> None:
    kinds = {code if code in sentences.WHAT else code.rpartition(".")[2] for _, code in WRONG}
    assert kinds | {"missing"} | {kind for kind in sentences.WHAT if kind.startswith("file.")} == set(sentences.WHAT)


def test_a_missing_site_stands_on_no_line(folder: Path) -> None:
    (one,) = wrong("language = vi", folder)
    assert (one.code, one.where) == ("site.missing", "kiosk-answers.toml")
    assert one.says["vi"] == "Trong tệp còn thiếu mã nơi đặt máy."
    told_well(one)


def test_all_faults_come_at_once_and_in_the_order_of_the_file(folder: Path) -> None:
    codes = [one.code for one in wrong("opens = 25\nlangage = vi\npanel = 7\ncountry = Việt\n", folder)]
    assert codes == ["opens.value", "langage.unknown", "panel.value", "country.value", "site.missing"]


def test_one_slip_is_told_once(folder: Path) -> None:
    codes = [one.code for one in wrong('site=a\nwifi_name="W"\nwifi_password="kurz"\nupload=true\nupload_to=x', folder)]
    assert codes == ["wifi_password.short", "upload_to.value"]


@pytest.mark.parametrize(
    ("name", "near"), [("langage", "language"), ("wifi_pasword", "wifi_password"), ("site_code", "site"), ("ssid", "")]
)
def test_a_name_that_is_nearly_right_is_asked_about(folder: Path, name: str, near: str) -> None:
    (one,) = wrong(f"site=a\n{name}=x", folder)
    assert one.remedy["en"] == (f"Did you mean {near}?" if near else sentences.REMEDIES["line.strange"]["en"])


def test_the_answers_that_are_right_are_kept_beside_the_faults(folder: Path) -> None:
    came = read("site=a\nlanguage=en\nscreen=dsi-7\nopens=99", folder)
    assert isinstance(came, Faults)
    assert came.half == Answers(site="a", language="en", screen="dsi-7")
