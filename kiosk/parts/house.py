"""How the kiosk is set up: needed for the very first picture, so nothing of the staff room is loaded with it."""

import sys

from kiosk.config import Settings
from kiosk.core.state import House
from kiosk.staff import house


def defaults(settings: Settings) -> House:
    """How the settings would set the kiosk up."""
    visit, voice = settings.visit, settings.voice
    return House(
        lang=visit.language,
        volume=voice.volume,
        accent=voice.accent,
        help_number=visit.help_number,
        sends=settings.stats.upload,
        opens=round(visit.opens * 60),
        closes=round(visit.closes * 60),
    )


def house_of(settings: Settings) -> House:
    """The kiosk as it is set up: what staff have set is stronger than the settings."""
    return house.kept(settings.staff.folder, defaults(settings), say=say)


def say(sentence: str) -> None:
    """A line in the log."""
    sys.stderr.write(f"{sentence}\n")
