"""Real rendering with the real engine: the Huế voice, the two paces, nothing made twice."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from kiosk.core.clips import clip_key
from kiosk.core.units import Lang, Pace
from kiosk.core.words.spoken import sentence, spoken
from kiosk.voice.booth import ENGINE, TIMING, Booth
from kiosk.voice.clips import Clips
from kiosk.voice.loudness import Samples
from kiosk.voice.ogg import duration_of
from kiosk.voice.polish import read_wave
from kiosk.voice.render import Sentence, prune, render, render_all
from kiosk.voice.spread import word_starts
from kiosk.voice.tasks import Answer, Task
from kiosk.voice.times import Times, read_index, write_index
from kiosk.voice.voices import ACCENTS, VOICES, voice_of
from kiosk.voice.worker import Worker

ESPEAK = shutil.which("espeak-ng") or ""
pytestmark = pytest.mark.skipif(not ESPEAK, reason="espeak-ng is not installed")

PAY = "Bác trả 120.000 đ cho cô Ba, rồi xem biên lai."
READ = "Before you pay, read the name aloud."


@pytest.fixture
def engine() -> Iterator[Worker]:
    worker = Worker(ENGINE, 15)
    yield worker
    worker.close()


@pytest.fixture
def timing() -> Iterator[Worker]:
    worker = Worker(TIMING, 15)
    yield worker
    worker.close()


def spectrum(path: Path) -> Samples:
    """Log power of frames of 23 ms: alike for one voice saying one sentence, whatever the phases."""
    samples = read_wave(path)
    shaped = samples[: len(samples) // 512 * 512].reshape(-1, 512) * np.hanning(512)
    return np.asarray(np.log(1e-3 + np.abs(np.fft.rfft(shaped, axis=1))))


def test_the_voice_is_the_one_from_hue(engine: Worker, tmp_path: Path) -> None:
    """As long as what the command line makes with that voice, to the millisecond, and alike in spectrum; not so the
    northern and southern voices. (The very first sentence of a process is even equal byte for byte.)
    """
    said = sentence(spoken(PAY, "vi"))
    engine.ask(Task(said, voice_of("vi", "central").id, 160, str(tmp_path / "ours.wav")))
    ours = tmp_path / "ours.wav"
    unlike = {}
    for name in ("vi-vn-x-central", "vi", "vi-vn-x-south"):
        theirs = tmp_path / f"{name}.wav"
        subprocess.run((ESPEAK, "-v", name, "-s", "160", "-w", theirs, said), check=True)  # noqa: S603 - as a user would
        shorter = min(len(spectrum(ours)), len(spectrum(theirs)))
        unlike[name] = float(np.abs(spectrum(ours)[:shorter] - spectrum(theirs)[:shorter]).mean())
        same_length = abs(len(read_wave(ours)) - len(read_wave(theirs))) < 22
        assert same_length == (name == "vi-vn-x-central")
    assert 2 * unlike["vi-vn-x-central"] < min(unlike["vi"], unlike["vi-vn-x-south"])


def test_a_voice_that_is_not_there_is_told(engine: Worker, timing: Worker) -> None:
    assert "no voice 'vi-hue'" in engine.ask(Task("a", "vi-hue", 160, "/dev/null")).why
    assert "no voice 'vi-hue'" in timing.ask(Task("a", "vi-hue", 160)).why


def test_sentences_of_both_languages_and_paces_in_turn_keep_their_rate(engine: Worker, tmp_path: Path) -> None:
    lengths: dict[tuple[str, int], set[int]] = {}
    for _ in range(3):
        for lang, voice in VOICES.items():
            for rate in voice.rates.values():
                engine.ask(Task("Ba, hai, một, không", voice.id, rate, str(tmp_path / "x.wav")))
                lengths.setdefault((lang, rate), set()).add(len(read_wave(tmp_path / "x.wav")) // 1103)
    assert all(max(found) - min(found) <= 1 for found in lengths.values())
    assert len({max(found) for found in lengths.values()}) == 4


def test_a_rendering_makes_keeps_and_renews(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    told: list[tuple[str, Lang]] = [(PAY, "vi"), (READ, "en"), (PAY, "vi")]
    first = render_all(told, tmp_path, progress=lambda done, of: seen.append((done, of)))
    assert (first.made, first.kept, first.refused) == (4, 0, ())
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert {path.stem for path in (tmp_path / "effects").iterdir()} == {"tap", "right", "wrong", "done", "miss"}
    again = render_all(told, tmp_path)
    assert (again.made, again.kept) == (0, 4)
    assert again.seconds < 0.5
    assert not list(tmp_path.rglob("*.part"))

    index, key = read_index(tmp_path / "vi"), clip_key(PAY, "vi", "normal")
    assert index[key].duration == duration_of(tmp_path / "vi" / f"{key}.ogg")
    write_index(tmp_path / "vi", index | {key: type(index[key])(1, (), "other words")})
    assert render([Sentence(PAY, "vi"), Sentence(PAY, "vi", "slow")], tmp_path).made == 1

    clips = Clips([tmp_path])
    normal, slow = clips.find(PAY, "vi"), clips.find(PAY, "vi", "slow")
    assert normal is not None
    assert slow is not None
    assert len(normal.words) == len(PAY.split())
    assert list(normal.words) == sorted(normal.words)
    assert normal.duration / slow.duration == pytest.approx(0.85, abs=0.02)
    syllables = len(sentence(spoken(PAY, "vi")).split())
    assert 200 <= syllables * 60_000 / normal.duration <= 250


def test_clips_that_nothing_says_any_more_are_removed_but_no_recording_of_a_person(tmp_path: Path) -> None:
    paces: tuple[Pace, ...] = ("normal", "slow")
    index = {(text, pace): Times(900, (0, 450), "made") for text in ("Chào bác", "Câu cũ") for pace in paces}
    keys = {told: clip_key(told[0], "vi", told[1]) for told in index}
    (tmp_path / "vi").mkdir()
    for key in (*keys.values(), "recorded-by-a-person"):
        (tmp_path / "vi" / f"{key}.ogg").write_bytes(b"")
    write_index(tmp_path / "vi", {keys[told]: times for told, times in index.items()})

    assert prune([("Chào bác", "vi")], tmp_path) == 2
    wanted = {keys["Chào bác", "normal"], keys["Chào bác", "slow"]}
    assert {path.stem for path in (tmp_path / "vi").glob("*.ogg")} == wanted | {"recorded-by-a-person"}
    assert set(read_index(tmp_path / "vi")) == wanted
    assert prune([("Chào bác", "vi")], tmp_path) == 0


def test_what_cannot_be_said_is_refused(tmp_path: Path) -> None:
    report = render([Sentence("→ …", "vi")], tmp_path, booths=lambda accent: [Booth(accent=accent)])
    assert report.refused[0].why == "there is nothing in it to be said"


def test_recording_and_timing_agree(timing: Worker, tmp_path: Path) -> None:
    booth = Booth()
    recording = booth.record(PAY, "vi", "normal")
    booth.close()
    tokens = spoken(PAY, "vi")
    answer = timing.ask(Task(sentence(tokens), ACCENTS["central"], VOICES["vi"].rates["normal"]))
    assert answer.length == pytest.approx(recording.times.duration, rel=0.1)
    assert recording.times.words[-1] < recording.times.duration


def test_the_first_event_of_a_token_counts_and_a_token_without_one_waits_for_the_next() -> None:
    tokens = spoken("Trả 25% – rồi đi", "vi")
    assert sentence(tokens) == "Trả hai mươi lăm phần trăm, rồi đi"
    events = Answer(length=3000, words=((0, 10), (-1, 20), (4, 300), (8, 500), (13, 700), (28, 1500), (32, 1900)))
    assert word_starts(tokens, events, cut_ms=10, duration=2500) == (0, 290, 1490, 1490, 1890)


def test_without_events_words_are_spread_by_letters() -> None:
    assert word_starts(spoken("một hai", "vi"), Answer(), 0, 700) == (0, 400)


def test_another_accent_makes_every_vietnamese_clip_anew(tmp_path: Path) -> None:
    told: tuple[tuple[str, Lang], ...] = (("Chào bác", "vi"), ("Hello", "en"))
    render_all(told, tmp_path)
    heard = (tmp_path / "vi" / f"{clip_key('Chào bác', 'vi', 'normal')}.ogg").read_bytes()
    other = render_all(told, tmp_path, accent="southern")
    assert (other.made, other.kept) == (2, 2), "English has one accent"
    assert (tmp_path / "vi" / f"{clip_key('Chào bác', 'vi', 'normal')}.ogg").read_bytes() != heard
    assert render_all(told, tmp_path, accent="southern").made == 0
