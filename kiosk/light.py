"""The light behind the screen: off while the resting kiosk is dark, outside its hours; dim where nobody looks at it.

A black picture on a lit screen is grey and costs power. The interface has no right to switch the light; it writes one
word into a file, and a path unit calls this module for it (`systemd/kiosk-hours.path`):

    python -m kiosk.light /run/kiosk/light

Panels on the ribbon cable of a board have such a switch in the kernel. A screen on HDMI has none: there the window
darkens the picture (`kiosk/screen/shade.py`), by the share that `left_to_the_picture` tells.
"""

import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

FILE = "light"
ON, DIM, OFF = "on", "dim", "off"

SWITCHES = Path("/sys/class/backlight")
_POWER = {ON: "0", DIM: "0", OFF: "4"}
"""`FB_BLANK_UNBLANK` and `FB_BLANK_POWERDOWN` of <linux/fb.h>, as `bl_power` wants them (sysfs-class-backlight)."""

DIMMED = 0.3
"""How much of the full light is left when it is dim: enough to read by, in a hall that is not lit."""

DARK = 0.1
"""How much is left of the picture of a kiosk outside its hours, where no light can be switched off: that picture is
nearly black already, with a small moon and a word for whoever comes near."""


class Light:
    """The interface's side. Called each round of the loop; writes only when something has changed."""

    def __init__(self, file: Path | None) -> None:
        """Without a file, as on a desk, nothing is switched."""
        self._file = file
        self._word = ""

    def turn(self, word: str) -> None:
        """How bright it shall be now. What cannot be written leaves the light as it is."""
        if word != self._word and self._file is not None:
            with suppress(OSError):
                self._file.write_text(word, "ascii")
        self._word = word


def light_file(environ: Mapping[str, str]) -> Path | None:
    """In the folder that systemd made for this service."""
    folder = environ.get("RUNTIME_DIRECTORY", "").partition(":")[0]
    return Path(folder) / FILE if folder else None


def switch(word: str, switches: Path = SWITCHES) -> int:
    """Switch every light there is; how many there were. An unknown word lights them: nothing is dark by accident."""
    power = _POWER.get(word.strip(), _POWER[ON])
    found = sorted(switches.glob("*/bl_power"))
    for file in found:
        _set_brightness(file.parent, DIMMED if word.strip() == DIM else 1.0)
        file.write_text(power, "ascii")
    return len(found)


def left_to_the_picture(word: str, switches: Path = SWITCHES, *, switched: bool = True) -> float:
    """The share of its light that the picture itself must have, where nothing behind it can be dimmed or put out.

    Looked up at each change: a panel may be later than the kiosk. `switched`: whether anybody switches lights here.
    """
    panels = [file.parent for file in switches.glob("*/bl_power")] if switched else []
    if word == OFF:
        return 1.0 if panels else DARK
    return DIMMED if word == DIM and not any(_steps(panel) > 1 for panel in panels) else 1.0


def _steps(panel: Path) -> int:
    """How many steps of light it has; one is only on and off, and 0 is told of what does not say."""
    with suppress(OSError, ValueError):
        return int((panel / "max_brightness").read_text("ascii"))
    return 0


def _set_brightness(panel: Path, share: float) -> None:
    """A share of the full light. What has no steps, or does not tell how many, is only switched."""
    if full := _steps(panel):
        with suppress(OSError):
            (panel / "brightness").write_text(str(max(1, round(full * share))), "ascii")


def main() -> None:
    """Do what the file says."""
    word = ON
    with suppress(OSError):
        word = Path(sys.argv[1]).read_text("ascii")
    switch(word)


if __name__ == "__main__":
    main()
