"""Lists of recordings: what is said of them, and which sentences they give a voice."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from kiosk.packs.check import check
from kiosk.packs.findings.telling import TABLES
from kiosk.packs.reading.recorded import MOST, Recording, Unfit, recordings
from kiosk.recordings import hear, recorded
from tests.packs.contents import TODAY, copied

SOUND = np.concatenate([np.sin(np.arange(24_000) / 20) * 0.3, np.zeros(2_000)]).astype(np.float32)
HOME = "home vi"


def listed(content: Path, *lines: tuple[str, str], lang: str = "vi") -> Path:
    folder = content / "market/voices" / lang
    folder.mkdir(parents=True, exist_ok=True)
    text = "".join(f'- {{file: {name}, text: "{words}"}}\n' for name, words in lines)
    (folder / "recorded.yaml").write_text(text or "[]\n", "utf-8")
    return folder


def heard(content: Path, lang: Any = "en") -> list[str]:
    return [str(one).removeprefix(f"{content}/") for one in check(content, TODAY, lang, None, hear)]


def test_a_good_recording_has_nothing_to_tell_and_becomes_a_clip(tmp_path: Path) -> None:
    content = copied(tmp_path)
    folder = listed(content, ("ve-dau.flac", HOME))
    soundfile.write(folder / "ve-dau.flac", SOUND, 24_000)
    assert heard(content) == []
    assert recordings(content) == (Recording(folder / "ve-dau.flac", HOME, "vi"),)
    built = recorded(content, tmp_path / "out")
    assert (built.made, built.refused, len(list((tmp_path / "out/vi").glob("*.ogg")))) == (1, (), 1)


def test_a_file_nobody_lists_is_a_reminder(tmp_path: Path) -> None:
    content = copied(tmp_path)
    (listed(content) / "old.ogg").write_bytes(b"")
    told = heard(content)
    assert len(told) == 1 and told[0].startswith("market/voices/vi/old.ogg:1: reminder: `old.ogg` is not played")


@pytest.mark.parametrize(
    ("file", "folder", "known"),
    [("vi/ve-dau.ogg", "vi", "recorded.yaml"), ("fr/recorded.yaml", "fr", "vi, en"), ("ve-dau.ogg", "", "vi, en")],
)
def test_recordings_that_nobody_would_play_are_a_reminder(tmp_path: Path, file: str, folder: str, known: str) -> None:
    content = copied(tmp_path)
    voices = content / "market/voices"
    (voices / file).parent.mkdir(parents=True)
    (voices / file).write_bytes(b"[]\n")
    name = folder or file
    assert heard(content) == [
        f"market/voices/{name}:1: reminder: `{name}` is read by nobody here; rename or delete it, this folder is for: "
        f"{known}"
    ]


def test_a_bad_recording_is_told_only_when_somebody_listens(tmp_path: Path) -> None:
    content = copied(tmp_path)
    (listed(content, ("a.ogg", HOME)) / "a.ogg").write_bytes(b"no sound")
    assert heard(content)[0].startswith("market/voices/vi/recorded.yaml:1: `a.ogg` cannot be opened as sound")
    assert check(content, TODAY, "en") == ()
    assert [one.code for one in recorded(content, tmp_path / "out").refused] == ["sound-unreadable"]


def test_links_and_pipes_are_not_opened(tmp_path: Path) -> None:
    content = copied(tmp_path)
    folder = listed(content, ("link.ogg", HOME), ("folder.ogg", "help vi"))
    (folder / "link.ogg").symlink_to(content / "words.yaml")
    (folder / "folder.ogg").mkdir()
    assert recordings(content) == ()
    assert sum("there is no recording" in line for line in heard(content)) == 2


def test_more_than_anybody_records_is_refused_and_bounded(tmp_path: Path) -> None:
    content = copied(tmp_path)
    listed(content, *((f"{n}.ogg", f"x{n}") for n in range(MOST + 1)))
    assert any(f"more than {MOST} recordings" in line for line in heard(content))


@pytest.mark.parametrize("lang", TABLES)
def test_every_way_a_sound_is_unfit_has_a_sentence(lang: Any, tmp_path: Path) -> None:
    facts = dict.fromkeys(("why", "kind", "most", "seconds", "ms", "letters"), "7")
    for code in (code for code in TABLES["en"][1] if code.startswith("sound-")):
        content = copied(tmp_path / code)
        (listed(content, ("a.ogg", HOME)) / "a.ogg").write_bytes(b"")
        told = check(content, TODAY, lang, None, lambda _one, code=code: Unfit(code, facts))  # type: ignore[misc]
        assert len(told) == 1 and "`a.ogg`" in told[0].text and told[0].grave
