"""The resting kiosk: a drawing, a greeting, and the whole screen to touch."""

from kiosk.core import events as e
from kiosk.scenes.anywhere import anywhere, whole_screen
from kiosk.scenes.setting import Setting
from kiosk.scenes.values import Item


def attract(setting: Setting) -> tuple[Item, ...]:
    """One drawing, one sentence, one button; touching anywhere starts."""
    return anywhere(setting, "attract", whole_screen(setting, "start", "touch_to_start", "touch_app", e.Came()))
