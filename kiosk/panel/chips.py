"""Which of the chips that have pins is behind the 40-pin header: told by what it is, for its number changes.

On a Raspberry Pi 5 it was gpiochip4, from kernel 6.6.45 on gpiochip0 with gpiochip4 as a second name (raspberrypi/linux
pull 6144), and other numbers are found on newer ones. What a chip is compatible with, in the device tree, stays.
"""

from pathlib import Path

HEADERS = ("raspberrypi,rp1-gpio", "brcm,bcm2711-gpio", "brcm,bcm2835-gpio")
"""Raspberry Pi 5; 4; 3 and Zero 2 W. The last is a kind of the one before, and comes after it for that reason."""

CHIPS = Path("sys/bus/gpio/devices")


def header_chip(root: Path = Path("/")) -> Path | None:
    """The device file of the header's chip, or `None` where no such header is."""
    kinds = {chip.name: kind_of(chip) for chip in sorted((root / CHIPS).glob("gpiochip*"))}
    for header in HEADERS:
        for name, words in kinds.items():
            if header in words:
                return root / "dev" / name
    return None


def kind_of(chip: Path) -> tuple[str, ...]:
    """What a chip says it is compatible with, the exact kind first; nothing where nobody says."""
    try:
        told = (chip / "of_node/compatible").read_bytes()
    except OSError:
        return ()
    return tuple(word for word in told.decode("ascii", "replace").split("\0") if word)
