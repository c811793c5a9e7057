"""What the firmware of a Raspberry Pi reads from the boot partition, and how it has to read.

    python3 provision/firmware.py FOLDER        mend config.txt and cmdline.txt in a folder

Plain Python, for images are also made where nothing else is at hand.
"""

import re
import sys
from pathlib import Path

BEGIN, END = "# kiosk: begin. Written by provision/install; a second run writes it anew", "# kiosk: end"

FIRMWARE = (
    "[all]",
    "# No picture but ours while it starts, and none of the firmware's warnings over it: the kiosk tells them itself.",
    "disable_splash=1",
    "avoid_warnings=1",
    "# No serial line, no debugging wire, no radio but Wi-Fi.",
    "enable_uart=0",
    "enable_jtag_gpio=0",
    "dtoverlay=disable-bt",
    "# The overlay is laid by the first file that the kernel reads.",
    "auto_initramfs=1",
    "# The watchdog, from the first moment: systemd takes it over.",
    "dtparam=watchdog=on",
    "kernel_watchdog_timeout=60",
    "# Drawing without a desktop, and whichever camera and screen are on the ribbons.",
    "dtoverlay=vc4-kms-v3d",
    "max_framebuffers=2",
    "camera_auto_detect=1",
    "display_auto_detect=1",
    "dtparam=audio=on",
)
"""Behind everything else: the firmware takes the last word."""

PRESENT = ("console=tty3", "quiet", "loglevel=0", "logo.nologo", "vt.global_cursor_default=0", "consoleblank=0",
           "fsck.repair=yes", "panic=10", "systemd.show_status=false", "rd.systemd.show_status=false",
           "udev.log_level=3")  # fmt: skip
"""On the line of the kernel: nothing that could be read, nothing that blinks. Emergencies it tells however quiet it is
meant to be, so it talks on a console that nobody can call up."""

ABSENT = ("sysrq_always_enabled", "splash", "single", "rescue", "emergency", "plymouth.ignore-serial-consoles")
"""What would open a shell, or paint over the picture."""

FORBIDDEN = (
    "init=",
    "systemd.debug",
    "systemd.unit=",
    "systemd.run",
    "rd.break",
)
"""How words begin that would open a shell, or start something else than systemd."""


def configured(before: str) -> str:
    """config.txt with our part at its end, once."""
    kept = re.sub(f"{re.escape(BEGIN)}.*?{re.escape(END)}\n?", "", before, flags=re.DOTALL).rstrip()
    return "\n".join([*([kept, ""] if kept else []), BEGIN, *FIRMWARE, END, ""])


def commanded(before: str) -> str:
    """The line of the kernel with our words, and without those that open something."""
    words = [word for word in before.split() if word not in ABSENT and not word.startswith(FORBIDDEN)]
    names = {word.split("=", 1)[0] for word in PRESENT}
    return " ".join([*(word for word in words if word.split("=", 1)[0] not in names), *PRESENT]) + "\n"


def main() -> None:
    """For the makers of images (provision/rpi-image)."""
    if len(sys.argv) != 2:
        sys.exit("firmware.py FOLDER: the boot partition, with config.txt and cmdline.txt in it")
    for name, wanted in (("config.txt", configured), ("cmdline.txt", commanded)):
        file = Path(sys.argv[1]) / name
        file.write_text(wanted(file.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
