"""Finding clips."""

from pathlib import Path

import numpy as np
import soundfile

from kiosk.core.clips import clip_key
from kiosk.core.units import Lang, Pace
from kiosk.voice.clips import Clips
from kiosk.voice.ogg import duration_of, write_ogg
from kiosk.voice.times import Times, read_index, write_index

TEXT = "Bác chạm vào đây"


def recorded(folder: Path, lang: Lang = "vi", pace: Pace = "normal", seconds: float = 1.0) -> Path:
    path = folder / lang / f"{clip_key(TEXT, lang, pace)}.ogg"
    write_ogg(path, np.zeros(int(seconds * 22_050)), 22_050)
    return path


def test_the_first_folder_that_has_it_wins(tmp_path: Path) -> None:
    person, engine = tmp_path / "person", tmp_path / "engine"
    recorded(engine)
    clips = Clips([person, engine])
    assert (found := clips.find(TEXT, "vi")) and found.path and found.path.is_relative_to(engine)
    recorded(person)
    assert (found := clips.find(TEXT, "vi")) and found.path and found.path.is_relative_to(person)


def test_a_recording_without_an_index_has_its_length_and_spread_words(tmp_path: Path) -> None:
    recorded(tmp_path, seconds=1.5)
    found = Clips([tmp_path]).find(TEXT, "vi")
    assert found is not None
    assert found.duration == 1500
    assert len(found.words) == len(TEXT.split())
    assert found.words[0] == 0
    assert list(found.words) == sorted(found.words)


def test_the_index_is_read_when_there_is_one(tmp_path: Path) -> None:
    path = recorded(tmp_path)
    write_index(path.parent, {path.stem: Times(990, (0, 200, 400, 700))})
    found = Clips([tmp_path]).find(TEXT, "vi")
    assert found is not None
    assert (found.duration, found.words) == (990, (0, 200, 400, 700))


def test_slow_falls_back_to_normal_rather_than_to_silence(tmp_path: Path) -> None:
    normal = recorded(tmp_path)
    found = Clips([tmp_path]).find(TEXT, "vi", "slow")
    assert found is not None
    assert found.path == normal
    slow = recorded(tmp_path, pace="slow")
    found = Clips([tmp_path]).find(TEXT, "vi", "slow")
    assert found is not None
    assert found.path == slow


def test_other_text_other_language_no_clip(tmp_path: Path) -> None:
    recorded(tmp_path)
    clips = Clips([tmp_path])
    assert clips.find(TEXT + ".", "vi") is None
    assert clips.find(TEXT, "en") is None


def test_silence_lasts_about_as_long_as_the_sentence_would(tmp_path: Path) -> None:
    clips = Clips([tmp_path])
    normal, slow = clips.find_or_silence(TEXT, "vi"), clips.find_or_silence(TEXT, "vi", "slow")
    assert normal.path is None
    assert 800 < normal.duration < 2000
    assert slow.duration > normal.duration


def test_a_damaged_index_is_no_index(tmp_path: Path) -> None:
    recorded(tmp_path)
    (tmp_path / "vi" / "times.msgpack").write_bytes(b"\x81\xa1")
    assert read_index(tmp_path / "vi") == {}
    found = Clips([tmp_path]).find(TEXT, "vi")
    assert found is not None
    assert found.duration == 1000


def test_what_is_no_vorbis_has_no_length(tmp_path: Path) -> None:
    (tmp_path / "x.ogg").write_bytes(b"OggS but nothing else")
    assert duration_of(tmp_path / "x.ogg") is None
    assert duration_of(tmp_path / "none.ogg") is None


def test_the_same_sound_is_the_same_bytes_on_every_machine_and_plays_as_before(tmp_path: Path) -> None:
    hum = np.sin(np.arange(22_050 * 9) / 20) * 0.3
    for name in ("one", "two"):
        write_ogg(tmp_path / name, hum, 22_050)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    heard, rate = soundfile.read(tmp_path / "one")
    assert (rate, len(heard)) == (22_050, len(hum)), "a page whose checksum is wrong would be left out"
    assert np.abs(heard).max() > 0.2
