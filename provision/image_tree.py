"""Today's kiosk over the tree: laid for one image, and gone with it. The tree below is not touched."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from provision.image_base import HOME, Machine, build_tree, install, run

IDLE = (
    "dpkg-db-backup.timer", "e2scrub_all.timer", "e2scrub_reap.service", "dev-hugepages.mount",
    "sys-kernel-config.mount", "sys-kernel-debug.mount", "sys-kernel-tracing.mount", "systemd-binfmt.service",
    "systemd-pstore.service", "proc-sys-fs-binfmt_misc.automount", "sys-fs-fuse-connections.mount",
)  # fmt: skip
"""For whoever changes a Debian where it runs, or looks for faults in its kernel. Each takes its time at every start."""

PICTURE_FIRST = "[Unit]\n# The picture comes first; nobody waits for these.\nAfter=kiosk.service\n"
LATER = ("NetworkManager.service",)


@contextmanager
def furnished(machine: Machine) -> Iterator[Path]:
    """A tree with a provisioned kiosk, as long as it is looked at."""
    below = build_tree(machine)
    home = Path(tempfile.mkdtemp(prefix="tree-", dir=HOME))
    root = home / "root"
    for name in ("root", "upper", "work"):
        (home / name).mkdir()
    layers = f"lowerdir={below},upperdir={home / 'upper'},workdir={home / 'work'}"
    try:
        run("mount", "-t", "overlay", "-o", layers, "kiosk", str(root))
        install(root, machine)
        furnish(root)
        yield root
    finally:
        subprocess.run(["umount", "--lazy", root], check=False, capture_output=True)  # noqa: S603, S607
        shutil.rmtree(home, ignore_errors=True)


def furnish(root: Path) -> None:
    """What an image has beside a kiosk's own, so that it starts sooner."""
    (root / "etc/hostname").write_text("kiosk\n", "ascii")
    # An empty number is drawn anew at each start; a missing one would make each a first one, which asks things.
    (root / "etc/machine-id").write_text("", "ascii")
    run("chroot", str(root), "systemctl", "mask", *IDLE)
    for unit in LATER:
        file = root / f"etc/systemd/system/{unit}.d/picture-first.conf"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(PICTURE_FIRST, "utf-8")
