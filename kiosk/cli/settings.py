"""The settings as every command reads them."""

import os

from kiosk.cli import say_and_stop
from kiosk.config import BadSettingsError, Settings, load_settings


def settings() -> Settings:
    """All settings, or every fault in them and exit code 1."""
    try:
        return load_settings(os.environ)
    except BadSettingsError as error:
        say_and_stop(str(error))
