"""The chip behind the header is known by what it is, whatever its number."""

from pathlib import Path

import pytest

from kiosk.panel.chips import header_chip

BRCMSTB = b"brcm,bcm7445-gpio\0brcm,brcmstb-gpio\0"
RP1, PI4, PI3 = b"raspberrypi,rp1-gpio\0", b"brcm,bcm2711-gpio\0", b"brcm,bcm2835-gpio\0"
EXPANDER = b"raspberrypi,firmware-gpio\0"

MACHINES = {
    "Pi 5, kernel 6.6.20": ({0: BRCMSTB, 1: BRCMSTB, 2: BRCMSTB, 3: BRCMSTB, 4: RP1}, "gpiochip4"),
    "Pi 5, kernel 6.6.47": ({0: RP1, 10: BRCMSTB, 11: BRCMSTB, 12: BRCMSTB, 13: BRCMSTB}, "gpiochip0"),
    "Pi 5, numbers of two digits": ({10: BRCMSTB, 11: BRCMSTB, 15: RP1}, "gpiochip15"),
    "Pi 4": ({0: PI4, 1: EXPANDER}, "gpiochip0"),
    "Pi 3": ({0: PI3, 1: EXPANDER}, "gpiochip0"),
    "Zero 2 W, with a converter on USB": ({0: b"", 1: b"brcm,bcm2837-gpio\0" + PI3}, "gpiochip1"),
    "a PC with a converter on USB": ({0: b""}, None),
    "a PC": ({}, None),
}


@pytest.mark.parametrize("machine", MACHINES)
def test_the_header_is_found(machine: str, tmp_path: Path) -> None:
    chips, wanted = MACHINES[machine]
    for number, kind in chips.items():
        chip = tmp_path / f"sys/bus/gpio/devices/gpiochip{number}"
        chip.mkdir(parents=True)
        if kind:
            (chip / "of_node").mkdir()
            (chip / "of_node/compatible").write_bytes(kind)
    found = header_chip(tmp_path)
    assert found == (tmp_path / "dev" / wanted if wanted else None)
