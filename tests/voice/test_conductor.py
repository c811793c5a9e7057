"""Saying orders, with a clock in the hand."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.core.clips import clip_key
from kiosk.core.events import Event, Failed, Recovered, SpeechEnded, WordReached
from kiosk.core.orders import Say, Sound
from kiosk.core.units import DurationMs, Lang, Pace
from kiosk.voice.clips import Clip, Clips, Pcm
from kiosk.voice.conductor import PATIENCE, REST_AFTER, RETRY_AFTER, Conductor
from kiosk.voice.mixer import BadClipError, NoSoundError, SilentMixer
from kiosk.voice.times import Times, write_index

HELLO, FISH, NOBODY = "Chào bác ạ", "Cá tươi đây", "Câu này chưa thu"


class BrokenMixer(SilentMixer):
    """A loudspeaker whose cable can be pulled, whose files can be damaged, and which can hang."""

    pulled = damaged = stuck = False

    def open(self) -> None:
        if self.pulled:
            raise NoSoundError("no card")

    def play(self, clip: Clip) -> None:
        self.open()
        if self.damaged:
            raise BadClipError("torn")
        super().play(clip)

    def position_ms(self) -> int | None:
        return 10 if self.stuck else super().position_ms()


class Hall:
    """A conductor, its clock, what it told and what it played."""

    def __init__(self, folder: Path) -> None:
        self.now = 5_000
        self.told: list[Event] = []
        self.missed: list[Lang] = []
        self.mixer = BrokenMixer(self.clock)
        self.asked: list[tuple[str, Lang, Pace, Callable[[Clip | None], None]]] = []
        self.conductor = self.conductor_of(folder)

    def conductor_of(self, folder: Path, *, live: bool = False) -> Conductor:
        ask = (lambda *asked: self.asked.append(asked)) if live else None
        clips = Clips([folder])
        return Conductor(clips, self.mixer, self.told.append, self.clock, self.missed.append, aloud=ask)

    def clock(self) -> DurationMs:
        return DurationMs(self.now)

    def run(self, until: int) -> list[tuple[int, Event]]:
        """Step as the thread would, up to so many milliseconds from here; what was told, and when."""
        start, found = self.now, []
        while True:
            before = len(self.told)
            wait = self.conductor.step()
            found += [(self.now - start, event) for event in self.told[before:]]
            if wait is None or self.now + wait - start > until:
                self.now = start + until
                return found
            self.now += max(1, round(wait))


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    index = {}
    (tmp_path / "vi").mkdir()
    for text in (HELLO, FISH):
        key = clip_key(text, "vi", "normal")
        (tmp_path / "vi" / f"{key}.ogg").write_bytes(b"")
        index[key] = Times(900, (0, 300, 600))
    write_index(tmp_path / "vi", index)
    return Hall(tmp_path)


@pytest.fixture
def live_hall(hall: Hall, tmp_path: Path) -> Hall:
    hall.conductor = hall.conductor_of(tmp_path, live=True)
    return hall


def say(ticket: int, *lines: str) -> Say:
    return Say(ticket, lines, "vi")


def played(hall: Hall) -> list[str]:
    names = {clip_key(text, "vi", "normal"): text for text in (HELLO, FISH)}
    return [names.get(name, name) for name in hall.mixer.played]


def test_words_are_told_when_they_begin_and_the_end_once(hall: Hall) -> None:
    hall.conductor.say(say(7, HELLO, FISH))
    assert hall.run(5_000) == [
        (0, WordReached(7, 0, 0)),
        (300, WordReached(7, 0, 1)),
        (600, WordReached(7, 0, 2)),
        (1150, WordReached(7, 1, 0)),
        (1450, WordReached(7, 1, 1)),
        (1750, WordReached(7, 1, 2)),
        (2050, SpeechEnded(7)),
    ]
    assert played(hall) == [HELLO, FISH]


def test_a_new_order_ends_the_old_one(hall: Hall) -> None:
    hall.conductor.say(say(1, HELLO))
    hall.run(400)
    hall.conductor.say(say(2, FISH))
    assert {event.ticket for _, event in hall.run(3_000) if isinstance(event, WordReached | SpeechEnded)} == {2}


def test_a_hush_is_silence_at_once(hall: Hall) -> None:
    hall.conductor.say(say(1, HELLO))
    hall.run(400)
    hall.conductor.hush()
    assert hall.mixer.position_ms() is None
    assert hall.run(3_000) == []


def test_lines_are_never_skipped_however_late_a_step_comes(hall: Hall) -> None:
    hall.conductor.say(say(1, HELLO, FISH))
    hall.conductor.step()
    hall.now += 60_000
    hall.run(3_000)
    assert played(hall) == [HELLO, FISH]
    assert hall.told[-1] == SpeechEnded(1)


def test_a_line_without_a_clip_is_counted_and_passes_in_silence(hall: Hall) -> None:
    hall.conductor.say(say(1, NOBODY, HELLO))
    told = hall.run(10_000)
    assert hall.missed == ["vi"]
    assert [event.word for _, event in told if isinstance(event, WordReached) and event.line == 0] == [0, 1, 2, 3]
    first_of_second = next(at for at, event in told if isinstance(event, WordReached) and event.line == 1)
    assert 1_000 < first_of_second < 3_000
    assert played(hall) == [HELLO]


def test_a_damaged_clip_is_like_a_missing_one(hall: Hall) -> None:
    hall.mixer.damaged = True
    hall.conductor.say(say(1, HELLO))
    assert hall.run(3_000)[-1] == (900, SpeechEnded(1))
    assert hall.missed == ["vi"]


def test_without_a_loudspeaker_captions_go_on_and_it_is_told_once(hall: Hall) -> None:
    hall.mixer.pulled = True
    hall.conductor.open()
    hall.conductor.say(say(1, HELLO))
    hall.conductor.effect("tap")
    assert hall.run(3_000)[-1] == (900, SpeechEnded(1))
    assert [event for event in hall.told if isinstance(event, Failed)] == [Failed("voice", "no card")]
    assert WordReached(1, 0, 2) in hall.told


def test_a_loudspeaker_plugged_in_again_is_found_but_not_tried_all_the_time(hall: Hall) -> None:
    hall.mixer.pulled = True
    hall.conductor.open()
    hall.mixer.pulled = False
    hall.conductor.say(say(1, HELLO))
    assert Recovered("voice") not in hall.told
    hall.now += RETRY_AFTER
    hall.conductor.say(say(2, HELLO))
    hall.run(3_000)
    assert Recovered("voice") in hall.told
    assert played(hall) == [HELLO]


def test_a_loudspeaker_that_hangs_does_not_hold_the_visit(hall: Hall) -> None:
    hall.mixer.stuck = True
    hall.conductor.say(say(1, HELLO))
    for _ in range(60):
        hall.conductor.step()
        hall.now += 100
    assert hall.told[-1] == SpeechEnded(1)
    assert any(isinstance(event, Failed) for event in hall.told)


def test_the_device_is_given_back_after_a_while_and_then_nothing_wakes(hall: Hall) -> None:
    hall.conductor.say(say(1, HELLO))
    hall.run(900)
    assert not hall.mixer.resting
    hall.run(REST_AFTER + 10)
    assert hall.mixer.resting
    assert hall.conductor.step() is None


@pytest.mark.parametrize("name", ["tap", "right", "wrong", "done", "miss"])
def test_effects_and_volume_reach_the_mixer(hall: Hall, name: Sound) -> None:
    hall.conductor.effect(name)
    hall.conductor.volume(1)
    assert list(hall.mixer.played) == [name]
    assert hall.mixer.step == 1


# --- spoken live ------------------------------------------------------------------------------------------------------

LIVE = Clip(None, DurationMs(800), (0, 200, 400, 600), Pcm(bytes(4)))


def test_a_line_without_a_clip_is_spoken_live_and_a_line_with_one_never_is(live_hall: Hall) -> None:
    live_hall.conductor.say(Say(7, (HELLO, NOBODY), "vi", "slow"))
    assert [asked[:3] for asked in live_hall.asked] == [(NOBODY, "vi", "slow")]
    live_hall.asked[0][3](LIVE)
    assert live_hall.run(5_000) == [
        (0, WordReached(7, 0, 0)),
        (300, WordReached(7, 0, 1)),
        (600, WordReached(7, 0, 2)),
        (1150, WordReached(7, 1, 0)),
        (1350, WordReached(7, 1, 1)),
        (1550, WordReached(7, 1, 2)),
        (1750, WordReached(7, 1, 3)),
        (1950, SpeechEnded(7)),
    ]
    assert played(live_hall) == [HELLO, "live"]
    assert live_hall.missed == []


def test_a_live_line_is_waited_for_when_its_turn_comes_and_begins_when_it_is_there(live_hall: Hall) -> None:
    live_hall.conductor.say(say(7, NOBODY, FISH))
    assert live_hall.run(180) == []
    live_hall.asked[0][3](LIVE)
    told = live_hall.run(5_000)
    assert told[0] == (0, WordReached(7, 0, 0))
    assert told[-1] == (800 + 250 + 900, SpeechEnded(7))
    assert played(live_hall) == ["live", FISH]


def test_a_live_line_that_does_not_come_passes_in_silence_after_a_while(live_hall: Hall) -> None:
    live_hall.conductor.say(say(7, NOBODY, HELLO))
    told = live_hall.run(20_000)
    assert told[0] == (PATIENCE, WordReached(7, 0, 0))
    assert live_hall.missed == ["vi"]
    live_hall.asked[0][3](LIVE)
    assert told[-1][1] == SpeechEnded(7)
    assert played(live_hall) == [HELLO]


def test_a_live_line_that_cannot_be_spoken_passes_in_silence_at_once(live_hall: Hall) -> None:
    live_hall.conductor.say(say(7, NOBODY))
    live_hall.asked[0][3](None)
    assert live_hall.run(20_000)[0] == (0, WordReached(7, 0, 0))
    assert live_hall.missed == ["vi"]


def test_what_comes_for_an_order_that_is_over_is_never_heard(live_hall: Hall) -> None:
    live_hall.conductor.say(say(1, NOBODY))
    live_hall.conductor.say(say(2, FISH))
    live_hall.asked[0][3](LIVE)
    assert {event.ticket for _, event in live_hall.run(3_000) if isinstance(event, WordReached | SpeechEnded)} == {2}
    assert played(live_hall) == [FISH]
    live_hall.conductor.hush()
    live_hall.asked[0][3](LIVE)
    assert live_hall.run(3_000) == []


def test_live_speech_is_interrupted_like_any(live_hall: Hall) -> None:
    live_hall.conductor.say(say(1, NOBODY))
    live_hall.asked[0][3](LIVE)
    live_hall.run(300)
    assert live_hall.mixer.position_ms() == 300
    live_hall.conductor.hush()
    assert live_hall.mixer.position_ms() is None
    assert live_hall.run(3_000) == []


def test_without_a_loudspeaker_nothing_is_spoken_live(live_hall: Hall) -> None:
    live_hall.mixer.pulled = True
    live_hall.conductor.open()
    live_hall.conductor.say(say(1, NOBODY))
    assert live_hall.asked == []
    assert live_hall.run(20_000)[-1][1] == SpeechEnded(1)
