"""`provision/image`: the command line."""

import argparse
import os
import shutil
import sys
from pathlib import Path

from provision.image_base import HOME, MACHINES, ImageError, Machine, run
from provision.image_disk import kernel_of, write_disk
from provision.image_tree import furnished

TOOLS = {"mkfs.vfat": "dosfstools", "mkfs.ext4": "e2fsprogs", "mcopy": "mtools", "sfdisk": "fdisk"}


def make_image(machine: Machine, out: Path, answers: Path | None = None, kernel: Path | None = None) -> None:
    """A disk that boots into the kiosk; `kernel` is a folder for what QEMU starts without the disk."""
    if os.geteuid() != 0:
        raise ImageError("An image is made by root. Remedy: sudo provision/image …")
    for tool, package in (TOOLS | ({"qemu-img": "qemu-utils"} if out.suffix == ".qcow2" else {})).items():
        if shutil.which(tool) is None:
            raise ImageError(f"{tool} is not installed. Remedy: sudo apt-get install {package}, then again.")
    HOME.mkdir(parents=True, exist_ok=True)
    raw = out.with_suffix(".raw.half")
    with furnished(machine) as root:
        if kernel is not None:
            kernel.mkdir(parents=True, exist_ok=True)
            for file, name in zip(kernel_of(root), ("vmlinuz", "initrd.img"), strict=True):
                shutil.copy(file, kernel / name)
        write_disk(root, machine, raw, answers)
    if out.suffix == ".qcow2":
        run("qemu-img", "convert", "-O", "qcow2", str(raw), str(out))
        raw.unlink()
    else:
        raw.rename(out)


def main(words: list[str] | None = None) -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(prog="provision/image", description=__doc__)
    parser.add_argument("system", choices=["debian"])
    parser.add_argument("machine", choices=sorted(MACHINES))
    parser.add_argument("out", type=Path, help="OUT.img or OUT.qcow2")
    parser.add_argument("--answers", type=Path, help="an answer file, laid on the boot partition")
    parser.add_argument(
        "--kernel", type=Path, help="a folder for kernel and initrd, for who starts them without the disk"
    )
    given = parser.parse_args(words)
    try:
        make_image(MACHINES[given.machine], given.out.absolute(), given.answers, given.kernel)
    except ImageError as error:
        sys.stderr.write(f"provision/image: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
