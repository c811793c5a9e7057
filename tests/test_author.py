"""The author's guide, followed step by step: every file written, every command run, every answer compared."""

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import soundfile

from kiosk.packs.check import check
from kiosk.packs.schema import FILES
from kiosk.recordings import hear, recorded
from kiosk.walk import faults_everywhere
from tests.drawn import ROOT
from tests.guide import GUIDES, blocks, commands, files, followed

GUIDE = GUIDES[0]
WAITS = {"--watch", "make"}
"""Words of commands that go on until somebody ends them: `tests/e2e/test_preview.py` watches, the window tests run."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The kiosk's folder as the reader has it before her."""
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    shutil.copytree(ROOT / "content", tmp_path / "content")  # a link would be copied as a link, and written through
    return tmp_path


def run(line: str, home: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # noqa: S603 - commands of our own document
        ["bash", "-ec", line],  # noqa: S607
        check=False,
        cwd=home,
        capture_output=True,
        text=True,
        timeout=80,
    )


def test_both_languages_build_the_same_lesson() -> None:
    assert blocks(GUIDES[0]) == blocks(GUIDES[1])


@pytest.mark.slow
@pytest.mark.timeout(300)  # it checks all content on all screens, as its reader does
def test_every_command_does_what_the_guide_says(home: Path) -> None:
    run(commands(GUIDE)[0], home)
    followed(GUIDE, home / "other")
    shutil.copytree(home / "other/mine/weather", home / "mine/weather")
    lines = [line for line in commands(GUIDE)[1:] if not WAITS & set(line.split()) and not line.startswith("cp")]
    assert len(lines) >= 8
    said = {}
    for line in lines:
        done = run(line, home)
        assert done.returncode == 0, f"{line}: {done.stdout}{done.stderr}"
        said[line] = done.stdout
    assert said[".venv/bin/kiosk packs check mine"] == "The content is good.\n"
    assert "Sentences changed: 0" in said[".venv/bin/kiosk packs sentences import mine mine.xlsx"]
    assert (home / "out/preview/index.html").exists() and (home / "mine.xlsx").exists()
    assert len(list((home / "out/preview/pictures").glob("*.png"))) == 9 * 2 * 2


def test_the_slip_is_told_as_the_guide_shows_it(home: Path) -> None:
    lesson = followed(GUIDE, home, alone=True) / "weather/lessons/tomorrow.yaml"
    lesson.write_text(lesson.read_text("utf-8").replace("target: tomorrow", "target: tomorow"), "utf-8")
    shown = next(text for kind, text in blocks(GUIDE) if kind == "text" and ".yaml:" in text)
    assert run(".venv/bin/kiosk packs check mine --no-layout", home).stdout == shown


def test_the_recording_is_taken_and_told_when_it_is_stale(home: Path) -> None:
    mine = followed(GUIDE, home, alone=True)
    name = "weather/voices/vi/recorded.yaml"
    (mine / name).parent.mkdir(parents=True)
    (mine / name).write_text(files(GUIDE)[name], "utf-8")
    sound = np.sin(np.arange(3 * 44_100) / 30) * np.hanning(3 * 44_100) * 0.4
    soundfile.write(mine / "weather/voices/vi/xem-nhe.flac", sound, 44_100)
    today = date(2026, 11, 21)
    assert check(mine, today, "en", None, hear) == ()
    assert recorded(mine, home / "clips").made == 1
    lesson = mine / "weather/lessons/tomorrow.yaml"
    lesson.write_text(lesson.read_text("utf-8").replace("Mai trời mưa hay nắng?", "Mai mưa không?"), "utf-8")
    assert [problem.grave for problem in check(mine, today, "en", None, hear)] == [False]


def test_the_lesson_fits_every_screen(home: Path) -> None:
    assert check(followed(GUIDE, home, alone=True), date(2026, 11, 21), "en", faults_everywhere()) == ()


def test_the_editor_is_told_of_schemas_that_are_written() -> None:
    settings = json.loads(next(text for kind, text in blocks(GUIDE) if kind == "json"))
    assert {Path(name).name.split(".")[0] for name in settings["yaml.schemas"]} <= set(FILES)
