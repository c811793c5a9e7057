"""Sentences without a clip, spoken at once from memory: the real library, children that fail, and a name that must be
found nowhere afterwards."""

import copy
import json
import os
import pickle
import queue
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from kiosk.core.units import LANGS, DurationMs, Lang, Pace
from kiosk.core.words.spoken import sentence, spoken
from kiosk.voice.booth import Booth
from kiosk.voice.clips import Clip, Pcm
from kiosk.voice.live import LONGEST, TRY_AGAIN_AFTER, Live
from kiosk.voice.loudness import loudness
from kiosk.voice.polish import TARGET_LUFS
from kiosk.voice.tasks import Answer, Task
from kiosk.voice.voices import SAMPLE_RATE
from tests.voice.test_worker import ONCE, child

ROOT = Path(__file__).parents[2]
with_engine = pytest.mark.skipif(not shutil.which("espeak-ng"), reason="espeak-ng is not installed")

PAYS: dict[Lang, str] = {
    "vi": "Mã này trả tiền cho LÊ THỊ CHIM QUYÊN, số tài khoản có đuôi 0002, số tiền 120.000 đ.",
    "en": "This code pays LE THI CHIM QUYEN, account ending in 0002, 120.000 đ.",
}

NAME = "LÊ THỊ CHIM QUYÊN, đuôi 0002."


class Listener:
    """Asks, and waits for what is given."""

    def __init__(self, live: Live) -> None:
        self.live = live
        self.given: queue.Queue[Clip | None] = queue.Queue()

    def hear(self, text: str, lang: Lang = "vi", pace: Pace = "normal") -> Clip | None:
        self.live.say(text, lang, pace, self.given.put)
        return self.given.get(timeout=20)


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    listener = Listener(Live())
    yield listener
    listener.live.close()


def samples(clip: Clip | None) -> Any:
    assert clip is not None
    assert clip.sound is not None
    return np.frombuffer(clip.sound.samples, "<i2").astype(np.float32) / 32768


def colour(sound: Any) -> Any:
    """How loud each pitch is on the whole, by which voices differ."""
    blocks = sound[: len(sound) // 1024 * 1024].reshape(-1, 1024) * np.hanning(1024)
    return np.log(np.abs(np.fft.rfft(blocks)).mean(axis=0) + 1e-3)


# --- the sound --------------------------------------------------------------------------------------------------------


@with_engine
@pytest.mark.parametrize("lang", LANGS)
def test_live_speech_sounds_like_a_clip(listener: Listener, lang: Lang) -> None:
    with closing(Booth()) as booth:
        clip = booth.record(PAYS[lang], lang, "normal")
    live = listener.hear(PAYS[lang], lang)
    assert live is not None
    # The engine itself strays: the same sentence again was up to 44 ms longer or shorter, and its words as early.
    assert live.duration == pytest.approx(clip.times.duration, rel=0.01)
    assert np.abs(np.array(live.words) - clip.times.words).max() <= 60
    assert loudness(samples(live), SAMPLE_RATE) == pytest.approx(TARGET_LUFS, abs=1)
    assert np.corrcoef(colour(samples(live)), colour(clip.samples))[0, 1] > 0.99, "0.97 is another voice"


@with_engine
@pytest.mark.parametrize("lang", LANGS)
def test_both_paces_and_a_time_for_every_word(listener: Listener, lang: Lang) -> None:
    normal, slow = (listener.hear(PAYS[lang], lang, pace) for pace in ("normal", "slow"))
    assert normal is not None
    assert slow is not None
    assert normal.duration / slow.duration == pytest.approx(0.85, abs=0.02)
    assert len(normal.words) == len(slow.words) == len(PAYS[lang].split())
    assert list(normal.words) == sorted(normal.words)
    assert normal.path is None


@with_engine
@pytest.mark.parametrize("text", ["", "→ …", "N" * (LONGEST + 1), "1" * 300], ids=["none", "signs", "long", "longsaid"])
def test_what_cannot_be_said_is_a_caption_and_the_next_sentence_is_spoken(listener: Listener, text: str) -> None:
    assert listener.hear(text) is None
    assert listener.hear("Chào bác") is not None


@with_engine
@pytest.mark.parametrize(
    "text", ["1" * 90, "ỖỆẲ" * 30, "<break time='60s'/> [[x]] &", "A\0B\u202eC" * 20, "😀 \ud800 bác"]
)
def test_whatever_stands_on_a_sticker_the_voice_goes_on(listener: Listener, text: str) -> None:
    clip = listener.hear(text)
    assert clip is None or clip.duration < 60_000
    assert listener.hear("Chào bác") is not None


# --- children that fail -----------------------------------------------------------------------------------------------


def test_a_child_that_hangs_costs_one_sentence(tmp_path: Path) -> None:
    sound = ONCE.replace('{"length": 5}', '{"length": 5, "sound": "AAAAAAAA"}')
    listener = Listener(Live(child(sound, str(tmp_path / "hung")), deadline=0.4))
    assert listener.hear("Chào bác") is None
    again = listener.hear("Chào bác")
    listener.live.close()
    assert again is not None
    assert again.duration == 5


def test_without_a_speech_library_sentences_are_captions_and_it_is_tried_again_later(tmp_path: Path) -> None:
    counts = "import sys, pathlib\nwith pathlib.Path(sys.argv[1]).open('a') as file: file.write('x')\nsys.exit(3)"
    now, begun = [100.0], tmp_path / "begun"
    listener = Listener(Live(child(counts, str(begun)), clock=lambda: now[0]))
    assert [listener.hear("Chào bác") for _ in range(3)] == [None] * 3
    assert begun.read_text() == "x"
    now[0] += TRY_AGAIN_AFTER
    assert listener.hear("Chào bác") is None
    listener.live.close()
    assert begun.read_text() == "xx"


def test_what_nobody_waits_for_is_never_spoken_and_closing_twice_is_fine() -> None:
    hangs = "print('{}', flush=True)\nimport sys\nfor line in sys.stdin: sys.stdin.readline()"
    listener = Listener(Live(child(hangs), deadline=0.5))
    listener.live.say("một", "vi", "normal", listener.given.put)
    listener.live.say("hai", "vi", "normal", listener.given.put)
    listener.live.forget()
    listener.live.close()
    listener.live.close()
    listener.live.say("ba", "vi", "normal", listener.given.put)
    assert listener.given.qsize() <= 1


@with_engine
def test_a_child_is_ended_when_nobody_speaks_for_a_while_and_begun_anew() -> None:
    listener = Listener(Live(rest_after=0.01))
    assert listener.hear("Chào bác") is not None
    assert listener.hear("Chào bác") is not None
    listener.live.close()


# --- nothing stays ----------------------------------------------------------------------------------------------------


def test_nothing_on_the_way_says_its_words_in_a_log_or_leaves_memory() -> None:
    clip = Clip(None, DurationMs(5), (), Pcm(b"chim quyen"))
    told = f"{Task(PAYS['vi'], 'vi', 160)} {Answer(sound=b'chim quyen')} {clip}"
    assert "chim" not in told.lower()
    for leave in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="never leaves memory"):
            leave(clip.sound)
    with pytest.raises(TypeError):
        msgspec.msgpack.encode(clip)


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes, dict[str, Any]]:
    """The folder in which a voice lived that spoke a name, what it printed, and what could be seen meanwhile."""
    folder = tmp_path_factory.mktemp("name")
    reading, writing = os.pipe()
    environ = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    environ |= dict.fromkeys(("HOME", "TMPDIR", "XDG_RUNTIME_DIR"), str(folder))
    environ |= {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "SDL_AUDIODRIVER": "dummy"}
    done = subprocess.run(  # noqa: S603 - our own programme
        [sys.executable, "-m", "tests.voice.name_spoken", str(writing)],
        input=NAME.encode(), cwd=folder, env=environ, pass_fds=[writing],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, timeout=60,
    )  # fmt: skip
    os.close(writing)
    with os.fdopen(reading) as back:
        told = back.read()
    assert done.returncode == 0, done.stdout.decode(errors="replace")
    return folder, done.stdout, json.loads(told)


@with_engine
def test_a_name_that_was_spoken_is_in_no_file_on_no_command_line_and_in_no_output(
    left: tuple[Path, bytes, dict[str, Any]],
) -> None:
    folder, printed, seen = left
    assert seen["words"] == len(NAME.split()), "it was really spoken, to the end"
    assert seen["children"] == 1
    assert [file for file in folder.rglob("*") if file.is_file()] == []
    told = json.dumps([seen["lines"], seen["environments"]], ensure_ascii=False).lower()
    said = sentence(spoken("CHIM QUYÊN", "vi")).lower()
    assert [word for word in ("chim", "quyên", said) if word in told + printed.decode().lower()] == []
    assert "kiosk.voice.aloud" in told, "its command line was looked at"


@with_engine
def test_neither_the_voice_nor_its_child_opens_a_file_or_dumps_core_and_the_child_is_gone_in_the_end(
    left: tuple[Path, bytes, dict[str, Any]],
) -> None:
    _, _, seen = left
    assert seen["files"] == []
    assert seen["core"] == [["0", "0"], ["0", "0"]]
    assert seen["left"] == 0
