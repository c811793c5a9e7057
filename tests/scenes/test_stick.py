"""The page of a stick on every screen: readable, its bar truthful, its one button right for the moment."""

from typing import get_args

import pytest
from msgspec.structs import replace

from kiosk.core import events as e
from kiosk.core.content.packs import Library
from kiosk.core.content.stick_phrases import StickPhrases
from kiosk.core.events import StickStage
from kiosk.core.renewing import FINAL
from kiosk.core.state import House, State, Stick
from kiosk.core.units import LANGS
from kiosk.scenes.check import faults
from kiosk.scenes.picture import picture
from kiosk.scenes.values import Box, Ink, Item, Picture, Plate
from kiosk.update.refusal import WHYS
from tests.moments import SIZES, spoken, voiceless
from tests.scenes.screens import LOOKS

STAGES: tuple[StickStage, ...] = get_args(StickStage)
WORKING = tuple(stage for stage in STAGES if stage != "fault")


def sticks() -> list[Stick]:
    """Every page there is."""
    counted = [Stick("copying", done, 8_000) for done in (0, 7, 8_000)]
    return [*(Stick(stage) for stage in WORKING), *counted, *(Stick("fault", why=why) for why in WHYS)]


def items(library: Library, stick: Stick, look: str = "10in") -> dict[str, Item]:
    scene = picture(library, State(place="stick", stick=stick), LOOKS[look])
    return {item.name: item for item in scene.items}


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_can_be_read_and_touched(library: Library, look: str) -> None:
    for lang in LANGS:
        for size in SIZES:
            for stick in sticks():
                state = State(house=House(lang=lang), lang=lang, size=size, place="stick", stick=stick)
                for moment in (*spoken(library, state), *voiceless(state)):
                    assert faults(picture(library, moment, LOOKS[look]), LOOKS[look]) == (), (stick, lang, size)


def test_every_drawing_there_is_and_no_stage_looks_like_pulling_out_while_it_must_stay(library: Library) -> None:
    shown = {stick.stage: drawing(library, stick) for stick in sticks()}
    assert set(shown.values()) <= set(library.pictures)
    assert {stage for stage, name in shown.items() if name == "stick-out"} == {"removable", "given"}


def drawing(library: Library, stick: Stick) -> str:
    mark = items(library, stick)["drawing"].marks[0]
    assert isinstance(mark, Picture)
    return mark.name


def test_the_button_is_the_whole_screen_and_right_for_the_moment(library: Library) -> None:
    means = {stick.stage: items(library, stick) for stick in sticks()}
    touched = {stage: next(item for item in found.values() if item.means) for stage, found in means.items()}
    whole = Box(0, 0, LOOKS["10in"].width, LOOKS["10in"].height)
    assert {item.box for item in touched.values()} == {whole}
    assert {stage for stage, item in touched.items() if item.means == e.WentHome()} == FINAL
    assert {stage for stage, item in touched.items() if item.means == e.Came()} == {"removable", "testing", "voicing"}


def filled(library: Library, stick: Stick) -> float:
    """Share of the bar that is filled."""
    track, *share = [mark.box.w for mark in items(library, stick)["progress"].marks if isinstance(mark, Plate)]
    return share[0] / track if share else 0.0


def test_the_bar_only_grows(library: Library) -> None:
    way = [
        Stick("found"), Stick("checking"), *(Stick("copying", done, 40) for done in range(41)), Stick("removable"),
        *(Stick("testing", done, 9) for done in range(10)), *(Stick("voicing", done, 9) for done in range(10)),
        Stick("ready"),
    ]  # fmt: skip
    shares = [filled(library, stick) for stick in way]
    assert shares == sorted(shares)
    assert (shares[0] > 0, shares[-1]) == (True, 1.0)


@pytest.mark.parametrize("stick", [Stick("copying", 9, 3), Stick("copying", -4, 3), Stick("testing", 10**30, 1)])
def test_strange_numbers_break_nothing(library: Library, stick: Stick) -> None:
    assert 0 <= filled(library, replace(stick)) <= 1


def test_files_are_counted_while_they_are_copied(library: Library) -> None:
    written = {stick.stage: words(items(library, stick)["progress"]) for stick in sticks() if stick.stage != "fault"}
    assert written.pop("copying") == "8000/8000 tệp"
    assert set(written.values()) == {""}


def words(item: Item) -> str:
    return " ".join(mark.text for mark in item.marks if isinstance(mark, Ink))


def test_there_is_a_sentence_for_every_stage_and_every_refusal() -> None:
    stages = {stage.replace("-", "_") for stage in WORKING}
    assert set(StickPhrases.__struct_fields__) == stages | {f"fault_{why}" for why in WHYS} | {
        "count",
        "nothing_changed",
    }
