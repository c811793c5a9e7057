"""The same page as `miniature`, as plain pygame would have it; only how it waits differs.

    python -m tests.bench.rival wait      # pygame.event.wait()
    python -m tests.bench.rival tick      # pygame.time.Clock().tick(30)

It is given the same fast way to the display, and paints nothing that did not change either: so what is compared is the
waiting, not a careless rival.
"""

import os
import sys
from collections.abc import Callable, Iterator

os.environ["SDL_FRAMEBUFFER_ACCELERATION"] = "0"
os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"

import pygame

from tests.bench.page import HEADING, PLACE, TEXT

REGULAR = "/usr/share/fonts/truetype/open-sans/OpenSans-Semibold.ttf"
BOLD = "/usr/share/fonts/truetype/open-sans/OpenSans-ExtraBold.ttf"


def page(screen: pygame.Surface, font: pygame.font.Font) -> None:
    """What never changes."""
    screen.fill("#FFF8EC")
    screen.blit(pygame.font.Font(BOLD, 60).render(HEADING, True, "#221A33"), (40, 24))
    for row, line in enumerate(TEXT.split("\n")):
        screen.blit(font.render(line, True, "#221A33"), (40, 160 + 76 * row))


def button(screen: pygame.Surface, font: pygame.font.Font, colour: str) -> None:
    """What a finger changes."""
    pygame.draw.rect(screen, colour, PLACE, border_radius=24)
    screen.blit(font.render("Tiếp", True, "#FFFFFF"), (PLACE[0] + 110, PLACE[1] + 27))
    pygame.display.update(PLACE)


def waited() -> Iterator[pygame.event.Event]:
    """Events as they come."""
    while True:
        yield pygame.event.wait()


def ticked() -> Iterator[pygame.event.Event]:
    """Events thirty times a second."""
    clock = pygame.time.Clock()
    while True:
        yield from pygame.event.get()
        clock.tick(30)


def main(events: Callable[[], Iterator[pygame.event.Event]]) -> None:
    """Show the page until the window is closed."""
    pygame.display.init()
    pygame.font.init()
    screen = pygame.display.set_mode((1280, 800))
    font = pygame.font.Font(REGULAR, 48)
    page(screen, font)
    button(screen, font, "#5B2A86")
    pygame.display.flip()
    colours = {pygame.MOUSEBUTTONDOWN: "#43206A", pygame.MOUSEBUTTONUP: "#5B2A86"}
    for event in events():
        if event.type == pygame.QUIT:
            return
        if event.type in colours:
            button(screen, font, colours[event.type])


if __name__ == "__main__":
    main({"wait": waited, "tick": ticked}[sys.argv[1]])
