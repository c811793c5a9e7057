"""A support bundle holds what is on its list, and no secret whatever it looks like."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from kiosk.core.codes.staff_card import PREFIX
from kiosk.update.stick.bundle import ENTRIES, bundle, metadata_told, redacted

CARD = f"{PREFIX}{'aB3_-' * 8}abc"

SECRETS = {
    CARD: "***",
    "proxy http://an:moon-cake@proxy:3128 is used": "proxy http://***@proxy:3128 is used",
    "https://depot.example/a?X-Key=AKIA&X-Sig=abc": "https://depot.example/a?***",
    "call 0234 3 600 000 now": "call *** now",
    "account 9704360123456": "account ***",
    "a" * 64: "***",
}

HARMLESS = (
    "6.1.0-31-amd64", "2026-11-21T08:00:00Z", "release 12-0badcafe", "/var/lib/kiosk/update", "1234 MB free", "256.5",
    "GPIO: back 5, again 6, next 13", "Đang dùng bản 12.",
)  # fmt: skip


@pytest.mark.parametrize("secret", SECRETS)
def test_what_looks_like_a_secret_is_hidden_wherever_it_stands(secret: str) -> None:
    assert redacted({"a": [secret, {secret: 1}]}) == {"a": [SECRETS[secret], {SECRETS[secret]: 1}]}


@pytest.mark.parametrize("text", HARMLESS)
def test_what_helps_is_left(text: str) -> None:
    assert redacted(text) == text


def test_what_is_not_on_the_list_stays_out() -> None:
    raw = bundle({"versions": {"kiosk": "1"}, "journal": "everything", "status": {"why": CARD}})
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert archive.namelist() == ["versions.json", "status.json"]
        assert json.loads(archive.read("status.json")) == {"why": "***"}
    assert set(ENTRIES) >= {"versions", "settings", "doctor", "state", "status", "metadata"}


def test_equal_bundles_are_equal_bytes() -> None:
    assert bundle({"versions": {"b": "1", "a": "2"}}) == bundle({"versions": {"a": "2", "b": "1"}})


def test_versions_of_the_metadata_are_told_and_damaged_ones_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "metadata"
    (folder / "root_history").mkdir(parents=True)
    for version in (10, 2, 1):
        (folder / "root_history" / f"{version}.root.json").write_text("{}")
    (folder / "timestamp.json").write_text('{"signed":{"version":7,"expires":"2027-01-01T00:00:00Z","more":1}}')
    (folder / "targets.json").write_bytes(b"\xff")
    told = metadata_told(tmp_path)
    assert told == {"timestamp": {"version": 7, "expires": "2027-01-01T00:00:00Z"}, "roots": (1, 2, 10)}
