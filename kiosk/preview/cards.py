"""What the page shows of one scene, as a value."""

import re

from msgspec import Struct

from kiosk.core.units import Lang
from kiosk.packs.findings.finding import Steps
from kiosk.preview.shots import Shot


class Key(Struct, frozen=True):
    """Which picture: of what, in which language, on which screen."""

    group: str
    step: str
    what: str
    lang: Lang
    screen: str

    @property
    def name(self) -> str:
        """The name of its picture without ending, and of its place on the page. Letters that a file system or an
        address would take for something else are replaced.
        """
        parts = (self.group, self.step, self.what, self.lang, self.screen)
        return "--".join(re.sub(r"[^\w-]", "_", part)[:60] for part in parts)


class Card(Struct, frozen=True):
    """A scene on the page."""

    key: Key
    steps: Steps
    """Which words of the file it shows."""
    says: tuple[str, ...]
    """Everything that is said on coming there."""
    faults: tuple[str, ...] = ()
    """What is wrong with the scene on this screen."""
    version: int = 0
    """Raised with every new picture, so that a browser asks for it again."""
    file: str = ""
    line: int = 1
    """Where its words are written."""
    begins: int = 1
    ends: int = 1
    """The lines of its step: the first, and the first that is not of it any more."""

    @property
    def picture(self) -> str:
        """Its picture, as seen from the page."""
        return f"pictures/{self.key.name}.png"


def key_of(shot: Shot, screen: str) -> Key:
    """The key of a shot on a screen."""
    return Key(shot.group, shot.step, shot.what, shot.state.lang, screen)
