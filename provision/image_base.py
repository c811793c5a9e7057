"""What lies below the kiosk in an image: a small Debian with a kernel, and all that the kiosk imports. Made once, kept.

It is kept by what it is made of: another package, another dependency, and it is made anew.
"""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from msgspec import Struct

from provision.wheels import dependencies

CHECKOUT = Path(__file__).resolve().parents[1]
HOME = Path(os.environ.get("KIOSK_BOOT", "/var/tmp/kiosk-boot")) / "image"  # noqa: S108 - kept between runs, root's own
MIRROR = os.environ.get("KIOSK_MIRROR", "")

SUITE = "trixie"
PACKAGES = ("busybox", "initramfs-tools", "overlayroot", "systemd-boot-efi", "systemd-sysv", "udev", "zstd")
"""What makes a Debian start by itself. A kiosk's own packages are the business of `provision/install`."""
PROGRAM = "opt/kiosk/bin/kiosk"


TABLE = """\
# The root is no line of this: the kernel is told of it, and what lies under an overlay cannot be mounted anew.
LABEL=KIOSK-BOOT /boot/firmware  vfat ro,nodev,nosuid,noexec,noatime,nofail,umask=0077,errors=remount-ro 0 2
# The partition that is kept has a unit of its own: var-lib-kiosk.mount.
"""


class Machine(Struct, frozen=True):
    """A kind of machine, in the words of those who name it."""

    debian: str
    wheels: str
    efi: str


MACHINES = {"amd64": Machine("amd64", "x86_64", "x64"), "arm64": Machine("arm64", "aarch64", "aa64")}
"""Debian's name → the name in wheels, and that in the files which the firmware of a PC starts."""


class ImageError(Exception):
    """No image; the sentence says why and what to do."""


def _digest(*words: str) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:12]


def base_file(machine: Machine) -> Path:
    """Where the Debian of this recipe is kept."""
    return HOME / f"{machine.debian}-{_digest(SUITE, *PACKAGES)}.tar"


def tree_of(machine: Machine) -> Path:
    """Where it stands unpacked and provisioned."""
    # These take long; whatever else has changed is done over the tree, for each image.
    slow = ("steps/packages.py", "steps/root.py", "files/etc/overlayroot.local.conf")
    steps = [(CHECKOUT / "provision" / name).read_text("utf-8") for name in slow]
    return HOME / f"{machine.debian}-{_digest(SUITE, *steps, *PACKAGES, *dependencies(CHECKOUT))}"


def ready(machine: Machine) -> bool:
    """Whether the tree is there and whole."""
    return (tree_of(machine) / PROGRAM).is_file()


def build_tree(machine: Machine) -> Path:
    """The tree; made if it is not there."""
    there = tree_of(machine)
    if ready(machine):
        return there
    half = there.with_suffix(".half")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    run("tar", "-C", str(half), "--exclude=./dev/*", "-xf", str(_base(machine)))
    install(half, machine)
    half.rename(there)
    return there


def _base(machine: Machine) -> Path:
    """The Debian as a tar: a quarter of an hour for another architecture, a minute and a half for one's own."""
    file = base_file(machine)
    if not file.is_file():
        if shutil.which("mmdebstrap") is None:
            raise ImageError("mmdebstrap is not installed. Remedy: sudo apt-get install mmdebstrap arch-test.")
        half = file.with_suffix(".half.tar")
        wanted = ",".join((*PACKAGES, f"linux-image-{machine.debian}"))
        how = ["--mode=root", "--variant=minbase", f"--architectures={machine.debian}", f"--include={wanted}"]
        file.parent.mkdir(parents=True, exist_ok=True)
        run("mmdebstrap", "--quiet", *how, SUITE, str(half), *MIRROR.split())
        half.rename(file)
    return file


def install(root: Path, machine: Machine) -> None:
    """Make a kiosk of a tree, or look over one that was made before: only what differs is done."""
    (root / "etc/fstab").write_text(TABLE, "utf-8")
    run(str(CHECKOUT / "provision/install"), "--tree", str(root), "--wheels", str(HOME / f"wheels-{machine.debian}"))


def run(*command: str) -> str:
    """A command that has to go well; what it says."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if done.returncode:
        raise ImageError(f"`{' '.join(command)[:200]}` ended with {done.returncode}: {done.stderr.strip()[-2000:]}")
    return done.stdout
