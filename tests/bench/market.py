"""The market corpus: sixteen conditions, fifty images each, from easy to hopeless; every image again in ten frames.

    for image in corpus():
        image.gray()          # the first frame
        image.gray(3)         # the same stall a fifth of a second later: another noise, a hand that trembled

Everything follows from seeds, so nothing is stored. Payloads are 127 characters like those of a bank's sticker, codes
of version 6 at level M, five pixels a square where a condition says nothing else.
"""

from collections.abc import Callable, Iterator

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from kiosk.camera.pixels import Pixels
from kiosk.core.codes.write import vietqr
from tests.bench.optics import (
    HEIGHT,
    WIDTH,
    Chance,
    Floats,
    Sticker,
    blurred,
    laid,
    seen,
    smeared,
    spot,
    squeezed,
    table,
)

SEED = 20260101
EACH = 50
FRAMES = 10

Shoot = Callable[[float, Chance, Chance, Sticker], Pixels]
"""How hard, from 0 to 1; the chance that is the same for all frames of an image; that of this frame; the sticker."""


class Image(Struct, frozen=True):
    """One image of the corpus; drawn when asked for."""

    condition: str
    number: int

    @property
    def payload(self) -> str:
        """What is written in the code."""
        account = f"{self.number:010d}"
        return vietqr("999999", account, 10000 + self.number * 1000, "CHO", "CO BA", city="HUE")

    def gray(self, frame: int = 0) -> Pixels:
        """One frame of it."""
        which = sorted(CONDITIONS).index(self.condition)
        same = np.random.default_rng([SEED, which, self.number])
        now = np.random.default_rng([SEED, which, self.number, frame + 1])
        held = Sticker(self.payload, roll=same.uniform(-8, 8), x=same.uniform(-60, 60), y=same.uniform(-40, 40))
        return CONDITIONS[self.condition](self.number / (EACH - 1), same, now, trembled(held, now))


def corpus(each: int = EACH) -> Iterator[Image]:
    """All images; fewer of each condition still go from easy to hopeless."""
    for condition in CONDITIONS:
        for number in sorted({round(n * (EACH - 1) / max(1, each - 1)) for n in range(each)}):
            yield Image(condition, number)


def trembled(sticker: Sticker, now: Chance) -> Sticker:
    """A hand is never still: a few pixels, a degree or two, two parts in a hundred nearer or farther."""
    roll, yaw, pitch = now.normal(0, 1.2, 3)
    x, y = now.normal(0, 4, 2)
    return replace(
        sticker,
        module=sticker.module * now.normal(1, 0.015),
        roll=sticker.roll + roll,
        yaw=sticker.yaw + yaw,
        pitch=sticker.pitch + pitch,
        x=sticker.x + x,
        y=sticker.y + y,
    )


def stall(same: Chance, sticker: Sticker, dim: float = 0.45) -> Floats:
    """The sticker on a table, through a usual lens."""
    return blurred(laid(table(same, dim), sticker), 0.5)


def _clean(hard: float, same: Chance, now: Chance, sticker: Sticker) -> Pixels:
    return seen(stall(same, replace(sticker, module=sticker.module * (7 - 4 * hard) / 5)), now)


def _rotation(hard: float, same: Chance, now: Chance, sticker: Sticker) -> Pixels:
    return seen(stall(same, replace(sticker, roll=sticker.roll + 360 * hard)), now)


def _perspective(hard: float, same: Chance, now: Chance, sticker: Sticker) -> Pixels:
    about, tilt = same.uniform(0, 2 * np.pi), 25 + 43 * hard
    turned = replace(sticker, yaw=sticker.yaw + tilt * np.cos(about), pitch=sticker.pitch + tilt * np.sin(about))
    return seen(stall(same, turned), now)


def _gauss_blur(hard: float, same: Chance, now: Chance, sticker: Sticker) -> Pixels:
    sigma = (0.5 + 3.0 * hard) * now.normal(1, 0.05)
    return seen(blurred(laid(table(same), sticker), max(0.4, sigma)), now)


def _motion_blur(hard: float, same: Chance, now: Chance, sticker: Sticker) -> Pixels:
    length, angle = (2 + 12 * hard) * now.normal(1, 0.15), same.uniform(0, 180) + now.normal(0, 10)
    return seen(smeared(stall(same, sticker), max(1.0, length), angle), now)


def _low_contrast(hard: float, same: Chance, now: Chance, sticker: Sticker) -> Pixels:
    step = 120 - 110 * hard
    return seen(stall(same, replace(sticker, ink=135 - step / 2, paper=135 + step / 2)), now)


def _noise(hard: float, same: Chance, now: Chance, sticker: Sticker) -> Pixels:
    return seen(stall(same, sticker), now, noise=10 + 75 * hard)


def _glare(hard: float, same: Chance, now: Chance, sticker: Sticker) -> Pixels:
    # A mirrored lamp moves by twice the angle the card turns: at this distance some 20 pixels for a trembling hand.
    x, y = (same.uniform(-80, 80) + now.normal(0, 20) for _ in "xy")
    lamp = spot(sticker.x + x, sticker.y + y, 20 + 70 * hard) * (250 + 450 * hard)
    return seen(stall(same, sticker) + lamp, now)


def _low_light(hard: float, same: Chance, now: Chance, sticker: Sticker) -> Pixels:
    return seen(stall(same, sticker) * (0.4 * 0.06**hard), now, noise=2.0, shot=0.3)


def _moire(hard: float, same: Chance, now: Chance, sticker: Sticker) -> Pixels:
    angle, period = same.uniform(0, np.pi), same.uniform(2.5, 9)
    x, y = np.arange(WIDTH, dtype=np.float32)[None, :], np.arange(HEIGHT, dtype=np.float32)[:, None]
    wave = np.sin((x * np.cos(angle) + y * np.sin(angle)) * 2 * np.pi / period + now.uniform(0, 6))
    return seen(stall(same, sticker) + wave * (10 + 110 * hard), now)


def _covered(hard: float, same: Chance, now: Chance, sticker: Sticker) -> Pixels:
    x, y = sticker.x + same.uniform(-60, 60), sticker.y + same.uniform(-60, 60)
    radius = 6 + 34 * hard
    disc = spot(x, y, radius) > np.exp(-1)
    return seen(np.where(disc, np.float32(same.uniform(60, 180)), stall(same, sticker)), now)


def _inverted(hard: float, same: Chance, now: Chance, sticker: Sticker) -> Pixels:
    light = 120 + 100 * (1 - hard)
    return seen(stall(same, replace(sticker, ink=light, paper=25.0)), now)


def _small(hard: float, same: Chance, now: Chance, sticker: Sticker) -> Pixels:
    return seen(stall(same, replace(sticker, module=sticker.module * (3 - 1.9 * hard) / 5)), now)


def _shadow(hard: float, same: Chance, now: Chance, sticker: Sticker) -> Pixels:
    angle = same.uniform(0, 2 * np.pi)
    x = np.arange(WIDTH, dtype=np.float32)[None, :] - WIDTH / 2 - sticker.x
    y = np.arange(HEIGHT, dtype=np.float32)[:, None] - HEIGHT / 2 - sticker.y
    shaded = x * np.cos(angle) + y * np.sin(angle) > same.uniform(-50, 50)
    return seen(stall(same, sticker) * np.where(shaded, 0.6 - 0.45 * hard, 1.0).astype(np.float32), now)


def _phone_screen(hard: float, same: Chance, now: Chance, sticker: Sticker) -> Pixels:
    about, tilt = same.uniform(0, 2 * np.pi), 5 + 40 * hard
    bright = replace(
        sticker,
        quiet=3 * (1 - hard),
        paper=240.0,
        ink=12.0,
        module=sticker.module * 0.8,
        yaw=sticker.yaw + tilt * np.cos(about),
        pitch=sticker.pitch + tilt * np.sin(about),
    )
    return seen(blurred(laid(table(same, 0.08), bright), 0.6), now)


def _kiosk(hard: float, same: Chance, now: Chance, sticker: Sticker) -> Pixels:
    about, tilt = same.uniform(0, 2 * np.pi), 10 + 25 * hard
    held = replace(
        sticker,
        module=sticker.module * (4.4 - 1.6 * hard) / 5,
        yaw=sticker.yaw + tilt * np.cos(about),
        pitch=sticker.pitch + tilt * np.sin(about),
    )
    soft = blurred(laid(table(same), held), 0.7 + 0.9 * hard)
    moved = smeared(soft, 1 + 3 * hard, same.uniform(0, 180) + now.normal(0, 10))
    return squeezed(seen(moved * (0.9 - 0.4 * hard), now, noise=3 + 9 * hard), 4 + 10 * hard)


CONDITIONS: dict[str, Shoot] = {
    "clean 3-7 px/module": _clean,
    "rotation 0-360": _rotation,
    "perspective": _perspective,
    "gauss blur": _gauss_blur,
    "motion blur": _motion_blur,
    "low contrast": _low_contrast,
    "noise": _noise,
    "glare spot": _glare,
    "low light": _low_light,
    "moire stripes": _moire,
    "covered disc": _covered,
    "inverted": _inverted,
    "small modules 1-3 px": _small,
    "hard shadow": _shadow,
    "phone screen": _phone_screen,
    "kiosk combo": _kiosk,
}
