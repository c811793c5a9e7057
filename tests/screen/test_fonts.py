import unicodedata
from pathlib import Path

import pytest

from kiosk.scenes.values import Face
from kiosk.screen import faces
from kiosk.screen.fonts import Fonts

FACES = [Face(weight, px) for weight in ("regular", "semibold", "extrabold") for px in (26, 61)]
STACKED = "ỖỆẲẪỄỖỬ"


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Fonts()


def test_the_fonts_the_kiosk_needs_are_installed(fonts: Fonts) -> None:
    assert fonts.missing == ()


@pytest.mark.parametrize("face", FACES, ids=str)
def test_a_line_never_grows_under_stacked_marks(fonts: Fonts, face: Face) -> None:
    heights = {fonts.word(text, face, "#000000").get_height() for text in ("a", "gyọợ", *STACKED)}
    assert heights == {fonts.line_px(face)}


def test_stacked_marks_and_tails_are_not_cut(fonts: Fonts) -> None:
    """Ink that touched the first or last row of its surface would be ink that was cut."""
    for text in (*STACKED, "gyọợ"):
        ink = fonts.word(text, Face("extrabold", 60), "#000000").get_bounding_rect()
        assert ink.top > 0
        assert ink.bottom < fonts.line_px(Face("extrabold", 60))


def test_a_word_is_as_wide_as_measured(fonts: Fonts) -> None:
    for text in ("Chạm vào hình", "120.000 đ", "Wifi"):
        assert fonts.word(text, FACES[1], "#221A33").get_width() == fonts.measure(text, FACES[1])


def test_decomposed_letters_give_the_same_picture(fonts: Fonts) -> None:
    composed, apart = (unicodedata.normalize(form, "Trả tiền được ngay") for form in ("NFC", "NFD"))
    assert composed != apart
    pixels = [bytes(fonts.word(text, FACES[0], "#000000").get_buffer().raw) for text in (composed, apart)]
    assert pixels[0] == pixels[1]


def test_words_of_a_visit_can_be_forgotten() -> None:
    fonts = Fonts()
    typed = fonts.word("120.000", FACES[0], "#000000")
    width = fonts.measure("120.000", FACES[0])
    fonts.forget()
    assert fonts.word("120.000", FACES[0], "#000000") is not typed
    assert fonts.measure("120.000", FACES[0]) == width
    assert fonts.measure.cache_info().misses == 1


def test_an_icon_is_one_glyph_in_its_square(fonts: Fonts) -> None:
    icon = fonts.icon("volume_up", 48, "#221A33")
    assert icon is not None
    assert icon.get_size() == (48, 48)
    assert icon.get_bounding_rect().w > 20


def test_an_unknown_icon_is_told_apart(fonts: Fonts) -> None:
    assert fonts.has_icon("home")
    assert not fonts.has_icon("no_such_icon")
    assert fonts.icon("no_such_icon", 48, "#000000") is None


def test_without_any_font_it_still_writes_and_says_so(tmp_path: Path) -> None:
    bare = Fonts([tmp_path])
    assert bare.measure("Chạm", FACES[0]) > 0
    assert bare.icon("home", 48, "#000000") is None
    assert [sentence.rsplit("Install ")[1] for sentence in bare.missing] == [
        "fonts-open-sans.",
        "fonts-material-design-icons-iconfont.",
    ]


def test_a_family_is_used_whole_or_not_at_all(tmp_path: Path) -> None:
    for name in ("OpenSans-Regular.ttf", "NotoSans-Regular.ttf", "NotoSans-Bold.ttf"):
        (tmp_path / name).touch()
    assert {path.name for path in faces.family([tmp_path]).values()} == {"NotoSans-Regular.ttf", "NotoSans-Bold.ttf"}
