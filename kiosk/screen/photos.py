"""Camera frames as pictures: as if in a mirror, filling their box."""

from typing import Protocol

import pygame

from kiosk.scenes.values import Box


class Frame(Protocol):
    """One picture of the camera: rows of grey bytes, or rows of red, green, blue bytes. A numpy array is one."""

    @property
    def shape(self) -> tuple[int, ...]:
        """Rows, columns, and 3 when there is colour."""

    def tobytes(self) -> bytes:
        """The bytes, row after row."""


def photo(frame: Frame) -> pygame.Surface:
    """A frame as a surface."""
    height, width = frame.shape[:2]
    if len(frame.shape) == 3 and frame.shape[2] == 3:
        return pygame.image.frombuffer(frame.tobytes(), (width, height), "RGB")
    grey = pygame.image.frombuffer(frame.tobytes(), (width, height), "P")
    grey.set_palette([(tone, tone, tone) for tone in range(256)])
    return grey


def mirrored(shot: pygame.Surface, width: int, height: int) -> pygame.Surface:
    """The middle of a photo, filling `width` by `height`.

    Mirrored, because a person who watches herself hold a card moves it the wrong way otherwise. The decoder is given
    the frame as it was taken.
    """
    # 32 bits before scaling: from 24 bits it takes four times as long.
    middle = pygame.Surface(cover(shot.get_size(), width, height), 0, 32)
    middle.blit(shot, ((middle.get_width() - shot.get_width()) // 2, (middle.get_height() - shot.get_height()) // 2))
    return pygame.transform.flip(pygame.transform.smoothscale(middle, (width, height)), True, False)


def cover(size: tuple[int, int], width: int, height: int) -> tuple[int, int]:
    """The largest part of a photo of this size that has the proportion of `width` by `height`."""
    wide, high = size
    if wide * height > high * width:
        return max(1, high * width // height), high
    return wide, max(1, wide * height // width)


def calm(surface: pygame.Surface, box: Box) -> None:
    """What stands where no frame has come yet: dark, like a covered lens."""
    surface.fill("#221A33", (box.x, box.y, box.w, box.h))
