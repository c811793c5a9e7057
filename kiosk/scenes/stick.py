"""A stick being read: a drawing, one sentence, how far it is."""

from kiosk.core import events as e
from kiosk.scenes.anywhere import anywhere, whole_screen
from kiosk.scenes.setting import Setting
from kiosk.scenes.values import Item


def stick(setting: Setting) -> tuple[Item, ...]:
    """What the stick is about just now."""
    return anywhere(setting, "attract", whole_screen(setting, "close", "close", "close", e.WentHome()))
