"""The disk of an image: what the firmware reads, a root that nobody writes, and the one partition that keeps things.

The partitions are written straight into their places in the file: nothing is mounted, no loop device is needed.
"""

import tempfile
from pathlib import Path

from provision.image_base import Machine, run

MIB = 1 << 20
BOOT_MIB, DATA_MIB = 256, 512
SLACK = 1.25
"""What a file system takes for itself, and some room: for a read-only root it is lost."""

WORDS = (
    "root=LABEL=kiosk-root console=tty3 quiet loglevel=0 vt.global_cursor_default=0 "
    "systemd.show_status=false rd.systemd.show_status=false rd.udev.log_level=3 panic=10"
)
"""What the kernel is told. It tells emergencies however quiet it is, so it talks where nobody looks. No `ro`: it would
hold for the overlay too, and what lies below is read-only anyway."""

ENTRY = "title Kiosk\nlinux /vmlinuz\ninitrd /initrd.img\noptions {words}\n"


def write_disk(root: Path, machine: Machine, out: Path, answers: Path | None) -> None:
    """A raw image of the tree. The tree loses what belongs on the other partitions."""
    with tempfile.TemporaryDirectory(dir=out.parent) as folder:
        data = Path(folder) / "data"
        run("mv", str(root / "var/lib/kiosk"), str(data))  # not shutil: across file systems it forgets whose a file is
        (root / "var/lib/kiosk").mkdir()
        (root / "boot/firmware").mkdir(exist_ok=True)
        for place in ("etc", "var"):
            # Else systemd makes its caches anew at each start, for nobody keeps them (systemd-update-done.service(8)).
            (root / place / ".updated").touch()
        root_mib = int(int(run("du", "-sxm", str(root)).split()[0]) * SLACK) + 64
        starts = _partitions(out, root_mib)
        _write_boot(root, machine, out, starts[0], answers)
        _write_ext4(root, out, starts[1], root_mib, "kiosk-root")
        # Its folder belongs to the kiosk: that of the file system is the one that is mounted over it.
        _write_ext4(data, out, starts[2], DATA_MIB, "kiosk-data")


def _partitions(out: Path, root_mib: int) -> tuple[int, int, int]:
    """Lay the table; where each partition begins, in MiB."""
    boot, root = 1, 1 + BOOT_MIB
    data = root + root_mib
    out.unlink(missing_ok=True)
    run("truncate", f"--size={data + DATA_MIB + 1}M", str(out))
    kinds = (("U", boot, BOOT_MIB), ("L", root, root_mib), ("L", data, DATA_MIB))
    lines = "".join(f"start={start}MiB, size={size}MiB, type={kind}\n" for kind, start, size in kinds)
    with tempfile.NamedTemporaryFile("w", suffix=".sfdisk") as script:
        script.write(f"label: gpt\n{lines}")
        script.flush()
        run("sh", "-c", f'sfdisk --quiet "$0" < {script.name}', str(out))
    return boot, root, data


def _write_boot(root: Path, machine: Machine, out: Path, start: int, answers: Path | None) -> None:
    place = f"{out}.boot"
    run("mkfs.vfat", "-C", "-F", "32", "-n", "KIOSK-BOOT", place, str(BOOT_MIB * 1024))
    for folder in ("EFI", "EFI/BOOT", "loader", "loader/entries"):
        run("mmd", "-i", place, f"::{folder}")
    kernel, initrd = kernel_of(root)
    loader = root / f"usr/lib/systemd/boot/efi/systemd-boot{machine.efi}.efi"
    run("mcopy", "-i", place, str(loader), f"::EFI/BOOT/BOOT{machine.efi.upper()}.EFI")
    run("mcopy", "-i", place, str(kernel), "::vmlinuz")
    run("mcopy", "-i", place, str(initrd), "::initrd.img")
    # Nobody chooses, and nobody edits: the words are those that stand here.
    _write(place, "loader/loader.conf", "timeout 0\neditor no\nauto-entries no\nauto-firmware no\n")
    _write(place, "loader/entries/kiosk.conf", ENTRY.format(words=WORDS))
    if answers is not None:
        run("mcopy", "-i", place, str(answers), "::kiosk-answers.toml")
    run("dd", f"if={place}", f"of={out}", "bs=1M", f"seek={start}", "conv=notrunc,sparse", "status=none")
    Path(place).unlink()


def kernel_of(root: Path) -> tuple[Path, Path]:
    """The newest kernel of the tree, and what it starts with."""
    kernel = max((root / "boot").glob("vmlinuz-*"))
    return kernel, kernel.with_name(kernel.name.replace("vmlinuz", "initrd.img"))


def _write(place: str, name: str, text: str) -> None:
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        run("mcopy", "-i", place, file.name, f"::{name}")


def _write_ext4(folder: Path, out: Path, start: int, size_mib: int, label: str) -> None:
    where = f"offset={start * MIB},lazy_itable_init=0,lazy_journal_init=0"
    run("mkfs.ext4", "-q", "-F", "-L", label, "-m", "1", "-E", where, "-d", str(folder), str(out), f"{size_mib}M")
