"""What a whole machine is made of, in QEMU's words: processors, screen, touch, sound, sockets, a watchdog.

The processors are such that the kernel keeps no page tables of its own, for emulation pays dearly for each change of
them: AMD's, and the Cortex-A53 of a Pi 3 or Zero 2 W, which needs them only when its kernel lies at a random place.
"""

import shutil
from pathlib import Path

from msgspec import Struct

from tests.boot.qemu_images import Image
from tests.boot.qemu_watcher import WANTED, handed_over

WIDTH, HEIGHT = 1280, 800

PROCESSOR = "qemu64,+ssse3,+sse4.1,+sse4.2,+popcnt,+cx16,+lahf-lm,-svm"
"""x86-64-v2, which NumPy asks for, and no machines within the machine."""

EMULATORS = {
    "amd64": ("qemu-system-x86_64", "-machine", "q35,sata=off", "-cpu", PROCESSOR, "-vga", "none"),
    "arm64": ("qemu-system-aarch64", "-machine", "virt,dtb-randomness=off", "-cpu", "cortex-a53"),
}
SERIAL = {"amd64": "ttyS0", "arm64": "ttyAMA0"}


class Firmware(Struct, frozen=True):
    """UEFI as Debian has it: its code, and what it remembers from one start to the next."""

    package: str
    code: Path
    memory: Path


FIRMWARE = {
    "amd64": Firmware("ovmf", Path("/usr/share/OVMF/OVMF_CODE_4M.fd"), Path("/usr/share/OVMF/OVMF_VARS_4M.fd")),
    "arm64": Firmware(
        "qemu-efi-aarch64", Path("/usr/share/AAVMF/AAVMF_CODE.fd"), Path("/usr/share/AAVMF/AAVMF_VARS.fd")
    ),
}


class Board(Struct, frozen=True):
    """A machine before it is switched on. What it says and is told goes through files of its own folder."""

    image: Image
    home: Path
    disk: Path
    rtc: str = "utc"
    """What its clock says."""
    firmware: bool = False
    """Whether UEFI looks for a system by itself, as on a PC. Otherwise the kernel is handed over: a minute sooner."""

    @property
    def monitor(self) -> Path:
        """The socket where QEMU is asked."""
        return self.home / "monitor"

    @property
    def watcher(self) -> Path:
        """The socket where the machine is asked."""
        return self.home / "watcher"

    @property
    def sound(self) -> Path:
        """What its loudspeaker has played."""
        return self.home / "sound.wav"

    @property
    def serial(self) -> Path:
        """What the kernel says on a line that no kiosk has."""
        return self.home / "serial.log"

    def words(self) -> list[str]:
        """QEMU's command.

        The board's watchdog is fed, but resets nothing by itself: who gets no processor cannot feed it.
        """
        return [
            *EMULATORS[self.image.machine],
            *("-accel", "tcg,thread=multi", "-smp", "2", "-m", "1536", "-display", "none", "-nodefaults"),
            *(self._by_firmware() if self.firmware else self._by_hand()),
            *("-drive", f"file={self.disk},if=none,id=card,format=qcow2,cache=writeback,discard=unmap"),
            *("-device", "virtio-blk-pci,drive=card"),
            *("-device", f"virtio-gpu-pci,xres={WIDTH},yres={HEIGHT}", "-device", "virtio-tablet-pci"),
            *("-device", "qemu-xhci,id=usb", "-device", "i6300esb", "-action", "watchdog=none"),
            *("-netdev", "user,id=net,restrict=on", "-device", "virtio-net-pci,netdev=net,id=lan"),
            *("-audiodev", f"wav,id=sound,path={self.sound}", "-device", "intel-hda"),
            *("-device", "hda-output,audiodev=sound"),
            *("-device", "virtio-rng-pci", "-rtc", f"base={self.rtc}"),
            *("-serial", f"file:{self.serial}"),
            *("-qmp", f"unix:{self.monitor},server=on,wait=off"),
            *("-device", "virtio-serial-pci", "-device", "virtserialport,chardev=watcher,name=watcher"),
            *("-chardev", f"socket,id=watcher,path={self.watcher},server=on,wait=off"),
            *handed_over(self.home),
        ]

    def _by_hand(self) -> list[str]:
        """The words of the image, and a console more before them: what is seen on the screen is seen by people too."""
        boot = self.image.kernel
        words = f"console={SERIAL[self.image.machine]} {self.image.words} {WANTED}"
        return ["-kernel", str(boot / "vmlinuz"), "-initrd", str(boot / "initrd.img"), "-append", words]

    def _by_firmware(self) -> list[str]:
        """Nothing is said to the kernel but what stands on the disk, so nobody looks inside either."""
        firmware, memory = FIRMWARE[self.image.machine], self.home / "firmware.fd"
        shutil.copy(firmware.memory, memory)
        return [
            *("-drive", f"if=pflash,format=raw,unit=0,readonly=on,file={firmware.code}"),
            *("-drive", f"if=pflash,format=raw,unit=1,file={memory}"),
        ]


def no_firmware(machine: str) -> str:
    """Why no such machine starts by itself; empty when one does."""
    firmware = FIRMWARE[machine]
    return "" if firmware.code.exists() else f"{firmware.code} is not installed (Debian: {firmware.package})"
