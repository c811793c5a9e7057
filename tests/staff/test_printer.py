"""The slip printer against files that behave as printers do: there, gone, full, deaf."""

import os
from pathlib import Path

import pytest

from kiosk.screen.faces import FOLDERS, family
from kiosk.staff.printer import WIDTH, NotPrinted, SlipPrinter, drawn, slip

FONT = family(FOLDERS).get("semibold")
LINES = ("Máy in chạy tốt.", "Ỗ Ệ Ẳ ỡ ữ ậ đ ₫")
RASTER, CUT = b"\x1dv0", b"\x1dV"
"""GS v 0 and GS V of ESC/POS."""


def trouble(path: Path, deadline_s: float = 6.0) -> str:
    with pytest.raises(NotPrinted) as raised:
        SlipPrinter(path, FONT, deadline_s=deadline_s).print(LINES)
    return raised.value.trouble


def test_a_slip_is_a_picture_and_a_cut() -> None:
    raw = slip(LINES, FONT)
    assert RASTER in raw
    assert CUT in raw[raw.index(RASTER) :]
    across = raw.index(RASTER) + 4
    assert int.from_bytes(raw[across : across + 2], "little") * 8 == WIDTH


def test_every_line_is_drawn_and_none_is_cut_off() -> None:
    picture = drawn(LINES, FONT).convert("L").point(lambda light: 255 - light)
    left, top, right, bottom = picture.getbbox()
    assert 0 <= left < 10
    assert right < WIDTH
    assert 0 <= top < 30
    assert bottom < picture.height
    assert drawn(("", ""), FONT).convert("L").point(lambda light: 255 - light).getbbox() is None


def test_marks_are_drawn_not_boxes() -> None:
    letters = {letter: drawn((letter,), FONT).tobytes() for letter in "ỖỆẲỡữậđ₫\u0378"}
    assert len(set(letters.values())) == len(letters)


def test_without_the_kiosks_letters_it_still_prints() -> None:
    assert RASTER in slip(("May in",), None)


def test_the_stand_in_gets_the_bytes(tmp_path: Path) -> None:
    for lines in (LINES * 3, LINES):
        SlipPrinter(tmp_path / "slip.bin", FONT).print(lines)
    assert (tmp_path / "slip.bin").read_bytes() == slip(LINES, FONT)


def test_unplugged(tmp_path: Path) -> None:
    pipe = tmp_path / "lp0"
    os.mkfifo(pipe)
    assert trouble(pipe) == "unplugged", "nobody at the other end"
    assert trouble(pipe / "lp0") == "unplugged", "a folder that is none"
    assert trouble(Path("/dev/usb/lp63")) == "unplugged", "a device that is gone is not made as a file"


def test_out_of_paper() -> None:
    assert trouble(Path("/dev/full")) == "paper"


def test_a_printer_that_takes_nothing_holds_nobody_up_for_long(tmp_path: Path) -> None:
    pipe = tmp_path / "lp0"
    os.mkfifo(pipe)
    deaf = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        stuffing = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        os.write(stuffing, bytes(1 << 16))
        assert trouble(pipe, deadline_s=0.05) == "blocked"
        os.close(stuffing)
    finally:
        os.close(deaf)


def test_pulled_out_while_it_prints(tmp_path: Path) -> None:
    pipe = tmp_path / "lp0"
    os.mkfifo(pipe)
    reading = [os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)]

    def clock() -> float:
        """Looked at after the printer was opened and before the first byte: then the plug is pulled."""
        while reading:
            os.close(reading.pop())
        return 0.0

    with pytest.raises(NotPrinted) as raised:
        SlipPrinter(pipe, FONT, clock=clock).print(LINES)
    assert raised.value.trouble == "unplugged"
