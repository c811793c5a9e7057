"""Recordings of people become clips like all others, and what is no recording never costs more than a look."""

import time
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from kiosk.core.clips import clip_key
from kiosk.voice.clips import Clips
from kiosk.voice.loudness import Samples, loudness
from kiosk.voice.ogg import write_ogg
from kiosk.voice.polish import TARGET_LUFS
from kiosk.voice.recorded import LONGEST_S, UnfitSoundError, build, heard
from kiosk.voice.resample import resampled
from kiosk.voice.voices import SAMPLE_RATE

TEXT = "Bác chạm vào ô Máy ảnh nhé."


def voice(seconds: float = 2.0, rate: int = 48_000, loud: float = 0.2) -> Samples:
    """Something like a voice: a few tones that swell and fall, with quiet at both ends."""
    at = np.arange(int(seconds * rate)) / rate
    tones = sum(np.sin(2 * np.pi * hertz * at) / n for n, hertz in enumerate((180, 360, 720, 1440), start=1))
    swell = np.clip(np.sin(np.pi * at / seconds) * 2 - 0.4, 0, 1) * (0.6 + 0.4 * np.sin(2 * np.pi * 3 * at))
    return np.asarray(tones * swell * loud, dtype=np.float32)


def written(folder: Path, name: str = "xin-chao.flac", samples: Samples | None = None, rate: int = 48_000) -> Path:
    file = folder / name
    soundfile.write(file, voice(rate=rate) if samples is None else samples, rate)
    return file


# --- what becomes of a good one --------------------------------------------------------------------------------------


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("name", ["a.wav", "a.flac", "a.ogg"])
def test_any_usual_file_becomes_a_clip_as_loud_as_the_others(tmp_path: Path, name: str, rate: int) -> None:
    built = build([(written(tmp_path, name, rate=rate), TEXT, "vi")], tmp_path / "out")
    assert (built.made, built.refused) == (1, ())
    clip = tmp_path / "out/vi" / f"{clip_key(TEXT, 'vi', 'normal')}.ogg"
    samples, made_at = soundfile.read(clip)
    assert (made_at, samples.ndim) == (SAMPLE_RATE, 1)
    assert abs(loudness(samples, SAMPLE_RATE) - TARGET_LUFS) < 1
    assert np.abs(samples).max() < 10 ** (-1 / 20)


def test_opus_and_stereo_are_taken(tmp_path: Path) -> None:
    both = np.stack([voice(), voice() * 0.5], axis=1)
    soundfile.write(tmp_path / "a.opus", both, 48_000, format="OGG", subtype="OPUS")
    assert build([(tmp_path / "a.opus", TEXT, "vi")], tmp_path / "out").made == 1


def test_a_recording_is_played_before_the_rendered_voice_and_slow_speech_is_rendered(tmp_path: Path) -> None:
    rendered, recorded = tmp_path / "rendered", tmp_path / "out"
    for pace, seconds in (("normal", 1.0), ("slow", 1.5)):
        file = rendered / "vi" / f"{clip_key(TEXT, 'vi', 'slow' if pace == 'slow' else 'normal')}.ogg"
        write_ogg(file, voice(seconds, SAMPLE_RATE), SAMPLE_RATE)
    build([(written(tmp_path), TEXT, "vi")], recorded)
    clips = Clips((recorded, rendered))
    normal, slow = clips.find(TEXT, "vi"), clips.find(TEXT, "vi", "slow")
    assert normal is not None and normal.path is not None and normal.path.is_relative_to(recorded)
    assert slow is not None and slow.path is not None and slow.path.is_relative_to(rendered)
    assert len(normal.words) == len(TEXT.split()) and normal.words[-1] < normal.duration


def test_what_is_there_is_kept_and_what_nobody_lists_goes(tmp_path: Path) -> None:
    out, file = tmp_path / "out", written(tmp_path)
    assert build([(file, TEXT, "vi")], out).made == 1
    again = build([(file, TEXT, "vi")], out)
    assert (again.made, again.kept, again.removed) == (0, 1, 0)
    written(tmp_path, samples=voice(3.0))
    assert build([(file, TEXT, "vi")], out).made == 1, "another recording under the same name"
    gone = build([], out)
    assert (gone.made, gone.kept, gone.removed) == (0, 0, 1)
    assert list(out.rglob("*.ogg")) == []


@pytest.mark.parametrize("share", [0.0, 0.5], ids=["empty", "half"])
def test_a_clip_that_a_pulled_plug_left_unfinished_is_made_again(tmp_path: Path, share: float) -> None:
    out, file = tmp_path / "out", written(tmp_path)
    build([(file, TEXT, "vi")], out)
    clip = next(out.rglob("*.ogg"))
    whole = clip.read_bytes()
    clip.write_bytes(whole[: int(len(whole) * share)])
    again = build([(file, TEXT, "vi")], out)
    assert (again.made, again.kept, len(clip.read_bytes())) == (1, 0, len(whole))


def test_nothing_recorded_makes_no_folder(tmp_path: Path) -> None:
    build([], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_half_written_clips_of_a_killed_call_are_swept(tmp_path: Path) -> None:
    (tmp_path / "out/vi").mkdir(parents=True)
    (tmp_path / "out/vi/.x.ogg.1.part").write_bytes(b"half")
    (tmp_path / "out/vi/strange.ogg").write_bytes(b"no entry in the index")
    build([(written(tmp_path), TEXT, "vi")], tmp_path / "out")
    assert [file.name for file in (tmp_path / "out/vi").glob("*.ogg")] == [f"{clip_key(TEXT, 'vi', 'normal')}.ogg"]
    assert list((tmp_path / "out/vi").glob(".*")) == []


@pytest.mark.parametrize(("rate", "wanted"), [(48_000, 22_050), (44_100, 22_050), (8_000, 22_050), (22_050, 48_000)])
def test_another_rate_keeps_the_tone(rate: int, wanted: int) -> None:
    at = np.arange(rate) / rate
    made = resampled(np.sin(2 * np.pi * 1000 * at).astype(np.float32), rate, wanted)
    truly = np.sin(2 * np.pi * 1000 * np.arange(len(made)) / wanted)
    inside = slice(wanted // 10, -wanted // 10)
    assert abs(len(made) - wanted) <= 1
    assert np.abs(made - truly)[inside].max() < 0.01


def test_what_the_lower_rate_cannot_hold_is_gone() -> None:
    at = np.arange(48_000) / 48_000
    made = resampled(np.sin(2 * np.pi * 15_000 * at).astype(np.float32), 48_000, 22_050)
    assert np.abs(made[2000:-2000]).max() < 0.01


# --- what is refused -------------------------------------------------------------------------------------------------


def a_day(folder: Path) -> Path:
    """A head that promises 24 hours, and no sound: 44 bytes."""
    file = folder / "day.wav"
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(8_000)
        out.writeframes(b"")
    raw = bytearray(file.read_bytes())
    raw[40:44] = (24 * 3600 * 8_000 * 2).to_bytes(4, "little")
    raw[4:8] = (24 * 3600 * 8_000 * 2 + 36).to_bytes(4, "little")
    file.write_bytes(raw)
    return file


def silence_of_a_day(folder: Path) -> Path:
    """An hour of silence in a file of a few kilobytes: small on the disk, large when opened."""
    file = folder / "hour.flac"
    with soundfile.SoundFile(file, "w", 8_000, 1) as out:
        for _ in range(60):
            out.write(np.zeros(60 * 8_000, np.float32))
    assert file.stat().st_size < 2**20
    return file


def overdriven(folder: Path) -> Path:
    return written(folder, samples=np.clip(voice(loud=2.0), -1, 1))


def with_letters(folder: Path) -> Path:
    file = folder / "a.ogg"
    file.write_bytes(b"Not a sound at all")
    return file


def cut_off(folder: Path) -> Path:
    file = written(folder, "a.ogg")
    file.write_bytes(file.read_bytes()[:200])
    return file


def mp3(folder: Path) -> Path:
    file = folder / "a.ogg"
    soundfile.write(file, voice(), 48_000, format="MP3")
    return file


BAD: dict[str, tuple[Callable[[Path], Path], str]] = {
    "day": (a_day, "sound-(long|silent|unreadable)"),
    "hour": (silence_of_a_day, "sound-long"),
    "silent": (lambda folder: written(folder, samples=voice(loud=0.002)), "sound-silent"),
    "empty": (lambda folder: written(folder, samples=np.zeros(0, np.float32)), "sound-(silent|unreadable)"),
    "clipped": (overdriven, "sound-clipped"),
    "short": (lambda folder: written(folder, samples=voice(0.3)), "sound-short"),
    "text": (with_letters, "sound-unreadable"),
    "cut": (cut_off, "sound-unreadable"),
    "mp3": (mp3, "sound-kind"),
    "four channels": (lambda folder: written(folder, samples=np.stack([voice()] * 4, axis=1)), "sound-kind"),
    "gone": (lambda folder: folder / "gone.ogg", "sound-unreadable"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_recording_is_named_and_left_out(tmp_path: Path, name: str) -> None:
    make, code = BAD[name]
    file = make(tmp_path)
    with pytest.raises(UnfitSoundError, match=code):
        heard(file, TEXT, "vi")
    built = build([(file, TEXT, "vi")], tmp_path / "out")
    assert (built.made, [one.path for one in built.refused]) == (0, [file])
    assert list((tmp_path / "out").rglob("*.ogg")) == []


def test_a_large_file_is_not_opened(tmp_path: Path) -> None:
    with (tmp_path / "a.wav").open("wb") as file:
        file.truncate(10 * 2**30)  # sparse: ten gigabytes by name
    with pytest.raises(UnfitSoundError, match="sound-big"):
        heard(tmp_path / "a.wav", TEXT, "vi")


def test_the_longest_recording_takes_a_moment(tmp_path: Path) -> None:
    file = written(tmp_path, samples=voice(LONGEST_S - 0.1))
    began = time.monotonic()
    assert build([(file, TEXT, "vi")], tmp_path / "out").made == 1
    assert time.monotonic() - began < 10
