"""Picture files: through the folder camera and through `kiosk scan`."""

import json
import os
import subprocess
import sys
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
