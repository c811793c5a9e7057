from pathlib import Path

import numpy as np
import pygame
import pytest
from hypothesis import given, settings

from kiosk.scenes.values import Box, Code, Face, Ink, Item, Mark, Picture, Plate, Scene, View
from kiosk.screen.codes import QUIET
from kiosk.screen.headless import Headless
from tests.screen.sketches import HEIGHT, WIDTH, pairs

FISH = '<svg viewBox="0 0 40 20"><circle cx="20" cy="10" r="9" fill="#F2B705" stroke="#221A33"/></svg>'
LENS = (0x22, 0x1A, 0x33)


def screen(width: int = WIDTH, height: int = HEIGHT) -> Headless:
    return Headless(width, height, read_picture={"fish": FISH}.get)


def pixels(stage: Headless) -> bytes:
    return bytes(stage.surface.get_buffer().raw)


def scene(*marks: Mark, width: int = WIDTH, height: int = HEIGHT) -> Scene:
    items = tuple(Item(f"item{n}", "decor", mark.box, (mark,)) for n, mark in enumerate(marks))
    return Scene(width, height, "#FFF8EC", items)


ONE, TWO = screen(), screen()
"""Kept between examples: opening fonts anew for each would take most of the time."""


@settings(deadline=None, max_examples=150)
@given(pairs())
def test_painting_what_changed_gives_the_same_pixels_as_painting_all(both: tuple[Scene, Scene]) -> None:
    before, after = both
    ONE.show(before)
    ONE.repaint()
    ONE.show(after)
    TWO.show(after)
    TWO.repaint()
    assert pixels(ONE) == pixels(TWO)


def test_an_equal_scene_paints_nothing() -> None:
    stage = screen()
    assert stage.show(scene(Plate(Box(0, 0, 9, 9), "#0B6E4F")))
    stage.surface.fill("#123456")
    assert not stage.show(scene(Plate(Box(0, 0, 9, 9), "#0B6E4F")))
    assert stage.surface.get_at((4, 4)) == pygame.Color("#123456")


def test_what_did_not_change_is_not_touched() -> None:
    stage = screen()
    stays = Plate(Box(0, 0, 40, 40), "#0B6E4F")
    stage.show(scene(stays, Plate(Box(80, 80, 20, 20), "#F2B705")))
    stage.surface.set_at((5, 5), "#123456")
    stage.show(scene(stays, Plate(Box(80, 80, 20, 20), "#5B2A86")))
    assert stage.surface.get_at((5, 5)) == pygame.Color("#123456")
    assert stage.surface.get_at((85, 85)) == pygame.Color("#5B2A86")


def test_a_scene_that_could_not_be_painted_is_painted_whole_when_it_comes_again() -> None:
    shelf = {"fish": FISH}
    shown = Headless(WIDTH, HEIGHT, read_picture=lambda name: shelf[name])
    drawn = scene(Plate(Box(0, 0, 20, 20), "#F2B705"), Picture(Box(20, 0, 40, 20), "fish"))
    shown.show(scene(Plate(Box(0, 0, 20, 20), "#0B6E4F")))
    shelf.clear()
    with pytest.raises(KeyError):
        shown.show(drawn)
    shelf["fish"] = FISH
    assert shown.show(drawn)
    ONE.renew()
    ONE.show(drawn)
    assert pixels(shown) == pixels(ONE)


def test_no_mark_paints_outside_its_box() -> None:
    stage = screen()
    stage.show(scene(Ink(Box(20, 20, 30, 12), "ỖỆẲ gyọợ", Face("extrabold", 24), "#000000")))
    stage.surface.set_colorkey("#FFF8EC")
    assert pygame.Rect(20, 20, 30, 12).contains(stage.surface.get_bounding_rect())


def test_text_keeps_its_baseline_in_a_higher_box() -> None:
    """The last row with ink of an H is the baseline: the same for every word in a box of the same height."""
    face = Face("semibold", 24)
    rows = set()
    for text in ("H", "HỖ", "HẲ"):
        stage = screen()
        stage.show(scene(Ink(Box(10, 10, 17, 60), text, face, "#000000")))
        stage.surface.set_colorkey("#FFF8EC")
        rows.add(stage.surface.get_bounding_rect().bottom)
    assert len(rows) == 1


@pytest.mark.parametrize("side", [80, 111])
def test_a_code_has_whole_modules_and_a_quiet_margin(side: int) -> None:
    stage = screen()
    stage.show(scene(Code(Box(0, 0, side, side), "https://vi.example")))
    row = [stage.surface.get_at((x, side // 2)).r for x in range(side)]
    assert set(row) == {0, 255}
    dark = stage.surface.copy()
    dark.set_colorkey("#FFFFFF")
    ink = dark.subsurface((0, 0, side, side)).get_bounding_rect()
    module = ink.w // 25  # version 2: this text fits no smaller code
    assert ink.w == 25 * module
    assert min(ink.left, ink.top, side - ink.right, side - ink.bottom) >= QUIET * module


@pytest.mark.parametrize("shape", [(20, 40, 3), (20, 40)])
def test_a_view_shows_the_newest_frame_as_in_a_mirror(shape: tuple[int, ...]) -> None:
    stage = screen()
    stage.show(scene(View(Box(10, 10, 80, 40))))
    assert stage.surface.get_at((50, 30))[:3] == LENS
    frame = np.zeros(shape, np.uint8)
    frame[:, :10] = 255
    stage.look(frame)
    assert stage.surface.get_at((85, 30))[:3] == (255, 255, 255)
    assert stage.surface.get_at((15, 30))[:3] == (0, 0, 0)
    assert stage.surface.get_at((5, 5)) == pygame.Color("#FFF8EC")


def test_a_frame_is_forgotten_with_its_view() -> None:
    stage = screen()
    watching = scene(View(Box(10, 10, 80, 40)))
    stage.show(watching)
    stage.look(np.full((20, 30), 255, np.uint8))
    stage.show(scene())
    stage.show(watching)
    assert stage.surface.get_at((50, 30))[:3] == LENS


def test_a_frame_without_a_view_is_not_kept() -> None:
    stage = screen()
    stage.show(scene())
    stage.look(np.full((20, 30), 255, np.uint8))
    stage.show(scene(View(Box(10, 10, 80, 40))))
    assert stage.surface.get_at((50, 30))[:3] == LENS


def test_a_scene_can_be_saved(tmp_path: Path) -> None:
    with screen() as stage:
        stage.show(scene(Plate(Box(0, 0, 30, 30), "#0B6E4F")))
        stage.save(tmp_path / "scene.png")
    saved = pygame.image.load(tmp_path / "scene.png")
    assert saved.get_size() == (WIDTH, HEIGHT)
    assert saved.get_at((3, 3)) == pygame.Color("#0B6E4F")
