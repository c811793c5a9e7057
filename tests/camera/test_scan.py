"""Picture files: through the folder camera and through `kiosk scan`."""

import json
import os
import struct
import subprocess
import sys
import tracemalloc
import zlib
from pathlib import Path

import numpy as np
import pytest

from kiosk.camera.cards import modules
from kiosk.camera.folder import FolderCamera
from kiosk.camera.pictures import PictureUnreadable, load
from kiosk.camera.scan import scan_files
from kiosk.camera.seam import CameraLost
from tests.camera.market import FISH, IDENTITY, LINK, camera

KEYS = ["file", "found", "kind", "crc_ok", "reading", "why", "ms"]


def save(folder: Path, name: str, pixels: "np.typing.NDArray[np.uint8]") -> Path:
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    import pygame

    height, width = pixels.shape[:2]
    colours = pixels if pixels.ndim == 3 else np.repeat(pixels[..., None], 3, 2)
    path = folder / name
    pygame.image.save(pygame.image.frombytes(colours.tobytes(), (width, height), "RGB"), path)
    return path


def printed(payload: str, size: int = 5) -> "np.typing.NDArray[np.uint8]":
    code = np.array([[mark == "0" for mark in row] for row in modules(payload)])
    return code.repeat(size, 0).repeat(size, 1).astype(np.uint8) * 255


def test_one_answer_a_file_with_just_these_keys(tmp_path: Path) -> None:
    pictures = [save(tmp_path, "fish.png", printed(FISH)), save(tmp_path, "link.jpg", printed(LINK))]
    files = [pictures[0], tmp_path / "missing.png", pictures[1]]
    answers = list(scan_files(map(str, files)))
    assert [list(answer) for answer in answers] == [KEYS] * 3
    assert [answer["file"] for answer in answers] == [str(file) for file in files]
    fish, missing, link = answers
    assert (fish["found"], fish["kind"], fish["crc_ok"], fish["why"]) == (True, "vietqr", True, "")
    assert fish["reading"]["payee"] == "SAP CA CO BA (MAU)"
    assert fish["reading"]["amount"] == 120000
    assert fish["reading"]["practice"] is True
    assert fish["ms"] > 0
    assert (missing["found"], missing["kind"], missing["reading"]) == (False, None, {})
    assert missing["why"] == "There is no file missing.png; check the name and the folder."
    assert (link["kind"], link["crc_ok"], link["reading"]) == ("link", None, {"domain": "vneid.gov.vn"})


def test_an_identity_card_is_masked(tmp_path: Path) -> None:
    (answer,) = scan_files([save(tmp_path, "card.png", printed(IDENTITY))])
    assert answer["reading"] == {"masked": "046********0", "practice": True}
    assert "Mẫu" not in json.dumps(answer, ensure_ascii=False)


@pytest.mark.parametrize(
    "content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0broken", b"\x89PNG\r\n\x1a\n" + b"\0" * 500]
)
def test_a_broken_picture_is_an_answer(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.png"
    path.write_bytes(content)
    (answer,) = scan_files([path])
    assert (answer["found"], answer["why"]) == (
        False,
        "broken.png cannot be opened as a picture; save it as PNG or JPEG.",
    )


def png(width: int, height: int) -> bytes:
    """A PNG that claims this size; its pixels are missing."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


def jpeg(width: int, height: int) -> bytes:
    """A JPEG that claims this size, after a comment; its pixels are missing."""
    return b"\xff\xd8\xff\xfe\x00\x06note\xff\xc0\x00\x11\x08" + struct.pack(">HH", height, width) + b"\x03" + b"\0" * 9


@pytest.mark.parametrize("content", [png(10_000, 5_000), jpeg(10_000, 5_000), png(2**31 - 1, 2**31 - 1)])
def test_a_huge_picture_is_refused_before_it_is_unpacked(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "huge.png"
    path.write_bytes(content)
    tracemalloc.start()
    (answer,) = scan_files([path])
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert not answer["found"]
    assert "million pixels, and 24 million can be read; save it smaller." in answer["why"]
    assert most < 2_000_000


@pytest.mark.parametrize(
    "content",
    [png(0, 0), png(0, 9), jpeg(0, 0), jpeg(7, 9), b"GIF89a\1\0\1\0", b"\xff\xd8\xff\xe0\0\1"],
)
def test_a_picture_of_nothing_is_an_answer(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "odd.jpg"
    path.write_bytes(content)
    (answer,) = scan_files([path])
    assert answer["why"] == "odd.jpg cannot be opened as a picture; save it as PNG or JPEG."


@pytest.mark.parametrize("shape", [(1, 1), (17, 1000), (1000, 17)])
def test_an_odd_size_is_an_answer(tmp_path: Path, shape: tuple[int, int]) -> None:
    (answer,) = scan_files([save(tmp_path, "odd.png", np.full(shape, 120, np.uint8))])
    assert (answer["found"], answer["why"]) == (False, "nothing")


def test_a_large_photograph_is_made_smaller_and_read(tmp_path: Path) -> None:
    sheet = np.full((3000, 4000), 200, np.uint8)
    code = printed(FISH, 24)
    sheet[500 : 500 + code.shape[0], 900 : 900 + code.shape[1]] = code
    path = save(tmp_path, "photograph.png", sheet)
    width, height = load(path).size
    assert width * height <= 3_010_000
    assert [answer["kind"] for answer in scan_files([path])] == ["vietqr"]


def test_two_codes_in_one_picture_are_told(tmp_path: Path) -> None:
    sheet = np.full((480, 640), 90, np.uint8)
    for left, payload in ((40, FISH), (460, LINK)):
        code = printed(payload, 3)
        sheet[120 : 120 + code.shape[0], left : left + code.shape[1]] = code
    (answer,) = scan_files([save(tmp_path, "two.png", sheet)])
    assert (answer["found"], answer["why"]) == (False, "several")


def test_a_folder_is_no_picture(tmp_path: Path) -> None:
    (answer,) = scan_files([tmp_path])
    assert answer["found"] is False
    assert answer["why"].startswith("There is no file")


@pytest.mark.parametrize(("value", "why"), [(5, "dark"), (255, "glare"), (120, "nothing")])
def test_a_picture_without_a_code_says_why(tmp_path: Path, value: int, why: str) -> None:
    (answer,) = scan_files([save(tmp_path, "plain.png", np.full((60, 80), value, np.uint8))])
    assert (answer["found"], answer["why"]) == (False, why)


def test_frames_of_the_camera_are_read_from_files(tmp_path: Path) -> None:
    seen = camera(seed=2)
    files = [save(tmp_path, f"{number}.png", seen.frame().pixels) for number in range(4)]
    assert [answer["kind"] for answer in scan_files(files)].count("vietqr") >= 3


def test_transparent_paper_is_white(tmp_path: Path) -> None:
    import pygame

    ink = pygame.Surface((40, 30), pygame.SRCALPHA)
    ink.fill((0, 0, 0, 255), (10, 10, 5, 5))
    pygame.image.save(ink, tmp_path / "ink.png")
    gray = load(tmp_path / "ink.png").gray()
    assert (gray.shape, int(gray[0, 0]), int(gray[12, 12])) == ((30, 40), 255, 0)


def test_scanning_writes_nothing_of_its_own_to_standard_output(tmp_path: Path) -> None:
    path = save(tmp_path, "fish.png", printed(FISH))
    code = f"from kiosk.camera.scan import scan_files; print(len(list(scan_files([{str(path)!r}]))))"
    plain = {name: value for name, value in os.environ.items() if name != "PYGAME_HIDE_SUPPORT_PROMPT"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=plain, check=True)  # noqa: S603
    assert (done.stdout, done.stderr) == ("1\n", "")


def test_a_folder_of_pictures_is_a_camera(tmp_path: Path) -> None:
    save(tmp_path, "fish-1.png", printed(FISH))
    save(tmp_path, "link.png", printed(LINK))
    (tmp_path / "notes.txt").write_text("no picture", encoding="utf-8")
    folder = FolderCamera(tmp_path)
    folder.open()
    widths = [folder.frame().size[0] for _ in range(4)]
    assert widths[:2] == widths[2:]
    assert widths[0] != widths[1]
    folder.hold("link")
    assert [folder.frame().size[0] for _ in range(2)] == [widths[1]] * 2
    folder.close()
    with pytest.raises(CameraLost, match="open it first"):
        folder.frame()


def test_a_folder_without_pictures_is_a_lost_camera(tmp_path: Path) -> None:
    with pytest.raises(CameraLost, match="has no PNG or JPEG picture"):
        FolderCamera(tmp_path).open()
    with pytest.raises(CameraLost, match="cannot be read"):
        FolderCamera(tmp_path / "nowhere").open()
    (tmp_path / "broken.png").write_bytes(b"no picture")
    broken = FolderCamera(tmp_path)
    broken.open()
    with pytest.raises(CameraLost, match="cannot be opened"):
        broken.frame()


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.png"
    with path.open("wb") as file:
        file.truncate(41 * 1024 * 1024)
    with pytest.raises(PictureUnreadable, match="larger than 40 MB"):
        load(path)


def test_the_room_starts_without_numpy_or_pygame() -> None:
    rooms = "folder gaze watcher synthetic decoder scan cards sources faulty exposure"
    code = (
        f"import sys; [__import__('kiosk.camera.' + name) for name in {rooms.split()!r}]; "
        "print(sorted({'numpy', 'pygame', 'zxingcpp', 'pyzbar', 'segno'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout == "[]\n"
