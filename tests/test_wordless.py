"""A whole kiosk with content of which no picture can be made, not even that of its own trouble."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.core.content.phrases import Phrases
from kiosk.durable import keep
from kiosk.packs.shelf import packed
from kiosk.stats.declare import compile_metrics
from tests import small

A_LIFE = """
import os, pygame
from kiosk.app import run
from kiosk.config import load_settings
from kiosk.heartbeat import Service

class Looks(Service):
    def tell(self, **words):
        if "READY" in words:
            shown = pygame.display.get_surface()
            middle = shown.get_width() // 2
            print(len({tuple(shown.get_at((middle, y))) for y in range(shown.get_height())}))
            os.kill(os.getpid(), 15)

run(load_settings(os.environ), service=Looks())
"""


@pytest.mark.slow
def test_content_of_which_no_picture_can_be_made_shows_whom_to_call(tmp_path: Path) -> None:
    """The check of content refuses such a thing; the kiosk does not rely on it."""
    told = small.library()
    wordless = replace(told, phrases=Phrases(**{name: {} for name in Phrases.__struct_fields__}))
    keep(tmp_path / "library.msgpack", packed(wordless))
    keep(tmp_path / "metrics.msgpack", compile_metrics())
    given = {"DATA_FOLDER": str(tmp_path), "VOICE_ON": "false", "CAMERA_SOURCE": "none", "SCREEN_DRIVER": "dummy"}
    environ = os.environ | {f"KIOSK_{name}": value for name, value in given.items()}
    life = subprocess.run([sys.executable, "-c", A_LIFE], env=environ, capture_output=True, text=True, timeout=60)  # noqa: S603, PLW1510
    assert int(life.stdout.split()[-1]) > 2, "a telephone and words, in the middle of the screen"
    assert "the picture stumbled: KeyError at " in life.stderr
    assert "Traceback" not in life.stderr
