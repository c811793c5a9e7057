"""What somebody before the machine has: the picture on its screen, and a finger."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from tests.boot.qemu import QemuMachine
from tests.boot.qemu_board import HEIGHT, WIDTH
from tests.likeness import Pixels

FULL = 32767
"""Of the tablet: the far edge."""


class Glass:
    """Looks at a machine as `tests.e2e.desk.Sight` looks at a display."""

    def __init__(self, machine: QemuMachine) -> None:
        self._machine = machine

    def shot(self) -> Pixels:
        """Whatever is on the screen, at the size it has now."""
        with TemporaryDirectory() as folder:
            file = Path(folder) / "shot.ppm"
            self._machine.monitor.ask("screendump", filename=str(file))
            return _pixels(file.read_bytes())

    def picture(self) -> Pixels:
        """The screen; black as long as it has another size than the kiosk's: that is firmware's.

        A machine that goes on from a snapshot shows what lies below its last row too, until it paints again.
        """
        shot = self.shot()
        fits = shot.shape[0] >= HEIGHT and shot.shape[1] == WIDTH
        return shot[:HEIGHT] if fits else np.zeros((HEIGHT, WIDTH, 3), np.uint8)

    def press(self, x: int, y: int) -> None:
        """A finger comes down."""
        self.move(x, y)
        self._button(down=True)

    def lift(self) -> None:
        """And up."""
        self._button(down=False)

    def move(self, x: int, y: int) -> None:
        """Elsewhere. A pointer is not drawn."""
        places = (("x", x * FULL // (WIDTH - 1)), ("y", y * FULL // (HEIGHT - 1)))
        self._machine.event(*({"type": "abs", "data": {"axis": axis, "value": value}} for axis, value in places))

    def key(self, name: str) -> None:
        """A key, where there is a keyboard."""
        self._machine.keys({"space": "spc"}.get(name, name))

    def _button(self, *, down: bool) -> None:
        self._machine.event({"type": "btn", "data": {"button": "left", "down": down}})


def _pixels(ppm: bytes) -> Pixels:
    """P6, as QEMU writes it: three numbers, then the rows."""
    kind, size, _, rows = ppm.split(b"\n", 3)
    assert kind == b"P6"
    width, height = map(int, size.split())
    return np.frombuffer(rows, np.uint8).reshape(height, width, 3)
