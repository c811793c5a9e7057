"""How alike two pictures are, told in two numbers that forgive the edges of letters."""

import json
from hashlib import sha256
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pygame
from msgspec import Struct

from kiosk.screen import faces

Pixels = npt.NDArray[np.uint8]

CLEARLY = 24
"""Of 255: a smaller difference of a pixel is an edge drawn a little otherwise."""

SHRUNK = 2
"""Golden pictures are kept at half their size: enough to see what is wrong, a quarter of the room."""


class Unlikeness(Struct, frozen=True):
    """The mean difference of a pixel's channel, and the share of pixels that differ clearly."""

    mean: float
    share: float

    def within(self, limit: "Unlikeness") -> bool:
        """Whether neither is more than the other's."""
        return self.mean <= limit.mean and self.share <= limit.share


STRICT = Unlikeness(2.0, 0.005)
LOOSE = Unlikeness(8.0, 0.08)
"""For another version of a font or of what draws it: then every letter differs a little."""


def unlikeness(one: Pixels, other: Pixels) -> Unlikeness:
    """How much two pictures differ; pictures of different sizes differ altogether."""
    if one.shape != other.shape:
        return Unlikeness(255.0, 1.0)
    apart = difference(one, other)
    return Unlikeness(float(apart.mean()), float((apart.max(axis=2) > CLEARLY).mean()))


def difference(one: Pixels, other: Pixels) -> Pixels:
    """Channel by channel."""
    return np.where(one > other, one - other, other - one)


def pixels(surface: pygame.Surface) -> Pixels:
    """Rows of red, green, blue."""
    return np.ascontiguousarray(pygame.surfarray.array3d(surface).swapaxes(0, 1), dtype=np.uint8)


def shrunk(surface: pygame.Surface) -> pygame.Surface:
    """The picture at the size in which it is kept."""
    size = surface.get_width() // SHRUNK, surface.get_height() // SHRUNK
    whole = pygame.Surface(surface.get_size(), 0, 32)
    whole.blit(surface, (0, 0))
    return pygame.transform.smoothscale(whole, size)


def side_by_side(computed: Pixels, expected: Pixels | None, file: Path) -> None:
    """Write both pictures and their difference, much enlarged in brightness, into one."""
    shown = [computed]
    if expected is not None:
        shown += [expected]
    if expected is not None and expected.shape == computed.shape:
        shown += [255 - np.minimum(difference(computed, expected).astype(np.uint16) * 4, 255).astype(np.uint8)]
    high = max(picture.shape[0] for picture in shown)
    padded = [np.pad(picture, ((0, high - picture.shape[0]), (0, 8), (0, 0))) for picture in shown]
    row = np.ascontiguousarray(np.concatenate(padded, axis=1))
    file.parent.mkdir(parents=True, exist_ok=True)
    pygame.image.save(pygame.image.frombuffer(row.tobytes(), (row.shape[1], row.shape[0]), "RGB"), file)


# --- what pictures are drawn with -------------------------------------------------------------------------------------


def drawn_with() -> dict[str, str]:
    """The fonts and libraries that letters and drawings come from."""
    fonts = faces.family(faces.FOLDERS).values()
    icons = faces.find(faces.ICONS, faces.FOLDERS)
    files = (*fonts, *((icons,) if icons else ()))
    hashes = {file.name: sha256(file.read_bytes()).hexdigest()[:16] for file in files}
    pygame.font.init()
    versions = {
        "SDL_ttf": ".".join(map(str, pygame.font.get_sdl_ttf_version())),
        "SDL_image": ".".join(map(str, pygame.image.get_sdl_image_version() or ())),
    }
    return hashes | versions


def drawn_otherwise(record: Path) -> tuple[str, ...]:
    """What here is another version than when the golden pictures were saved."""
    then: dict[str, str] = json.loads(record.read_text(encoding="utf-8")) if record.exists() else {}
    now = drawn_with()
    return tuple(sorted(name for name in then.keys() | now.keys() if then.get(name) != now.get(name)))
