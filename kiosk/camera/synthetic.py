"""A camera that needs no hardware: practice cards in motion over a market table, with tilt, smear, glare and noise.

    camera = SyntheticCamera({"fish-stall": payload}, seed=3)
    camera.open()
    camera.hold("fish-stall")
    camera.frame()

The same seed gives the same frames. A scenery named after a trouble (`dark`, `glare`, `far`, `shaking`)
makes it happen.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kiosk.camera.cards import modules
from kiosk.camera.motion import SCENERIES, pose
from kiosk.camera.seam import CameraLost, Frame

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from kiosk.camera.pixels import Pixels


class SyntheticCamera:
    """Shows the card it is told to hold; between cards only the table."""

    def __init__(
        self, cards: Mapping[str, str], *, seed: int = 0, scenery: str = "usual", width: int = 640, height: int = 480
    ) -> None:
        if scenery not in SCENERIES:
            raise ValueError(f"There is no scenery {scenery!r}; take one of {', '.join(SCENERIES)}.")
        self._cards = cards
        self._seed = seed
        self._scenery = SCENERIES[scenery]
        self._size = (width, height)
        self._card = ""
        self._entered = 0
        self._number = 0
        self._table: Pixels | None = None
        self._noise: npt.NDArray[np.int16] | None = None
        self._drawings: dict[str, Pixels] = {}

    def open(self) -> None:
        """Lay the table; the frames count from here."""
        from kiosk.camera import stage  # noqa: PLC0415 - NumPy is loaded when somebody looks, not at start

        self._number = self._entered = 0
        self._table = stage.table(*self._size)
        self._noise = stage.noise(*self._size, self._seed)

    def hold(self, card: str) -> None:
        """Bring this card into the picture from below; nothing for an unknown name."""
        self._card = card
        self._entered = self._number

    def take(self, cards: Mapping[str, str]) -> None:
        """Have other cards to hold."""
        self._cards, self._drawings = cards, {}

    def frame(self) -> Frame:
        """The next frame; it is ready at once, whoever calls keeps the pace."""
        if self._table is None or self._noise is None:
            raise CameraLost("The synthetic camera is closed; open it first.")
        from kiosk.camera import stage  # noqa: PLC0415 - NumPy

        at = pose(self._seed, self._number, self._entered, self._scenery)
        picture = self._table.copy()
        if self._card in self._cards:
            stage.put(picture, self._drawing(self._card), at)
        width, height = self._size
        x, y = self._number * 37 % stage.NOISE_ROOM, self._number * self._number % stage.NOISE_ROOM
        self._number += 1
        grain = self._noise[y : y + height, x : x + width]
        return Frame(stage.exposed(picture, at.light, grain, self._scenery.noise))

    def _drawing(self, card: str) -> "Pixels":
        from kiosk.camera import stage  # noqa: PLC0415 - NumPy

        if card not in self._drawings:
            self._drawings[card] = stage.drawing(card, modules(self._cards[card]))
        return self._drawings[card]

    def close(self) -> None:
        """Clear the table."""
        self._table = self._noise = None
        self._drawings.clear()
