"""Content that was signed well and means ill: it ends in a child under limits, and in a sentence."""

import struct
import sys
from pathlib import Path

import pytest

from kiosk.proof import CEILINGS
from kiosk.update.guard import Ceiling, guarded
from kiosk.update.refusal import Refused
from tests.update.depots import tea

TOO_MUCH = Refused("broken", "too much")


def quietly(_done: int, _of: int) -> None:
    """Whoever does not watch."""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return tea(tmp_path / "content")


def child(task: str, *given: object, ceiling: Ceiling | None = None) -> str:
    command = (sys.executable, "-m", "kiosk.proof", task, *map(str, given))
    return guarded(command, ceiling or CEILINGS[task], quietly, TOO_MUCH)


def compiled(content: Path) -> Path:
    library = content.parent / "library.msgpack"
    child("compile", content, content.parent / "recorded", library, "2026-11-21", "en")
    return library


def refused(content: Path) -> str:
    """What is said of content that does not even compile."""
    with pytest.raises(Refused) as fault:
        compiled(content)
    assert fault.value.why == "broken"
    return str(fault.value)


BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{now}: &{now} [{', '.join(10 * [f'*{before}'])}]\n" for before, now in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("file", "raw", "told"),
    [
        ("tea/pack.yaml", BOMB.encode(), "tea/pack.yaml:1: "),
        ("tea/pack.yaml", b"[" * 200_000, "tea/pack.yaml:1: "),
        ("tea/pack.yaml", b"? " * 200_000, "tea/pack.yaml:1: "),
        ("tea/pack.yaml", b"a: " + b"x" * 2_000_001, "tea/pack.yaml:1: "),
        ("tea/pack.yaml", bytes(1_000_000), "tea/pack.yaml:1: "),
        ("tea/pack.yaml", b"a: !!python/object/apply:os.system [reboot]", "tea/pack.yaml:1: "),
        ("words.yaml", b"\xff\xfe", "words.yaml:1: "),
        ("tea/pictures/phone.svg", b"<svg viewBox='0 0 1 1'>" + b" " * 70_000, "tea/pictures/phone.svg:1: "),
        (
            "tea/pictures/phone.svg",
            b"<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><svg viewBox='0 0 1 1'/>",
            "tea/pictures/phone.svg:1: ",
        ),
        (
            "tea/pictures/phone.svg",
            b"<svg viewBox='0 0 9 9'><path d='M0 0L1e7 1e7' stroke='#000' stroke-dasharray='.0001'/></svg>",
            "tea/pictures/phone.svg:1: SVG has a dashed stroke",
        ),
    ],
    ids=[
        "aliases that grow", "brackets", "keys in keys", "one endless line", "zeros", "an object", "no text",
        "a large drawing", "entities that grow", "dashes",
    ],
)  # fmt: skip
def test_a_file_that_would_grow_is_told_by_its_line(content: Path, file: str, raw: bytes, told: str) -> None:
    (content / file).write_bytes(raw)
    assert refused(content).startswith(told)


def test_a_picture_of_fifty_thousand_by_fifty_thousand_is_never_opened(content: Path) -> None:
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", 50_000, 50_000, 8, 6, 0, 0, 0)
    (content / "tea/pictures/huge.png").write_bytes(head)
    assert compiled(content).exists()


def test_a_drawing_of_fifty_thousand_by_fifty_thousand_is_drawn_as_large_as_the_screen(content: Path) -> None:
    drawing = content / "tea/pictures/phone.svg"
    inner = drawing.read_text("utf-8").partition(">")[2]
    size = 'xmlns="http://www.w3.org/2000/svg" width="50000" height="50000" viewBox="0 0 50000 50000"'
    drawing.write_text(f"<svg {size}>{inner}", "utf-8")
    assert child("test", compiled(content), "") == ""


def test_a_drawing_that_takes_for_ever_is_told_by_its_name(content: Path) -> None:
    """Round joins of a line as wide as the picture: sixty kilobytes, ten seconds on a PC."""
    curves = "".join(f"C{i % 400} 300 {i * 7 % 400} 0 {i * 3 % 400} {i % 300}" for i in range(2500))
    stroke = 'stroke="#000" stroke-width="400" fill="none" stroke-linejoin="round" stroke-linecap="round"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><path d="M0 0{curves}" {stroke}/></svg>'
    (content / "tea/pictures/phone.svg").write_text(svg, "utf-8")
    with pytest.raises(Refused, match=r"pictures/phone\.svg: too much"):
        child("test", compiled(content), "")


def test_a_recording_of_a_day_is_refused_by_its_head(content: Path) -> None:
    """A WAV file whose head promises a day; what is there is a second."""
    voices = content / "tea/voices/vi"
    voices.mkdir(parents=True)
    sound, promised = bytes(2 * 8000), 24 * 3600 * 2 * 8000
    head = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", promised + 36, b"WAVE", b"fmt ", 16, 1, 1, 8000, 16000, 2, 16,
                       b"data", promised)  # fmt: skip
    (voices / "day.wav").write_bytes(head + sound)
    text = "Bác chạm vào ô Con gái."
    (voices / "recorded.yaml").write_text(f"- file: day.wav\n  text: {text}\n", "utf-8")
    assert refused(content).startswith("tea/voices/vi/day.wav: the recording cannot be used")


def test_a_child_that_takes_too_long_is_ended(content: Path) -> None:
    library = compiled(content)
    with pytest.raises(Refused, match="too much"):
        child("test", library, "", ceiling=Ceiling(seconds=0, memory=0))


def test_a_child_that_takes_too_much_memory_says_so() -> None:
    hungry = "from kiosk.update.guard import *; bound(Ceiling(9, 200_000_000)); b = bytearray(300_000_000)"
    with pytest.raises(Refused, match="too much"):
        guarded((sys.executable, "-c", hungry), Ceiling(9, 0), quietly, TOO_MUCH)


def test_a_child_that_floods_is_not_listened_to() -> None:
    endless = "import os\nwhile True: os.write(1, b'x' * 65536)"
    with pytest.raises(Refused, match="too much"):
        guarded((sys.executable, "-c", endless), Ceiling(9, 0), quietly, TOO_MUCH)


def test_a_lesson_in_which_the_robot_gets_stuck_is_told(content: Path) -> None:
    """A label that no tile can hold: good for the checks of a file, not for an eye."""
    app = content / "tea/apps/calls.yaml"
    app.write_text(app.read_text("utf-8").replace('"Con gái"', f'"{80 * "dài "}"'), "utf-8")
    with pytest.raises(Refused, match="The robot learner met a fault") as fault:
        child("test", compiled(content), "")
    assert fault.value.why == "failed"
