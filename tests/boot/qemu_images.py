"""The images that the slower tier boots: made by `provision/image`, and kept as long as what is in them stays the same.

python -m tests.boot.qemu_images [amd64|arm64 ...]   make those that are missing
"""

import hashlib
import os
import shutil
import sys
from pathlib import Path

from msgspec import Struct

from provision.image_base import CHECKOUT, HOME, MACHINES, ImageError, ready, tree_of
from provision.image_disk import WORDS
from provision.image_make import make_image

NEEDED = {"amd64": "qemu-system-x86_64", "arm64": "qemu-system-aarch64"}
PACKAGES = {"amd64": "qemu-system-x86", "arm64": "qemu-system-arm"}

ANSWERS = Path(__file__).with_name("kiosk-answers.toml")
MADE_OF = (
    "kiosk",
    "systemd",
    "provision",
    "pyproject.toml",
    "build/library.msgpack",
    str(ANSWERS.relative_to(CHECKOUT)),
)


class Image(Struct, frozen=True):
    """A disk, its kernel beside it, and a machine that has started from it."""

    machine: str
    folder: Path

    @property
    def disk(self) -> Path:
        """As it is written on a card."""
        return self.folder / "disk.qcow2"

    @property
    def kernel(self) -> Path:
        """The folder of kernel and initrd."""
        return self.folder / "kernel"

    @property
    def ready(self) -> Path:
        """A disk with a snapshot `ready`: the machine with its resting picture on the screen."""
        return self.folder / "ready.qcow2"

    @property
    def words(self) -> str:
        """What the kernel is told."""
        return WORDS


def key(machine: str) -> str:
    """Changes whenever anything in the image does."""
    digest = hashlib.sha256(str(tree_of(MACHINES[machine])).encode())
    for name in MADE_OF:
        place = CHECKOUT / name
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(f"{file.relative_to(CHECKOUT)}\n".encode() + file.read_bytes())
    return digest.hexdigest()[:12]


def image_of(machine: str) -> Image:
    """Where it is, or would be."""
    if chosen := os.environ.get(f"BOOT_IMAGE_{machine.upper()}"):
        return Image(machine, Path(chosen))
    return Image(machine, HOME / f"kiosk-{machine}-{key(machine)}")


def missing(machine: str) -> str:
    """Why no such machine can be booted; empty when one can."""
    if shutil.which(NEEDED[machine]) is None:
        return f"{NEEDED[machine]} is not installed (Debian: {PACKAGES[machine]})"
    image = image_of(machine)
    if not image.disk.exists():
        return f"{image.disk} is not there: .venv/bin/python -m tests.boot.qemu_images {machine}"
    return ""


def build(machine: str) -> Image:
    """Make the image, if it is not there; those of other days go."""
    image = image_of(machine)
    if not image.disk.exists():
        for old in HOME.glob(f"kiosk-{machine}-*"):
            shutil.rmtree(old)
        image.folder.mkdir(parents=True, exist_ok=True)
        half = image.folder / "half.qcow2"
        make_image(MACHINES[machine], half, ANSWERS, image.kernel)
        half.rename(image.disk)
    return image


def main() -> None:
    """Those that were named; by itself this machine's own kind, and the other where its tree has been built.

    What cannot be made is told in a line, and what needs it is skipped: it keeps nothing else from being tested.
    """
    named = sys.argv[1:] or [name for name, machine in MACHINES.items() if name == "amd64" or ready(machine)]
    for name in named:
        if shutil.which(NEEDED[name]) is None:
            sys.stdout.write(f"Not made: the image for {name}. {missing(name)}.\n")
            continue
        try:
            sys.stdout.write(f"{build(name).disk}\n")
        except (ImageError, OSError) as error:
            sys.stdout.write(f"Not made: the image for {name}. {error}\n")


if __name__ == "__main__":
    main()
