"""A machine to be set up, in a folder: an answer file, and what lies beside it."""

import base64
import re
from pathlib import Path

import msgspec

from kiosk.core.setup import AnswerFault, Told
from kiosk.core.units import LANGS
from kiosk.setup.answers import Answers, Faults, Known, understood
from kiosk.setup.firstboot import run
from kiosk.setup.home import Home

PASSWORD = "mat-khau-bi-mat"  # noqa: S105 - of nothing
SECRET = "x" * 43
CARD = f"KIOSK-STAFF-1:{SECRET}\n"
ROOT = b'{"signatures":[],"signed":{"_type":"root","version":1}}'


def key(kind: str = "ssh-ed25519", length: int = 51) -> str:
    """A public key as `ssh-keygen` writes it."""
    inside = len(kind).to_bytes(4, "big") + kind.encode() + b"\1" * (length - len(kind) - 4)
    return f"{kind} {base64.b64encode(inside).decode()} chi-lan@van-phong"


GOOD = f"""\
# Trả lời của máy ở chợ
site = "cho-dong-ba"
place = "Chợ Đông Ba"
group = "market"
language = "vi"
screen = "dsi-7"
rotation = 180
opens = 5.5
closes = 20
help_number = "0234 3 000 000"
wifi_name = "Chợ 5G; nhanh"
wifi_password = "{PASSWORD}"
country = "VN"
upload = true
upload_to = "https://so-lieu.example/k"
update_from = "https://bai-hoc.example/k"
ssh_key = "{key()}"
staff_card = "the.txt"
root = "root.json"
camera = "auto"
panel = true
"""


def machine(folder: Path, answers: str | bytes | None = GOOD) -> Home:
    """With both files beside the answers."""
    home = Home(folder / "machine")
    home.boot.mkdir(parents=True)
    home.data.mkdir(parents=True)
    (home.boot / "the.txt").write_text(CARD, "utf-8")
    (home.boot / "root.json").write_bytes(ROOT)
    if answers is not None:
        write(home, answers)
    return home


def write(home: Home, answers: str | bytes) -> None:
    """Somebody has the card in a PC."""
    home.answers.write_bytes(answers.encode() if isinstance(answers, str) else answers)


def right(raw: str | bytes, folder: Path, known: Known | None = None) -> Answers:
    """Answers that have to be understood."""
    came = read(raw, folder, known)
    assert isinstance(came, Answers), [(one.code, one.where) for one in came.faults]
    return came


def wrong(raw: str | bytes, folder: Path, known: Known | None = None) -> tuple[AnswerFault, ...]:
    """Answers in which something has to be wrong."""
    came = read(raw, folder, known)
    assert isinstance(came, Faults)
    return came.faults


def read(raw: str | bytes, folder: Path, known: Known | None = None) -> Answers | Faults:
    """What comes of an answer file."""
    return understood(raw.encode() if isinstance(raw, str) else raw, folder, known or Known())


def booted(home: Home) -> list[str]:
    """One start; the lines of its journal."""
    lines: list[str] = []
    assert run(["--root", str(home.root)], lines.append) == 0
    return lines


def told(home: Home) -> Told:
    """What the kiosk would show and say."""
    return msgspec.json.decode(home.told.read_bytes(), type=Told)


def everything(home: Home) -> dict[str, tuple[bytes, int]]:
    """Every file of the machine with its bytes and its mode."""
    files = sorted(file for file in home.root.rglob("*") if file.is_file())
    return {str(file.relative_to(home.root)): (file.read_bytes(), file.stat().st_mode & 0o777) for file in files}


def told_well(one: AnswerFault) -> None:
    """A sentence that says where, one that says what to do, in both languages, and no place that was left unfilled."""
    for lang in LANGS:
        says, remedy = one.says[lang], one.remedy[lang]
        assert re.match({"vi": r"Dòng \d+: ", "en": r"Line \d+: "}[lang], says) or ":" not in one.where
        assert says[-1] in ".?!"
        assert remedy[0].isupper()
        assert "{" not in says + remedy
