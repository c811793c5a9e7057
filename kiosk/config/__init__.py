"""The settings: one typed schema, read from two files and the environment, each value knowing where it came from.

`/etc/kiosk/kiosk.toml`, then the file that `KIOSK_CONFIG` names, then variables like `KIOSK_SCREEN_WIDTH=1280`.
"""

from kiosk.config.load import BadSettingsError, load_settings
from kiosk.config.schema import DEVICE_DATA, SECTIONS, Settings, names

__all__ = ["DEVICE_DATA", "SECTIONS", "BadSettingsError", "Settings", "load_settings", "names"]
