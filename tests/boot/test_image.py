"""The disk that `provision/image` writes, of a tree as small as can be: its parts, and that nothing gets lost."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from provision.image_base import MACHINES
from provision.image_disk import BOOT_MIB, MIB, WORDS, write_disk
from provision.image_make import TOOLS, main

pytestmark = [
    pytest.mark.skipif(os.geteuid() != 0, reason="an image is made by root"),
    pytest.mark.skipif(any(shutil.which(tool) is None for tool in TOOLS), reason=f"not installed: one of {TOOLS}"),
]

FILES = {
    "boot/vmlinuz-6.12.9": "old",
    "boot/vmlinuz-6.13.1": "kernel",
    "boot/initrd.img-6.13.1": "initrd",
    "usr/lib/systemd/boot/efi/systemd-bootx64.efi": "loader",
    "etc/hostname": "kiosk",
    "var/lib/kiosk/voice/vi/hello.ogg": "hello",
}


def told(*words: str) -> str:
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own words


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("image")
    root, answers = folder / "root", folder / "answers.toml"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "ascii")
    os.chown(root / "var/lib/kiosk/voice/vi", 986, 987)
    os.chown(root / "var/lib/kiosk/voice/vi/hello.ogg", 986, 987)
    answers.write_text('site = "cho-thu"\n', "ascii")
    write_disk(root, MACHINES["amd64"], folder / "disk.img", answers)
    return folder / "disk.img"


def part(disk: Path, number: int, folder: Path) -> Path:
    """A partition in a file of its own."""
    start = told("partx", "--noheadings", "--output", "START", "--nr", str(number), str(disk)).strip()
    size = told("partx", "--noheadings", "--output", "SECTORS", "--nr", str(number), str(disk)).strip()
    out = folder / f"part{number}"
    told("dd", f"if={disk}", f"of={out}", f"skip={start}", f"count={size}", "status=none", "conv=sparse")
    return out


def test_the_firmware_finds_loader_kernel_and_answers(disk: Path) -> None:
    boot = f"{disk}@@{MIB}"
    assert told("mtype", "-i", boot, "::EFI/BOOT/BOOTX64.EFI") == "loader"
    assert told("mtype", "-i", boot, "::vmlinuz") == "kernel"
    assert told("mtype", "-i", boot, "::initrd.img") == "initrd"
    assert WORDS in told("mtype", "-i", boot, "::loader/entries/kiosk.conf")
    assert "editor no" in told("mtype", "-i", boot, "::loader/loader.conf")
    assert "cho-thu" in told("mtype", "-i", boot, "::kiosk-answers.toml")
    assert told("mlabel", "-s", "-i", boot, "::").strip().endswith("KIOSK-BOOT")
    assert BOOT_MIB >= 128


def test_what_is_kept_lies_on_a_partition_of_its_own_and_is_whose_it_was(disk: Path, tmp_path: Path) -> None:
    root, data = part(disk, 2, tmp_path), part(disk, 3, tmp_path)
    assert "kiosk-root" in told("e2label", str(root))
    assert "kiosk-data" in told("e2label", str(data))
    assert "hello.ogg" not in told("debugfs", "-R", "ls /var/lib/kiosk", str(root))
    assert "User:   986   Group:   987" in told("debugfs", "-R", "stat /voice/vi/hello.ogg", str(data))
    for each in (root, data):
        assert "clean" in told("e2fsck", "-n", str(each))


def test_wrong_words_are_told_in_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["debian", "vax", "out.img"])
    assert ended.value.code == 2
    assert "vax" in capsys.readouterr().err
