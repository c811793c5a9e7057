"""Why the camera cannot read yet, as a sign in a corner of its view: seen at once, even while the voice speaks."""

from kiosk.scenes.controls import plate
from kiosk.scenes.look import Look
from kiosk.scenes.theme import PLAIN
from kiosk.scenes.values import Box, Icon, Item

SIGNS = {
    "dark": "light_mode",
    "glare": "flare",
    "far": "zoom_in",
    "near": "zoom_out",
    "shaking": "pan_tool",
    "cut": "crop_free",
    "other": "help_outline",
    "several": "filter_1",
    "nothing": "qr_code_scanner",
}
"""What to do about it where that can be drawn: into the light, nearer, hold still. Icons of the icon font."""

SIZE_MM = 16


def reason(look: Look, view: Box, why: str) -> tuple[Item, ...]:
    """The sign for a reason, in the lower left of the view; nothing while nothing is wrong."""
    side = min(look.mm(SIZE_MM), view.w // 4, view.h // 4)
    if why not in SIGNS or side <= 0:
        return ()
    box = Box(view.x + look.mm(2), view.bottom - side - look.mm(2), side, side)
    return (Item("reason", "decor", box, (plate(look, box, PLAIN), Icon(box.inset(side // 6), SIGNS[why], PLAIN.ink))),)
