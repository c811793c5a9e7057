import pygame

from kiosk.screen.shelf import Shelf, weight


def square() -> pygame.Surface:
    return pygame.Surface((16, 16), 0, 32)


def test_the_least_recently_used_goes_first() -> None:
    shelf = Shelf(room=2 * weight(square()))
    first, second = shelf.get("first", square), shelf.get("second", square)
    shelf.get("first", square)
    shelf.get("third", square)
    assert shelf.get("first", square) is first
    assert shelf.get("second", square) is not second


def test_it_never_holds_more_than_there_is_room_for() -> None:
    shelf = Shelf(room=3 * weight(square()))
    for number in range(50):
        shelf.get(number, square)
    assert shelf.used <= shelf.room
    assert len(shelf) == 3


def test_one_thing_too_large_is_still_kept() -> None:
    assert Shelf(room=1).get("large", square).get_size() == (16, 16)
