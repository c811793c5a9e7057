"""Rows without a word of any language, in words."""

import pytest

from kiosk.core.content.packs import Library
from kiosk.core.content.staff_phrases import StaffPhrases
from kiosk.core.staff.lines import lines
from kiosk.core.staff.pages import PAGES, READ_ALOUD
from kiosk.core.state import State
from kiosk.core.ways import WAYS
from kiosk.scenes.hit import touchable
from kiosk.scenes.picture import picture
from kiosk.scenes.setting import Setting
from kiosk.scenes.staff.menu import PAGES as DRAWN
from kiosk.scenes.staff.told import cut, named, shortened, valued
from kiosk.stats.registry import PROGRAM_LISTS, Registry
from kiosk.stats.schema import PARTS_OF_DAY
from kiosk.update.refusal import WHYS
from tests.scenes.screens import LOOKS
from tests.staff_moments import pages, staff, states

LOOK = LOOKS["7in"]


def setting(library: Library) -> Setting:
    return Setting(library, State(place="staff", staff=staff("counts")), LOOK)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("release", "Bản"),
        ("visits", "Lượt dùng"),
        ("topics_opened/pay", "Mở chủ đề · Trả tiền"),
        ("lessons_opened/pay-by-qr/watch", "Mở bài · Trả tiền bằng mã · Xem mẫu"),
        ("hints/glow", "Gợi ý · chỉ chỗ"),
        ("codes_unreadable/glare", "Không đọc được · bị lóa"),
        ("visits/morning", "Lượt dùng · sáng"),
        ("mistakes/named-by-an-author", "Nhầm · named-by-an-author"),
        ("made-tomorrow/by-somebody", "made-tomorrow/by-somebody"),
    ],
)
def test_names_of_rows(library: Library, name: str, shown: str) -> None:
    assert named(setting(library), name) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("yes", "có"),
        ("days:41", "41 ngày"),
        ("minutes_ago:5", "5 phút trước"),
        ("12-0a2b3c4d", "12-0a2b3c4d"),
        ("https://bai-hoc.example/a", "https://bai-hoc.example/a"),
        ("unheard_of:5", "unheard_of:5"),
        ("days:", "days:"),
    ],
)
def test_values_of_rows(library: Library, value: str, shown: str) -> None:
    assert valued(setting(library), value) == shown


def test_every_counter_and_every_refusal_has_its_word(real_registry: Registry) -> None:
    names = set(StaffPhrases.__struct_fields__)
    assert {f"count_{metric}" for metric in real_registry.metrics} <= names
    assert {f"value_{why}" for why in WHYS} <= names


def test_what_is_too_long_ends_in_points(library: Library) -> None:
    here = setting(library)
    face, long = here.small(), "a" * 200
    shown = cut(here, long, face, 300)
    assert shown.endswith("…")
    assert LOOK.measure(shown, face) <= 300 < LOOK.measure(shown[:-1] + "aa…", face)
    assert (cut(here, "kept", face, 300), cut(here, long, face, 1)) == ("kept", "")


def test_a_label_of_several_parts_keeps_what_tells_it_apart(library: Library) -> None:
    here = setting(library)
    face, label = here.small(), "Mở bài · Một bài có tên dài hơn cả hàng · Xem mẫu"
    shown = shortened(here, label, face, LOOK.measure("Mở bài · Một bài có tên… · Xem mẫu", face))
    assert (shown[:10], shown[-11:]) == ("Mở bài · M", "… · Xem mẫu")
    assert shortened(here, "kept · too", face, 10_000) == "kept · too"
    assert shortened(here, label, face, 1) == ""


def test_every_key_that_the_program_closes_has_its_word(real_registry: Registry, library: Library) -> None:
    closed = {key for keys in PROGRAM_LISTS.values() for key in keys} | set(PARTS_OF_DAY)
    worded = {name.removeprefix("key_") for name in StaffPhrases.__struct_fields__} | set(WAYS)
    assert closed | set(real_registry.keys("codes_unreadable")) <= worded


def test_every_page_is_drawn_and_none_other() -> None:
    assert set(DRAWN) == set(PAGES)


def test_no_sentence_of_the_menu_holds_a_digit_or_a_brace(library: Library) -> None:
    for state in states(library):
        if state.place == "staff" and (state.staff is None or state.staff.page not in READ_ALOUD):
            for words in lines(library, state):
                assert not any(mark.isdigit() or mark in "{}" for text in words.values() for mark in text)


def test_typed_digits_of_a_pin_are_nowhere_in_the_picture(library: Library) -> None:
    for page in ("pin", "choose"):
        state = State(place="staff", staff=staff(page, typed="914725", first="914725"))
        items = picture(library, state, LOOK).items
        shown = [mark.text for item in items for mark in item.marks if hasattr(mark, "text")]
        assert not any("914725" in text or "91" in text for text in (*shown, *(item.says for item in items)))


FEEL_THE_GLASS = {"test-touch", "aim"}
"""Pages on which each touch is a trial; they end with the last one, and by themselves."""


def test_every_page_can_be_left_by_a_finger(library: Library) -> None:
    for one in pages():
        items = picture(library, State(place="staff", staff=one), LOOK).items
        names = {item.name for item in items if touchable(item)}
        assert "leave" in names or one.page in FEEL_THE_GLASS
