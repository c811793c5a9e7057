"""A root key in hardware, with SoftHSM 2 as the token: from admitting it to a kiosk that believes its signature.

PKCS#11 libraries belong to a process once and for all, so the token is used by a child.
"""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from kiosk.fleet.keys.keyring import admitted
from kiosk.fleet.refusing import NotPublished

LIBRARIES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
)
LIBRARY = next((path for path in LIBRARIES if Path(path).exists()), "")
with_token = pytest.mark.skipif(
    not (LIBRARY and shutil.which("softhsm2-util") and find_spec("pkcs11")),
    reason="no token to sign with: apt-get install softhsm2, pip install 'kiosk[hsm]'",
)
PIN = "480257"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A token of this test alone, with a key on P-256 in its place 2."""
    (tmp_path / "tokens").mkdir()
    settings = tmp_path / "softhsm2.conf"
    settings.write_text(
        f"directories.tokendir = {tmp_path / 'tokens'}\nobjectstore.backend = file\nlog.level = ERROR\n"
    )
    inherited = {**os.environ, "SOFTHSM2_CONF": str(settings), "PYKCS11LIB": LIBRARY}
    words = ["softhsm2-util", "--init-token", "--free", "--label", "OFFICE", "--pin", PIN, "--so-pin", PIN]
    subprocess.run(words, env=inherited, check=True, capture_output=True)  # noqa: S603
    child("make_key", inherited)
    return inherited


def child(what: str, environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """One step in a process of its own."""
    command = [sys.executable, "-m", "tests.fleet.publishing.token_steps", what, *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    return done


@with_token
def test_a_root_signed_in_hardware_is_believed_by_a_kiosk(environment: dict[str, str], tmp_path: Path) -> None:
    done = child("round_trip", environment, str(tmp_path))
    assert done.stdout.split("\n")[:2] == ["released root", "verified 1"]


@with_token
def test_a_wrong_pin_and_a_missing_token_are_sentences(environment: dict[str, str]) -> None:
    said = child("refusals", environment).stdout
    assert "hsm:2?label=OFFICE: the token did not take the PIN." in said
    assert "hsm:2?label=OTHER: the token gave no key" in said
    assert "hsm:9?label=OFFICE: the token gave no key" in said


def test_where_the_library_is_has_to_be_said() -> None:
    if os.environ.get("PYKCS11LIB") or not find_spec("pkcs11"):
        pytest.skip("PYKCS11LIB is set here, or python-pkcs11 is not installed")
    with pytest.raises(NotPublished, match="PYKCS11LIB"):
        admitted("lan", "hsm:2", lambda _: PIN)


@pytest.mark.parametrize("uri", ["hsm:slot-a", "hsm:99999", "hsm:-1"])
def test_an_address_that_is_none(uri: str) -> None:
    with pytest.raises(NotPublished, match="is written hsm:2"):
        admitted("lan", uri, lambda _: PIN)
