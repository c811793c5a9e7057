"""Journeys as data files."""

from pathlib import Path

import pytest

from kiosk.core import events as e
from kiosk.core.codes.reading import Reading
from kiosk.core.state import Speaking, State
from kiosk.core.units import DurationMs
from kiosk.packs.journeys import BadJourney, CannotGo, Hold, Speech, Tick, Touch, event_of, read_journey
from kiosk.packs.journeys import written as journey_text
from kiosk.packs.robot.play import play
from tests import small

GOOD = """\
journey: pay
about: Pays with help.
moves:
  - {event: Came, seed: 7}
  - event: CodeRead
    reading: {kind: link, domain: a.example}
  - touch: topic-pay
  - hold: stall
  - tick: 1500
  - speech: ended
  - {event: KeyTouched, key: 000}
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "journey.yaml"
    path.write_text(text, "utf-8")
    return path


def test_moves_are_events_or_what_a_hand_does(tmp_path: Path) -> None:
    journey = read_journey(written(tmp_path, GOOD))
    assert (journey.name, journey.about) == ("pay", "Pays with help.")
    assert journey.moves == (
        e.Came(seed=7),
        e.CodeRead(Reading(kind="link", domain="a.example")),
        Touch(touch="topic-pay"),
        Hold(hold="stall"),
        Tick(tick=1500),
        Speech(speech="ended"),
        e.KeyTouched("000"),
    )
    assert journey.lines == (4, 5, 7, 8, 9, 10, 11)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("{event: Came", "{event: Come", "4: `Come` cannot be used; did you mean `Came`?"),
        ("seed: 7", "sed: 7", "4: there is no `sed` here; did you mean `seed`?"),
        ("touch: topic-pay", "tuch: topic-pay", "7: `event` is missing; write one of: Ticked, Came,"),
        ("tick: 1500", "tick: soon", "9: `tick` must be a whole number, but is `soon`"),
        ("speech: ended", "speech: over", "10: `over` cannot be used; choose one of: ended"),
        ("journey: pay", "jorney: pay", "1: `journey` is missing; add a line `journey: …`"),
        ("moves:\n", "moves: {}\nmore:\n", "3: `moves` must be a list; begin each entry with `-`"),
        ("about: Pays", "about: [Pays", "YAML cannot be read"),
    ],
)
def test_slips_are_told_at_their_line(tmp_path: Path, old: str, new: str, says: str) -> None:
    path = written(tmp_path, GOOD.replace(old, new))
    with pytest.raises(BadJourney) as caught:
        read_journey(path)
    assert any(line.startswith(f"{path}:") and says in line for line in str(caught.value).split("\n")), caught.value


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadJourney, match="cannot read this file"):
        read_journey(tmp_path / "none.yaml")


def test_short_forms_mean_what_the_moment_gives() -> None:
    library = small.library()
    state = State(now=DurationMs(500), speaking=Speaking(ticket=4, lines=("a",)))
    things = {"tile": e.TopicChosen("pay")}

    def event(move: Touch | Hold | Tick | Speech | e.Event) -> e.Event:
        return event_of(move, library, state, things.get)

    assert event(Touch(touch="tile")) == e.TopicChosen("pay")
    assert event(Tick(tick=1500)) == e.Ticked(DurationMs(2000))
    assert event(Speech(speech="ended")) == e.SpeechEnded(4)
    assert event(e.WentBack()) == e.WentBack()
    held = event(Hold(hold="stall"))
    assert isinstance(held, e.CodeRead)
    assert held.reading.kind == "vietqr"
    with pytest.raises(CannotGo, match="nothing called `chair` can be touched in attract"):
        event(Touch(touch="chair"))
    with pytest.raises(CannotGo, match="there is no practice card `purse`"):
        event(Hold(hold="purse"))


@pytest.mark.parametrize("camera", [True, False])
def test_a_visit_of_the_robot_can_be_kept_as_a_journey(tmp_path: Path, camera: bool) -> None:
    events = play(small.library(), "fish", "alone", wrong_seed=2, camera=camera).events
    path = written(tmp_path, journey_text("fish", "Wrong: by seed 2", events))
    journey = read_journey(path)
    assert (journey.name, journey.about) == ("fish", "Wrong: by seed 2")
    assert journey.moves == events
