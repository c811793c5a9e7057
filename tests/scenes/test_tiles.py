import pytest

from kiosk.core import events as e
from kiosk.core.state import State
from kiosk.scenes.grid import stage_box
from kiosk.scenes.setting import Setting
from kiosk.scenes.tile import MOST, Tile, table
from tests.scenes.screens import LOOKS
from tests.small import library


def tiles(count: int) -> tuple[Tile, ...]:
    return tuple(Tile(f"topic:{n}", f"Bài {n}", "fish", "#E8F2FF", e.TopicChosen(str(n))) for n in range(count))


def page(look: str, count: int, number: int) -> tuple[list[str], dict[str, e.Event | None]]:
    setting = Setting(library(), State(place="home", page=number), LOOKS[look])
    items = table(setting, tiles(count), stage_box(LOOKS[look]))
    assert len(items) <= MOST
    arrows = {item.name: item.means for item in items if item.name in ("earlier", "later")}
    return [item.name for item in items if item.name not in arrows], arrows


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("count", range(1, 14))
def test_turning_pages_shows_every_tile_once(look: str, count: int) -> None:
    seen, number = [], 0
    while True:
        names, arrows = page(look, count, number)
        seen += names
        assert ("earlier" in arrows) == (number > 0)
        if "later" not in arrows:
            break
        assert arrows["later"] == e.PageTurned(1)
        number += 1
    assert seen == [f"topic:{n}" for n in range(count)]


def test_a_page_past_the_end_shows_the_last_and_leads_back() -> None:
    last, arrows = page("10in", 8, 9)
    assert last == ["topic:5", "topic:6", "topic:7"]
    assert arrows == {"earlier": e.PageTurned(-9)}
