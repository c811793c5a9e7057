import pytest

from kiosk.screen.pictures import Pictures, draw, resized, view_box

FISH = """<?xml version="1.0"?>
<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20">
<rect width="40" height="20" fill="#0B6E4F"/></svg>"""


@pytest.mark.parametrize(("box", "size"), [((200, 200), (200, 100)), ((100, 10), (20, 10)), ((40, 20), (40, 20))])
def test_it_is_as_large_as_fits_and_in_proportion(box: tuple[int, int], size: tuple[int, int]) -> None:
    picture = draw(FISH, *box)
    assert picture.get_size() == size
    assert picture.get_at((size[0] // 2, size[1] // 2))[:3] == (0x0B, 0x6E, 0x4F)


def test_the_drawing_fills_its_new_size_to_the_edges() -> None:
    picture = draw(FISH, 400, 200)
    assert picture.get_bounding_rect().size == (400, 200)


def test_only_the_root_is_resized() -> None:
    assert '<rect width="40" height="20"' in resized(FISH, 400, 400)


def test_without_a_view_box_the_size_is_one() -> None:
    assert view_box('<svg width="30px" height="15">') == (0, 0, 30, 15)
    assert view_box("<svg viewBox='-5 -5 10.5,20'>") == (-5, -5, 10.5, 20)


@pytest.mark.parametrize("svg", ["", "not a drawing", "<svg>", '<svg viewBox="0 0 0 5"/>', '<svg viewBox="1 2"/>'])
def test_a_broken_or_missing_drawing_is_a_calm_plate(svg: str) -> None:
    assert Pictures({"fish": svg}.get).get("fish", 60, 30).get_size() == (60, 30)


def test_a_drawing_is_drawn_once() -> None:
    asked: list[str] = []

    def read(name: str) -> str:
        asked.append(name)
        return FISH

    pictures = Pictures(read)
    assert pictures.get("fish", 80, 80) is pictures.get("fish", 80, 80)
    pictures.get("fish", 40, 40)
    assert asked == ["fish", "fish"]
