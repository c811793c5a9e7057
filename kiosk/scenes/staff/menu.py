"""The staff menu, page by page."""

from kiosk.core import events as e
from kiosk.scenes.anywhere import anywhere, whole_screen
from kiosk.scenes.setting import Setting
from kiosk.scenes.values import Item


def staff(setting: Setting) -> tuple[Item, ...]:
    """The page that staff have open."""
    return anywhere(setting, "attract", whole_screen(setting, "close", "close", "close", e.WentHome()))
