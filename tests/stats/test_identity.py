"""The random number of a year and the key of a machine."""

import base64
import re
import threading
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk.stats.document import KIOSK
from kiosk.stats.identity import KEY_FILE, NOBODY, NUMBER_FILE, Identity, NoIdentity


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "nightly"


def test_the_number_stays_for_a_year_and_then_is_another(folder: Path) -> None:
    first = Identity(folder).number("2026-11-21")
    assert re.fullmatch(KIOSK, first)
    assert Identity(folder).number("2026-12-31") == first
    second = Identity(folder).number("2027-01-01")
    assert second != first
    assert Identity(folder).number("2026-12-31") == second, "a straggler of last year does not bring the old one back"


def test_two_machines_have_different_numbers_and_keys(tmp_path: Path) -> None:
    one, other = (Identity(tmp_path / name) for name in ("one", "other"))
    assert one.number("2026-11-21") != other.number("2026-11-21")
    assert one.public() != other.public()


def test_looking_makes_nothing(folder: Path) -> None:
    assert Identity(folder).known() == NOBODY
    assert not folder.exists()
    number = Identity(folder).number("2026-11-21")
    assert Identity(folder).known() == number


def test_the_public_key_fits_what_was_signed(folder: Path) -> None:
    signature = Identity(folder).sign(b"text")
    public = Ed25519PublicKey.from_public_bytes(base64.b64decode(Identity(folder).public()))
    public.verify(signature, b"text")
    with pytest.raises(InvalidSignature):
        public.verify(signature, b"another")


def test_the_key_is_for_nobody_else_and_in_the_usual_form(folder: Path) -> None:
    Identity(folder).public()
    file = folder / KEY_FILE
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.read_bytes().startswith(b"-----BEGIN PRIVATE KEY-----\n"), "PKCS #8"
    assert [found.name for found in folder.iterdir()] == [KEY_FILE], "nothing is left beside it"


def test_two_that_start_together_have_one_key(folder: Path) -> None:
    gate, found = threading.Barrier(8), []

    def start() -> None:
        gate.wait()
        found.append(Identity(folder).public())

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b'{"kiosk":"x","year":2026}', b'{"kiosk":"0123456789abcdef"}'])
def test_a_damaged_number_is_made_anew(folder: Path, raw: bytes) -> None:
    folder.mkdir()
    (folder / NUMBER_FILE).write_bytes(raw)
    number = Identity(folder).number("2026-11-21")
    assert re.fullmatch(KIOSK, number)
    assert Identity(folder).number("2026-11-21") == number


def test_a_damaged_key_is_told_and_not_replaced(folder: Path) -> None:
    folder.mkdir()
    (folder / KEY_FILE).write_bytes(b"-----BEGIN PRIVATE KEY-----\nbun bo\n-----END PRIVATE KEY-----\n")
    with pytest.raises(NoIdentity, match=r"is damaged\. Remove it, and give the office the new"):
        Identity(folder).sign(b"text")
    assert b"bun bo" in (folder / KEY_FILE).read_bytes()


def test_a_folder_that_takes_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(NoIdentity, match="cannot be"):
        Identity(tmp_path / "file" / "nightly").number("2026-11-21")
