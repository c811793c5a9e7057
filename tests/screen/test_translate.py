import pygame
import pytest
from msgspec.structs import replace

from kiosk.screen.felt import Closed, Contact, Felt, KeyPressed, Uncovered
from kiosk.screen.translate import translate

Event = pygame.event.Event


@pytest.mark.parametrize(
    ("event", "felt"),
    [
        (Event(pygame.FINGERDOWN, x=0.5, y=0.25, finger_id=7), Contact("down", 400, 120, "finger", 7)),
        (Event(pygame.FINGERMOTION, x=0.0, y=1.0, finger_id=7), Contact("slide", 0, 479, "finger", 7)),
        (Event(pygame.FINGERUP, x=1.0, y=0.5, finger_id=7), Contact("up", 799, 240, "finger", 7)),
        (Event(pygame.MOUSEBUTTONDOWN, pos=(3, 4), button=1, touch=False), Contact("down", 3, 4, "mouse")),
        (Event(pygame.MOUSEMOTION, pos=(3, 4), buttons=(1, 0, 0), touch=False), Contact("slide", 3, 4, "mouse")),
        (Event(pygame.MOUSEBUTTONUP, pos=(3, 4), button=1), Contact("up", 3, 4, "mouse")),
        (Event(pygame.KEYDOWN, key=pygame.K_h), KeyPressed(pygame.K_h)),
        (Event(pygame.QUIT), Closed()),
        (Event(pygame.VIDEOEXPOSE), Uncovered()),
    ],
)
def test_what_events_mean(event: Event, felt: Felt) -> None:
    (told,) = translate([event], 800, 480)
    assert (replace(told, felt=None) if isinstance(told, Contact) else told) == felt


@pytest.mark.parametrize(
    "event",
    [
        Event(pygame.MOUSEBUTTONDOWN, pos=(3, 4), button=3, touch=False),
        Event(pygame.MOUSEBUTTONDOWN, pos=(3, 4), button=4, touch=False),
        Event(pygame.MOUSEBUTTONDOWN, pos=(3, 4), button=1, touch=True),
        Event(pygame.MOUSEMOTION, pos=(3, 4), buttons=(0, 0, 0), touch=False),
        Event(pygame.KEYUP, key=pygame.K_h),
        Event(pygame.MULTIGESTURE),
        Event(pygame.USEREVENT),
    ],
)
def test_what_means_nothing(event: Event) -> None:
    assert translate([event], 800, 480) == []
