"""One trouble at a time, fifty images each: what the camera sees when a code cannot be read, and the word for it.

An image is two frames, a fifteenth of a second apart, as the rules of `kiosk.camera.why` get them.
"""

from collections.abc import Callable, Iterator

import numpy as np
from msgspec.structs import replace

from kiosk.camera.pixels import Pixels
from tests.bench.market import Image, trembled
from tests.bench.optics import HEIGHT, WIDTH, Chance, Floats, Sticker, blurred, laid, seen, smeared, spot, table

SEED = 20260202
"""The images the rules of `why` were made on; `another` moves it, for images they have never met."""
EACH = 50

Shoot = Callable[[float, Chance, Sticker, Sticker], tuple[Pixels, Pixels]]
"""How hard, from 0 to 1; chance; the sticker as it lies in the first frame and in the second."""


def troubles(trouble: str, each: int = EACH, another: int = 0) -> Iterator[tuple[bytes, Pixels, Pixels]]:
    """What the code says, the frame before, the frame."""
    for number in range(each):
        chance = np.random.default_rng([SEED + another, sorted(TROUBLES).index(trouble), number])
        payload = Image("", number).payload
        held = Sticker(
            payload, roll=chance.uniform(-10, 10), x=chance.uniform(-50, 50), y=chance.uniform(-30, 30),
            module=chance.uniform(4, 6),
        )  # fmt: skip
        first, second = trembled(held, chance), trembled(held, chance)
        yield payload.encode(), *TROUBLES[trouble](number / max(1, each - 1), chance, first, second)


def _both(chance: Chance, first: Sticker, second: Sticker, do: Callable[[Floats], Floats]) -> tuple[Pixels, Pixels]:
    cloth = table(chance)
    before, now = (seen(do(blurred(laid(cloth, sticker), 0.5)), chance) for sticker in (first, second))
    return before, now


def _dark(hard: float, chance: Chance, first: Sticker, second: Sticker) -> tuple[Pixels, Pixels]:
    return _both(chance, first, second, lambda picture: picture * np.float32(0.022 - 0.018 * hard))


def _glare(hard: float, chance: Chance, first: Sticker, second: Sticker) -> tuple[Pixels, Pixels]:
    lamp = spot(first.x, first.y, 60 + 60 * hard) * 600
    return _both(chance, first, second, lambda picture: picture + lamp)


def _far(hard: float, chance: Chance, first: Sticker, second: Sticker) -> tuple[Pixels, Pixels]:
    size = 1.2 - 0.6 * hard
    return _both(chance, replace(first, module=size), replace(second, module=size), lambda picture: picture)


def _near(hard: float, chance: Chance, first: Sticker, second: Sticker) -> tuple[Pixels, Pixels]:
    size = 13 + 9 * hard  # larger than the picture, and nearer than the lens can focus
    soft = 1 + 3 * hard
    return _both(chance, replace(first, module=size), replace(second, module=size), lambda seen: blurred(seen, soft))


def _shaking(hard: float, chance: Chance, first: Sticker, second: Sticker) -> tuple[Pixels, Pixels]:
    length, angle = 14 + 26 * hard, chance.uniform(0, 180)
    way = chance.uniform(0.8, 2.5) * length  # the shutter is open for a quarter of the time between two frames
    dx, dy = way * np.cos(np.radians(angle)), way * np.sin(np.radians(angle))
    there = replace(second, x=second.x + dx, y=second.y + dy)
    return _both(chance, first, there, lambda picture: smeared(picture, length, angle))


def _cut(hard: float, chance: Chance, first: Sticker, second: Sticker) -> tuple[Pixels, Pixels]:
    out = (0.22 + 0.3 * hard) * 41 * first.module  # this much of the code is outside
    half, side = 20.5 * first.module, chance.integers(4)
    x = (WIDTH / 2 - half + out) * (1 if side == 0 else -1) if side < 2 else first.x
    y = (HEIGHT / 2 - half + out) * (1 if side == 2 else -1) if side >= 2 else first.y
    dx, dy = second.x - first.x, second.y - first.y
    moved = replace(second, module=first.module, x=x + dx, y=y + dy)
    return _both(chance, replace(first, x=x, y=y), moved, lambda picture: picture)


def _other(hard: float, chance: Chance, first: Sticker, second: Sticker) -> tuple[Pixels, Pixels]:
    sheet = (_bars, _text, _picture)[int(chance.integers(3))](chance)
    return _with_sheet(chance, sheet, first), _with_sheet(chance, sheet, second)


def _with_sheet(chance: Chance, sheet: Floats, sticker: Sticker) -> Pixels:
    picture = table(np.random.default_rng(SEED))
    top = int(HEIGHT / 2 + sticker.y - sheet.shape[0] / 2)
    left = int(WIDTH / 2 + sticker.x - sheet.shape[1] / 2)
    picture[top : top + sheet.shape[0], left : left + sheet.shape[1]] = sheet
    return seen(blurred(picture, 0.6), chance)


def _bars(chance: Chance) -> Floats:
    """A bar code on white paper."""
    widths = chance.integers(2, 8, 55)
    line = np.concatenate([np.full(width, 25 if n % 2 else 230) for n, width in enumerate(widths)])
    return np.pad(np.tile(line[:280], (120, 1)), 16, constant_values=230).astype(np.float32)


def _text(chance: Chance) -> Floats:
    """Lines of writing: words of strokes."""
    sheet = np.full((260, 300), 230, np.float32)
    for top in range(14, 240, 18):
        left = 12
        while left < 280:
            sheet[top + int(chance.integers(0, 4)) : top + 11, left : left + 2] = 30
            if chance.random() < 0.6:
                bar = top + int(chance.integers(0, 10))
                sheet[bar : bar + 2, left : left + 6] = 30
            left += int(chance.choice([5, 7, 8, 16]))
    return sheet


def _picture(chance: Chance) -> Floats:
    """A drawing: discs and boxes of several grays."""
    sheet = np.full((260, 300), 225, np.float32)
    y, x = np.ogrid[:260, :300]
    for _ in range(12):
        right, down = x - chance.uniform(40, 260), y - chance.uniform(40, 220)
        size, tone = chance.uniform(10, 40), chance.uniform(20, 200)
        distance = np.hypot(right, down) if chance.random() < 0.5 else np.maximum(abs(right), abs(down))
        sheet[distance < size] = tone
    return sheet


def _nothing(hard: float, chance: Chance, first: Sticker, second: Sticker) -> tuple[Pixels, Pixels]:
    cloth = table(chance)
    return seen(cloth, chance), seen(cloth, chance)


TROUBLES: dict[str, Shoot] = {
    "dark": _dark,
    "glare": _glare,
    "far": _far,
    "near": _near,
    "shaking": _shaking,
    "cut": _cut,
    "other": _other,
    "nothing": _nothing,
}
