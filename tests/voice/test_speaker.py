"""The voice with its thread, its mixer and SDL's silent sound driver; and how light it is to load."""

import queue
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from kiosk.core.clips import clip_key
from kiosk.core.events import Event, Failed, SpeechEnded, WordReached
from kiosk.core.orders import Say
from kiosk.core.units import DurationMs, Lang, Pace
from kiosk.voice.clips import Clip, Clips, Pcm
from kiosk.voice.live import Live
from kiosk.voice.mixer import NoSoundError, SilentMixer
from kiosk.voice.ogg import write_ogg
from kiosk.voice.pygame_mixer import PygameMixer
from kiosk.voice.speaker import HANGS_AFTER, Speaker
from tests.bench.display import until
from tests.ticking import Clock

TEXT = "Chào bác"


def clock() -> DurationMs:
    return DurationMs(int(time.monotonic() * 1000))


@pytest.fixture
def clips(tmp_path: Path) -> Path:
    noise = np.random.default_rng(1).normal(size=6_615) * 0.1
    write_ogg(tmp_path / "vi" / f"{clip_key(TEXT, 'vi', 'normal')}.ogg", noise, 22_050)
    write_ogg(tmp_path / "effects" / "tap.ogg", noise[:1_000], 22_050)
    return tmp_path


@pytest.fixture
def told() -> "queue.Queue[Event]":
    return queue.Queue()


@pytest.fixture
def speaker(clips: Path, told: "queue.Queue[Event]", monkeypatch: pytest.MonkeyPatch) -> Iterator[Speaker]:
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    speaker = Speaker(Clips([clips]), PygameMixer(clips / "effects"), told.put, clock)
    yield speaker
    speaker.close()


def until_end(told: "queue.Queue[Event]") -> list[Event]:
    found: list[Event] = []
    while not found or not isinstance(found[-1], SpeechEnded):
        found.append(told.get(timeout=5))
    return found


def test_speech_runs_to_its_end_through_the_real_mixer(speaker: Speaker, told: "queue.Queue[Event]") -> None:
    began = time.monotonic()
    speaker.say(Say(3, (TEXT,), "vi"))
    speaker.effect("tap")
    speaker.volume(1)
    assert until_end(told) == [WordReached(3, 0, 0), WordReached(3, 0, 1), SpeechEnded(3)]
    assert 0.25 < time.monotonic() - began < 2


def test_a_new_order_interrupts(speaker: Speaker, told: "queue.Queue[Event]") -> None:
    speaker.say(Say(1, (TEXT,) * 20, "vi"))
    told.get(timeout=5)
    speaker.say(Say(2, (TEXT,), "vi"))
    found = until_end(told)
    assert found[-1] == SpeechEnded(2)
    assert SpeechEnded(1) not in found


def test_a_hush_ends_it_and_closing_twice_is_fine(speaker: Speaker, told: "queue.Queue[Event]") -> None:
    speaker.say(Say(1, (TEXT,) * 20, "vi"))
    told.get(timeout=5)
    speaker.hush()
    speaker.say(Say(2, (), "vi"))
    assert until_end(told)[-1] == SpeechEnded(2)
    speaker.close()
    speaker.close()


def test_live_sound_plays_beside_effects_ends_by_itself_and_stops_at_once(
    clips: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    mixer = PygameMixer(clips / "effects")
    clip = Clip(None, DurationMs(200), (0, 100), Pcm(bytes(2 * 22_050 // 5)))
    mixer.play(clip)
    for _ in range(12):
        mixer.effect("tap")  # more of them than there are channels
    assert (position := mixer.position_ms()) is not None
    assert until(lambda: mixer.position_ms() is None, 5) < 2
    assert 0 <= position < 200
    mixer.play(clip)
    mixer.volume(0)
    mixer.stop()
    assert mixer.position_ms() is None
    mixer.play(clip)
    mixer.rest()
    assert mixer.position_ms() is None


class Cannot(Live):
    """A voice without its library."""

    def say(self, text: str, lang: Lang, pace: Pace, given: Callable[[Clip | None], None]) -> None:
        given(None)


def test_without_a_speech_library_a_line_without_a_clip_is_silent_counted_and_captioned(
    clips: Path, told: "queue.Queue[Event]"
) -> None:
    missed: list[Lang] = []
    speaker = Speaker(Clips([clips]), SilentMixer(clock), told.put, clock, missed.append, live=Cannot())
    speaker.say(Say(1, ("Cá tươi",), "vi"))
    assert until_end(told) == [WordReached(1, 0, 0), WordReached(1, 0, 1), SpeechEnded(1)]
    speaker.close()
    assert missed == ["vi"]


def test_without_a_sound_card_the_reason_is_a_sentence(clips: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "nosuchdriver")
    with pytest.raises(NoSoundError, match=r"The loudspeaker cannot be opened: .*Check that a sound card"):
        PygameMixer(clips / "effects").open()


def test_without_a_sound_card_the_visit_hears_of_it_and_captions_run(
    clips: Path, told: "queue.Queue[Event]", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "nosuchdriver")
    speaker = Speaker(Clips([clips]), PygameMixer(clips / "effects"), told.put, clock)
    speaker.say(Say(1, (TEXT,), "vi"))
    found = until_end(told)
    speaker.close()
    assert isinstance(found[0], Failed)
    assert found[1:] == [WordReached(1, 0, 0), WordReached(1, 0, 1), SpeechEnded(1)]


class Startled(SilentMixer):
    def play(self, clip: object) -> None:
        raise ZeroDivisionError("nobody foresaw this")


def test_an_error_nobody_foresaw_silences_the_voice_but_ends_the_order(clips: Path) -> None:
    told: queue.Queue[Event] = queue.Queue()
    speaker = Speaker(Clips([clips]), Startled(clock), told.put, clock)
    speaker.say(Say(1, (TEXT,), "vi"))
    found = until_end(told)
    speaker.say(Say(2, (TEXT,), "vi"))
    assert until_end(told)[-1] == SpeechEnded(2)
    speaker.close()
    assert isinstance(found[0], Failed)
    assert re.search(r"ZeroDivisionError at test_speaker\.py:\d+\.$", found[0].why), "where, but not in what words"


class Held(SilentMixer):
    """A loudspeaker whose driver lets go of nothing until it is told to."""

    def __init__(self) -> None:
        super().__init__(clock)
        self.reached, self.free = threading.Event(), threading.Event()

    def play(self, clip: object) -> None:
        self.reached.set()
        self.free.wait()


def test_a_loudspeaker_that_does_not_come_back_is_noticed(clips: Path) -> None:
    told: queue.Queue[Event] = queue.Queue()
    now, held = Clock(), Held()
    speaker = Speaker(Clips([clips]), held, told.put, now)
    speaker.say(Say(1, (TEXT,), "vi"))
    assert held.reached.wait(timeout=5)
    assert not speaker.hangs(), "it may only be slow"
    now.now = DurationMs(now.now + HANGS_AFTER)
    assert speaker.hangs()
    held.free.set()
    assert until(lambda: not speaker.hangs(), seconds=5)
    speaker.close()


def test_speaking_loads_no_heavy_library_before_the_device_is_opened() -> None:
    script = (
        "import sys; import kiosk.voice.speaker, kiosk.voice.pygame_mixer\n"
        "sys.exit(' '.join({'pygame', 'numpy', 'soundfile', 'pyttsx3'} & set(sys.modules)) or 0)"
    )
    found = subprocess.run((sys.executable, "-c", script), check=False, capture_output=True)  # noqa: S603 - our own words
    assert found.stderr == b""
