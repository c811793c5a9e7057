"""Each fault is found, and a good scene has none."""

import pytest
from msgspec.structs import replace

from kiosk.core import events as e
from kiosk.scenes.check import faults, grounds
from kiosk.scenes.contrast import contrast
from kiosk.scenes.values import Box, Face, Icon, Ink, Item, Mark, Plate, Scene, Veil
from tests.scenes.screens import EVEN

FACE = Face("semibold", 40)
BOX = Box(100, 100, 200, 120)


def ink(text: str = "Nghe", colour: str = "#221A33", px: int = 40) -> Ink:
    return Ink(Box(180, 130, len(text) * px // 2, 56), text, Face("semibold", px), colour)


def icon() -> Icon:
    return Icon(Box(110, 130, 50, 50), "volume_up", "#221A33")


def button(*marks: Mark, name: str = "again", box: Box = BOX) -> Item:
    shown = marks or (Plate(box, "#FFFFFF"), icon(), ink())
    return Item(name, "button", box, shown, says="Nghe lại", means=e.AskedAgain())


def found(*items: Item) -> str:
    return "\n".join(faults(Scene(1280, 800, "#FFF8EC", items), EVEN))


def test_a_good_scene_has_no_fault() -> None:
    assert found(button()) == ""


@pytest.mark.parametrize(
    ("item", "fault"),
    [
        (button(icon(), ink(), box=Box(1200, 100, 200, 120)), "again stands out of the screen."),
        (button(icon(), ink("Nghe lại nhé")), "“Nghe lại nhé” stands out of the box of again."),
        (button(icon(), replace(ink(), box=Box(180, 130, 70, 56))), "“Nghe” of again is wider than its box."),
        (button(icon(), ink(px=30)), "“Nghe” of again is smaller than can be read."),
        (button(icon(), ink(colour="#7A7A7A")), "“Nghe” of again has a contrast of 4.1 : 1 on #FFF8EC."),
        (button(replace(icon(), colour="#CCCCCC"), ink()), "the sign volume_up of again has a contrast of 1.5 : 1"),
        (button(ink()), "again has no picture."),
        (button(icon()), "again has no word."),
        (replace(button(), says=""), "again says nothing."),
        (button(icon(), ink(), box=Box(100, 100, 200, 117)), "again is smaller than 20 mm."),
        (button(icon(), Plate(Box(120, 120, 0, 4), "#FFFFFF"), ink()), "Plate of again has no room at all."),
    ],
)
def test_every_fault_is_told(item: Item, fault: str) -> None:
    assert fault in found(item)


def test_targets_of_the_phone_may_be_16_mm() -> None:
    target = Item("t", "target", Box(100, 100, 95, 95), (icon(), ink()), says="Ví", means=e.TargetTouched("t"))
    assert "16 mm" not in found(target)
    assert "t is smaller than 16 mm." in found(replace(target, box=Box(100, 100, 95, 94)))


def test_controls_keep_three_millimetres_apart() -> None:
    near = button(icon(), ink(), name="near", box=Box(317, 100, 200, 120))
    assert "again and near are closer than 3 mm." in found(button(), near)
    assert "closer" not in found(button(), replace(near, box=Box(318, 100, 200, 120)))
    assert "again and near overlap." in found(button(), replace(near, box=Box(299, 100, 200, 120)))


def test_names_are_unique() -> None:
    assert "Two items are named again." in found(button(), button())


def test_what_the_phone_shows_stays_in_its_screen() -> None:
    screen = Plate(Box(10, 10, 380, 580), "#FFFFFF")
    phone = Item("phone", "decor", Box(0, 0, 400, 600), (Plate(Box(0, 0, 400, 600), "#000000"), screen))
    text = Item("text:1", "text", Box(20, 560, 100, 56), says="Ví")
    assert "text:1 does not fit in the phone." in found(phone, text)
    assert "fit" not in found(phone, replace(text, box=Box(20, 500, 100, 56)))


def test_a_digit_is_its_own_picture() -> None:
    key = Item("key:1", "key", BOX, (ink("1"),), says="1", means=e.KeyTouched("1"))
    assert found(key) == ""
    assert "key:1 has no picture." in found(replace(key, marks=(ink("Xóa"),)))


def test_dead_and_veiled_words_need_no_contrast() -> None:
    pale = button(icon(), ink(colour="#BBBBBB"))
    assert "contrast" in found(pale)
    assert found(replace(pale, dead=True)) == ""
    assert found(pale, Item("veil", "decor", BOX, (Veil(BOX, "#FFFFFF", 150),))) == ""


def test_the_ground_is_what_lies_under_every_part_of_a_word() -> None:
    line = Box(0, 0, 100, 20)
    card, gold = Plate(Box(0, 0, 200, 50), "#FFFFFF"), Plate(Box(40, 0, 30, 20), "#FFE08A")
    assert grounds("#FFF8EC", line, []) == ("#FFF8EC",)
    assert grounds("#FFF8EC", line, [gold, card]) == ("#FFFFFF",)
    assert grounds("#FFF8EC", line, [card, gold]) == ("#FFFFFF", "#FFE08A")
    assert grounds("#FFFFFF", line, [Veil(Box(0, 0, 200, 50), "#000000", 255)]) == ("#000000",)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#0B6E4F") == pytest.approx(6.25, abs=0.01)
