"""A camera that shows the pictures of a folder, one after another and round again: recorded troubles, printed cards."""

from pathlib import Path

from kiosk.camera.pictures import PictureUnreadable, load
from kiosk.camera.seam import CameraLost, Frame

ENDINGS = frozenset({".png", ".jpg", ".jpeg"})


class FolderCamera:
    """Told to hold a card, it shows only the pictures whose name begins with the card's name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._all: tuple[Path, ...] = ()
        self._shown: tuple[Path, ...] = ()
        self._next = 0

    def open(self) -> None:
        """List the folder."""
        try:
            self._all = tuple(sorted(path for path in self._folder.iterdir() if path.suffix.lower() in ENDINGS))
        except OSError as missing:
            raise CameraLost(f"The folder {self._folder} cannot be read; name one with pictures.") from missing
        if not self._all:
            raise CameraLost(f"The folder {self._folder} has no PNG or JPEG picture; put one there.")
        self.hold("")

    def hold(self, card: str) -> None:
        """Show only this card's pictures; all of them for an empty or unknown name."""
        self._shown = tuple(path for path in self._all if card and path.stem.startswith(card)) or self._all
        self._next = 0

    def frame(self) -> Frame:
        """The next picture."""
        if not self._shown:
            raise CameraLost("The folder camera is closed; open it first.")
        path = self._shown[self._next % len(self._shown)]
        self._next += 1
        try:
            return load(path)
        except PictureUnreadable as broken:
            raise CameraLost(str(broken)) from broken

    def close(self) -> None:
        """Forget the list."""
        self._all = self._shown = ()
