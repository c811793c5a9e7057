"""The commands as people type them: what they say, how they end, and that no secret is on a command line."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from securesystemslib.signer import CryptoSigner

from kiosk.cli import commands
from kiosk.cli.office.publish import publish
from kiosk.core.codes.staff_card import digest_of
from kiosk.fleet.keys.sealed import open_half, sealed

WORDS = "bốn từ dài lắm"
GOOD = str(Path(__file__).parents[2] / "packs" / "content")


class Desk:
    """Somebody at a terminal."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.depot = folder, str(folder / "depot")
        self.secret = folder / "passphrase"
        self.secret.write_text(f"{WORDS}\n", "utf-8")

    def type(self, *words: str, typed: str = "") -> Result:
        return CliRunner().invoke(publish, words, input=typed, catch_exceptions=False)

    def done(self, *words: str) -> str:
        result = self.type(*words, "--passphrase-file", str(self.secret)) if "sign" in words else self.type(*words)
        assert result.exit_code == 0, result.output
        return result.output

    def refused(self, *words: str, code: int = 1, typed: str = "") -> str:
        result = self.type(*words, typed=typed)
        assert result.exit_code == code, result.output
        assert "Traceback" not in result.output
        return result.output

    def key(self, name: str, *roles: str) -> str:
        """A key of a quick seal, admitted by its public half."""
        signer, path = CryptoSigner.generate_ed25519(), self.folder / f"{name}.pem"
        path.write_bytes(sealed(signer, name, WORDS, 1 << 10))
        path.with_suffix(".pub").write_bytes(open_half(signer))
        named = [word for role in roles for word in ("--role", role)]
        self.done("keys", "admit", self.depot, name, str(path.with_suffix(".pub")), *named)
        return str(path)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """With an empty depot."""
    made = Desk(tmp_path)
    made.done("init", made.depot, "--fleet", "hue")
    return made


@pytest.fixture
def signed(desk: Desk) -> Iterator[Desk]:
    """With content, released."""
    root = [desk.key(name, "root") for name in ("lan", "minh", "hoa")]
    office = desk.key("office", "targets", "snapshot", "timestamp")
    desk.done("add", desk.depot, GOOD, "--no-layout", "--title-vi", "Bài mới")
    said = desk.done("sign", desk.depot, "--key", root[0], "--key", root[1], "--key", office)
    assert "Released: root 1, targets 1, snapshot 1, timestamp 1." in said
    yield desk


def test_all_commands_are_there() -> None:
    assert {"publish", "keys"} <= set(commands.__all__)
    assert {*publish.commands} == {"init", "keys", "add", "sign", "renew", "card", "show", "to"}


def test_a_whole_day_at_the_office(signed: Desk, tmp_path: Path) -> None:
    told = signed.done("show", signed.depot)
    assert "Bài mới; for *; 9 files" in told
    assert "A stick of it can be installed until" in told
    assert "9 files new, 0 there already; all read back well." in signed.done(
        "to", signed.depot, str(tmp_path / "stick")
    )
    assert "Nothing changed." in signed.done("add", signed.depot, GOOD, "--no-layout")
    assert "Waits: timestamp 2: 1 signature of office" in signed.done("renew", signed.depot)
    signed.done("sign", signed.depot, "--key", str(tmp_path / "office.pem"))
    assert "0 files new, 9 there already, 0 old ones removed" in signed.done(
        "to", signed.depot, str(tmp_path / "stick"), "--prune"
    )
    assert signed.done("keys", "list", signed.depot).startswith("root: 2 of lan (ed25519")


def test_a_key_is_made_with_a_passphrase_typed_twice(desk: Desk) -> None:
    words = ("keys", "new", desk.depot, "lan", "--role", "root", "--into", str(desk.folder / "keys"))
    assert "do not match" in desk.refused(*words, typed=f"{WORDS}\nother words\n")
    said = desk.type(*words, typed=f"{WORDS}\n{WORDS}\n")
    assert said.exit_code == 0
    assert WORDS not in said.output
    assert "Waits: root 1: root has 1 of at least 3 keys" in said.output
    assert "No key is written over" in desk.refused(*words, typed=f"{WORDS}\n{WORDS}\n")


def test_a_wrong_passphrase_is_a_sentence_and_nothing_is_signed(signed: Desk) -> None:
    signed.done("renew", signed.depot)
    words = ("sign", signed.depot, "--key", str(signed.folder / "office.pem"))
    assert "did not open" in signed.refused(*words, typed="bốn từ khác hẳn\n")
    assert "Waits: timestamp 2" in signed.done("show", signed.depot)


def test_a_staff_card_and_its_end(signed: Desk) -> None:
    out = signed.folder / "card"
    signed.done("card", signed.depot, "Đông Ba 1", "--out", str(out))
    line = (out / "kiosk-staff.txt").read_text().strip()
    listed = json.loads(next((Path(signed.depot) / "targets" / "staff").glob("*.cards.json")).read_bytes())
    assert listed == {"format": 1, "cards": [{"digest": digest_of(line), "label": "Đông Ba 1"}]}
    assert {path.stat().st_mode & 0o077 for path in out.iterdir()} == {0}
    assert "a card “Đông Ba 1” already" in signed.refused("card", signed.depot, "Đông Ba 1", "--out", str(out))
    assert "of another card" in signed.refused("card", signed.depot, "Đông Ba 2", "--out", str(out))
    signed.done("sign", signed.depot, "--key", str(signed.folder / "office.pem"))
    assert "Staff cards: Đông Ba 1." in signed.done("show", signed.depot)
    signed.done("card", signed.depot, "Đông Ba 1", "--revoke")
    assert "Staff cards: none." in signed.done("show", signed.depot)


def test_a_card_is_read_by_the_camera(signed: Desk) -> None:
    from kiosk.camera.scan import scan_files

    signed.done("card", signed.depot, "Đông Ba 1", "--out", str(signed.folder / "card"))
    answer = next(iter(scan_files((signed.folder / "card" / "card.png",))))
    assert answer["found"]
    assert answer["kind"] == "staff"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("show", "{none}"), "is no depot"),
        (("renew", "{none}"), "is no depot"),
        (("renew", "{depot}"), "no content yet"),
        (("keys", "list", "{depot}"), "knows no keys yet"),
        (("keys", "retire", "{depot}", "lan"), "no key of lan"),
        (("to", "{depot}", "{none}"), "nothing to send yet"),
        (("card", "{depot}", "Đông Ba"), "no content yet"),
        (("init", "{depot}", "--fleet", "hue"), "is not empty"),
        (("init", "{none}", "--fleet", "Huế"), "no name of a fleet"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(desk: Desk, words: tuple[str, ...], says: str) -> None:
    places = {"depot": desk.depot, "none": str(desk.folder / "none")}
    assert says in desk.refused(*(word.format(**places) for word in words))


@pytest.mark.parametrize(
    "words", [("sign", "x"), ("init", "x"), ("keys", "new", "x", "lan", "--role", "king"), ("to", "x"), ("nonsense",)]
)
def test_what_was_not_understood_ends_with_two(desk: Desk, words: tuple[str, ...]) -> None:
    assert "Usage:" in desk.refused(*words, code=2)
