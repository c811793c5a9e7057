"""Speech of a release: what nobody says any more is thrown away, but not what a kiosk may go back to."""

import os
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.core.content.packs import Library
from kiosk.packs.shelf import packed
from kiosk.proof import voice_release

RENDERED = Path(__file__).parents[2] / "build/voice"


def unheard(done: int, of: int, at: str = "") -> None:
    """Nobody waits."""


def clips(folder: Path) -> int:
    return sum(1 for _ in folder.rglob("*.ogg"))


@pytest.mark.skipif(not any(RENDERED.glob("vi/*.ogg")), reason="no speech was rendered: there is no synthesiser")
def test_clips_of_lessons_that_are_gone_go_once_nobody_can_go_back_to_them(tmp_path: Path, library: Library) -> None:
    voice = shutil.copytree(RENDERED, tmp_path / "voice", copy_function=os.link)
    before, after = tmp_path / "before", tmp_path / "after"
    before.write_bytes(packed(library))
    # Only lessons and apps are left out: a clip that is kept is one that need not be rendered here.
    after.write_bytes(packed(replace(library, lessons={}, apps={})))
    full = clips(voice)
    assert voice_release(after, voice, (before, tmp_path / "missing"), unheard) == ""
    assert clips(voice) == full
    voice_release(after, voice, (), unheard)
    assert 0 < clips(voice) < full
