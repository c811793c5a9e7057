"""Practice QR codes as pictures: whole pixels per module, four modules of quiet around."""

import pygame

QUIET = 4
"""Modules of white that the standard wants around a code (ISO/IEC 18004, 9.1)."""


def code(payload: str, px: int) -> pygame.Surface:
    """A code on white, at most `px` wide; modules are whole pixels so that every camera finds the edges."""
    import segno  # noqa: PLC0415 - a kiosk that shows no code need not load it

    modules = segno.make_qr(payload, error="m").matrix
    count = len(modules) + 2 * QUIET
    small = pygame.Surface((count, count), 0, 32)
    small.fill("#FFFFFF")
    for y, row in enumerate(modules, QUIET):
        for x, dark in enumerate(row, QUIET):
            if dark:
                small.set_at((x, y), "#000000")
    scale = max(1, px // count)
    return pygame.transform.scale(small, (count * scale, count * scale))
