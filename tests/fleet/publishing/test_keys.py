"""Keys at rest: who can open them, who cannot, and what they are told."""

import os
import stat
import unicodedata
from pathlib import Path

import pytest
from securesystemslib.signer import CryptoSigner

from kiosk.fleet.keys.keyring import admitted, make, opened
from kiosk.fleet.keys.sealed import COST, open_half, sealed, unsealed
from kiosk.fleet.refusing import NotPublished

WORDS = "bốn từ dài lắm"
QUICK = 1 << 10


def ask(_what: str) -> str:
    return WORDS


def kept(folder: Path, raw: bytes) -> str:
    path = folder / "key.pem"
    path.write_bytes(raw)
    return str(path)


def test_a_key_opens_with_its_passphrase_only(tmp_path: Path) -> None:
    key = make("lan", tmp_path / "keys", tmp_path / "depot", ask, QUICK)
    path = str(tmp_path / "keys" / "lan.pem")
    assert opened(path, ask, [key]).public_key.keyid == key.keyid
    for wrong in ("", "bốn từ dài", WORDS + " "):
        with pytest.raises(NotPublished, match="did not open"):
            opened(path, lambda _: wrong, [key])  # noqa: B023 - called at once


def test_nobody_else_on_the_machine_can_read_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        make("lan", tmp_path / "keys", tmp_path / "depot", ask, QUICK)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "keys" / "lan.pem").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_a_passphrase_is_the_same_however_its_letters_are_composed() -> None:
    signer = CryptoSigner.generate_ed25519()
    raw = sealed(signer, "lan", WORDS, QUICK)
    decomposed = unicodedata.normalize("NFD", WORDS)
    assert decomposed != WORDS
    assert unsealed(Path("lan.pem"), raw, decomposed).public_key == signer.public_key


def test_what_is_written_tells_nothing_and_is_different_each_time() -> None:
    signer = CryptoSigner.generate_ed25519()
    one, two = (sealed(signer, "lan", WORDS, QUICK) for _ in range(2))
    assert one != two
    assert b"BEGIN ENCRYPTED PRIVATE KEY" in one
    assert f"n={COST} r=8 p=1".encode() in sealed(signer, "lan", WORDS)


def test_a_key_made_by_openssl_is_taken_as_it_is(tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat

    private = Ed25519PrivateKey.generate()
    lock = BestAvailableEncryption(WORDS.encode())
    signer = CryptoSigner(private)
    path = kept(tmp_path, private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock))
    assert opened(path, ask, [signer.public_key]).public_key == signer.public_key


@pytest.mark.parametrize("cost", [b"1", b"3000", b"99999999"])
def test_a_file_cannot_make_this_machine_reckon_for_hours(tmp_path: Path, cost: bytes) -> None:
    raw = sealed(CryptoSigner.generate_ed25519(), "lan", WORDS, QUICK).replace(b"n=1024 ", b"n=" + cost + b" ")
    with pytest.raises(NotPublished, match="is damaged"):
        opened(kept(tmp_path, raw), ask, [])


def test_keys_that_are_none(tmp_path: Path) -> None:
    signer = CryptoSigner.generate_ed25519()
    with pytest.raises(NotPublished, match="no key with a passphrase"):
        opened(kept(tmp_path, signer.private_bytes), ask, [signer.public_key])
    with pytest.raises(NotPublished, match="cannot be read"):
        opened(str(tmp_path / "none.pem"), ask, [])
    with pytest.raises(NotPublished, match="none of this depot"):
        opened(kept(tmp_path, sealed(signer, "lan", WORDS, QUICK)), ask, [])
    with pytest.raises(NotPublished, match="did not open"):
        opened(kept(tmp_path, sealed(signer, "lan", WORDS, QUICK)[:-120]), ask, [])


def test_a_key_is_never_written_over_nor_made_in_the_depot_nor_with_a_short_passphrase(tmp_path: Path) -> None:
    depot = tmp_path / "depot"
    make("lan", tmp_path, depot, ask, QUICK)
    before = (tmp_path / "lan.pem").read_bytes()
    with pytest.raises(NotPublished, match="No key is written over"):
        make("lan", tmp_path, depot, ask, QUICK)
    assert (tmp_path / "lan.pem").read_bytes() == before
    with pytest.raises(NotPublished, match="inside the depot"):
        make("minh", depot / "keys", depot, ask, QUICK)
    with pytest.raises(NotPublished, match="at least 12 letters"):
        make("minh", tmp_path, depot, lambda _: "hue", QUICK)
    with pytest.raises(NotPublished, match="no name of a key"):
        make("../minh", tmp_path, depot, ask, QUICK)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["lan.pem", "lan.pub"]


def test_the_public_half_of_a_key_made_elsewhere(tmp_path: Path) -> None:
    signer = CryptoSigner.generate_ed25519()
    path = tmp_path / "lan.pub"
    path.write_bytes(open_half(signer))
    assert admitted("lan", str(path), ask).keyid == signer.public_key.keyid
    path.write_text("not a key")
    with pytest.raises(NotPublished, match="no public key"):
        admitted("lan", str(path), ask)
    with pytest.raises(NotPublished, match="cannot be read"):
        admitted("lan", str(tmp_path / "none.pub"), ask)
