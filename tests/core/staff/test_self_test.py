"""The test that runs by itself: within ninety seconds in both languages, whatever answers."""

from collections.abc import Callable

import pytest

from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.content.packs import Library
from kiosk.core.staff.pages import PARTS
from kiosk.core.state import House, State
from kiosk.core.units import LANGS, DurationMs, Lang, Part
from kiosk.packs.pacing import spoken_ms
from tests.core.staff.person import Person

TICK = 500
Answers = Callable[[str], e.Event | None]


def healthy(part: str) -> e.Event | None:
    return e.Tested(part, "ask" if part in ("sound", "lamp", "buttons", "printer") else "good")


def empty(part: str) -> e.Event | None:
    return e.Tested(part, "absent")


def silent(_part: str) -> e.Event | None:
    return None


def run(person: Person, answers: Answers, *, voice: bool = True) -> int:
    """Play the machine until the last word of the summary; milliseconds that it took."""
    began, carried, said_at = person.state.now, len(person.orders), person.state.now
    ticket = person.state.speaking.ticket
    while person.staff.page != "summary" or not person.state.speaking.ended:
        assert person.state.now - began < 200_000, "it never ends"
        person.does(e.Ticked(DurationMs(person.state.now + TICK)))
        speaking = person.state.speaking
        if speaking.ticket != ticket:
            ticket, said_at = speaking.ticket, person.state.now
        took = sum(spoken_ms(line, person.state.lang) for line in speaking.lines)
        if voice and not speaking.ended and person.state.now - said_at >= took:
            person.listens()
        for order in person.orders[carried:]:
            event = answers(order.part) if isinstance(order, o.Test) else None
            carried += 1
            if event is not None:
                person.does(event)
        if not voice and person.staff.page == "summary":
            break
    return person.state.now - began


def begun(library: Library, lang: Lang, *broken: Part) -> Person:
    state = State(house=House(lang=lang), broken=frozenset(broken))
    return Person(library, state).opens_page("tests", "self-test")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("answers", [healthy, empty, silent])
def test_it_ends_within_ninety_seconds(library: Library, lang: Lang, answers: Answers) -> None:
    person = begun(library, lang)
    assert run(person, answers) <= 90_000
    assert set(person.staff.tests) == {part.part for part in PARTS}


@pytest.mark.parametrize("lang", LANGS)
def test_it_ends_with_a_voice_that_never_ends_a_sentence(library: Library, lang: Lang) -> None:
    person = begun(library, lang, "voice")
    assert run(person, silent, voice=False) <= 90_000
    assert person.staff.page == "summary"


def test_a_sound_kiosk_takes_a_minute_and_claims_nothing_untried(library: Library) -> None:
    person = begun(library, "vi")
    assert run(person, healthy) <= 60_000
    assert person.staff.tests == {
        "touch": "good",
        "sound": "good",
        "camera": "good",
        "buttons": "ask",
        "lamp": "ask",
        "printer": "ask",
    }
    assert person.staff.note == "summary_ask"


def test_missing_parts_are_told_as_missing(library: Library) -> None:
    person = begun(library, "vi", "camera", "panel")
    run(person, empty)
    assert person.staff.tests == {"touch": "good"} | {part.part: "absent" for part in PARTS[1:]}
    assert person.now_says() == (library.staff.summary_good["vi"],)


def test_what_does_not_answer_is_bad_or_asked_for(library: Library) -> None:
    person = begun(library, "vi")
    run(person, silent)
    assert person.staff.tests["camera"] == "bad"
    assert {person.staff.tests[part] for part in ("buttons", "lamp", "printer")} == {"ask"}
    assert person.now_says() == (library.staff.summary_bad["vi"],)


def test_each_part_is_named_and_its_result_said(library: Library) -> None:
    person = begun(library, "en")
    run(person, healthy)
    said = person.said()
    for part in PARTS:
        assert getattr(library.staff, f"trying_{part.part}")["en"] in said
    assert said.count(library.staff.result_good["en"]) == 3
    assert said.count(library.staff.result_ask["en"]) == 3


def test_the_lamp_burns_in_its_turn_and_no_camera_is_fought_for(library: Library) -> None:
    person = begun(library, "vi")
    run(person, healthy)
    lamps = [order.on for order in person.orders if isinstance(order, o.Lamp) and order.lamp == "help"]
    assert lamps == [True, False]
    assert not any(isinstance(order, o.Look) for order in person.orders)


def test_leaving_it_in_the_middle_ends_it(library: Library) -> None:
    person = begun(library, "vi")
    person.listens().waits(3_000)
    person.touches("back")
    assert (person.staff.page, person.staff.self_test) == ("tests", None)
    person.waits(100_000).does(e.Tested("sound", "bad"))
    assert person.staff.page == "tests"


def test_it_speaks_at_the_normal_pace(library: Library) -> None:
    person = begun(library, "vi").touches("back")
    person.does(e.AskedSlower())
    assert person.touches("open", "self-test").state.pace == "normal"
