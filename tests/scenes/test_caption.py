from msgspec.structs import replace

from kiosk.core import telling
from kiosk.core.state import Speaking, State
from kiosk.scenes.caption import BEATS_A_PAGE, caption, height_of
from kiosk.scenes.setting import Setting
from kiosk.scenes.type import tall
from kiosk.scenes.values import Box, Ink, Item, Plate
from tests.scenes.screens import EVEN
from tests.small import both, library, phrases

LONG = "Bác nhìn thật kỹ tên người nhận. Rồi bác đếm lại số không. Xong đâu đó thì bác chạm."
LIBRARY = replace(library(), phrases=replace(phrases(), home_title=both(LONG)))
HOME = State(place="home")
BOX = Box(100, 100, 560, 160)


def spoken(word: int, *, ended: bool = False) -> State:
    lines = telling.lines(LIBRARY, HOME)
    return replace(HOME, speaking=Speaking(1, lines, line=-1 if ended else 0, word=-1 if ended else word, ended=ended))


def shown(state: State, box: Box = BOX) -> Item:
    return caption(Setting(LIBRARY, state, EVEN), box)


def words(item: Item) -> str:
    return " ".join(mark.text for mark in item.marks if isinstance(mark, Ink))


def gold(item: Item) -> list[Box]:
    return [mark.box for mark in item.marks if isinstance(mark, Plate) and mark.fill == "#FFE08A"]


def test_the_whole_sentence_is_said_whatever_page_is_shown() -> None:
    item = shown(HOME)
    assert item.says == LONG
    assert words(item) != LONG


def test_the_word_being_spoken_stands_on_gold() -> None:
    item = shown(spoken(1))
    (plate,) = gold(item)
    line = next(mark for mark in item.marks if isinstance(mark, Ink))
    assert plate.x == line.box.x + EVEN.measure("Bác ", line.face) - EVEN.mm(1)
    assert plate.w == EVEN.measure("nhìn", line.face) + 2 * EVEN.mm(1)


def test_pages_follow_the_voice_to_the_last_word() -> None:
    told = LONG.split()
    for number, word in enumerate(told):
        item = shown(spoken(number))
        assert word in words(item).split()
        assert len(gold(item)) == 1
        assert all(item.box.contains(mark.box) for mark in item.marks)


def test_before_the_voice_the_first_page_and_after_it_the_last() -> None:
    assert words(shown(spoken(-1))).startswith("Bác nhìn")
    assert words(shown(spoken(0, ended=True))).endswith("bác chạm.")
    assert gold(shown(spoken(0, ended=True))) == []


def test_another_sentence_in_the_air_highlights_nothing() -> None:
    other = replace(HOME, speaking=Speaking(1, ("Câu khác",), line=0, word=0))
    assert gold(shown(other)) == []


def test_without_a_voice_the_pages_turn_by_themselves() -> None:
    silent = replace(HOME, broken=frozenset({"voice"}))
    first, second = (words(shown(replace(silent, beat=beat))) for beat in (0, BEATS_A_PAGE))
    assert first != second


def test_a_sentence_that_fits_has_no_dots() -> None:
    item = shown(spoken(0), Box(0, 0, 1200, 400))
    assert words(item) == LONG + ""
    assert len([mark for mark in item.marks if isinstance(mark, Plate)]) == 1


def test_height_wanted_grows_with_the_sentence_up_to_the_most() -> None:
    setting = Setting(LIBRARY, HOME, EVEN)
    px = setting.body().px
    assert height_of(setting, 4000, 3) == tall(1, px)
    assert tall(2, px) < height_of(setting, 560, 2) < tall(3, px)
