"""Colours. Paper, ink and Huế: purple for the one main action, jade for right, red for danger, gold for "look here".

Every pair of words and ground that is used together reaches 7:1 (WCAG 1.4.6); `kiosk.scenes.check` measures it. So
white never stands on the jade `#0B6E4F` (6.2:1) or the red `#B3261E` (6.5:1) of edges and pictures, but on darker cuts
of them, and the soft ink is a shade darker than `#5B5268`, which reaches only 6.9:1 on paper.
"""

from msgspec import Struct

from kiosk.scenes.values import Colour

PAPER = "#FFF8EC"
PAPER_DONE = "#F4ECFA"
CARD = "#FFFFFF"
INK = "#221A33"
INK_SOFT = "#524A5F"
HAIR = "#E7DCC8"

PURPLE = "#5B2A86"
PURPLE_DARK = "#43206A"
LILAC = "#F1E7F9"
LILAC_DEEP = "#D9C7EA"

JADE = "#0B6E4F"
JADE_GROUND = "#096045"
JADE_DARK = "#064531"
JADE_SOFT = "#E4F5EE"
JADE_LIGHT = "#35D29A"

RED = "#B3261E"
RED_GROUND = "#9E1F19"
RED_DARK = "#7A1512"
RED_SOFT = "#FFE3E0"

GOLD = "#F2B705"
GOLD_SOFT = "#FFE08A"
GOLD_PALE = "#FFF1CC"
GOLD_DARK = "#452C00"

SKY_GROUND = "#1B4F8A"
DEVICE = "#1A1526"
"""The rim of the pretend phone."""

NIGHT = "#0D0A14"
NIGHT_INK = "#A79EB8"
"""The resting screen outside the hours: as dark as a screen can be while a word on it can still be read (7 : 1)."""

TOPIC_GROUNDS: dict[str, Colour] = {
    "sky": "#E8F2FF",
    "mint": "#E4F5EE",
    "lilac": "#F3E7FB",
    "rose": "#FFE8E6",
    "sand": "#FFF0CC",
    "leaf": "#EAF5E0",
}
"""Under the picture of a tile, by the name content gives."""

APP_GROUNDS: dict[str, Colour] = {"jade": JADE_GROUND, "red": RED_GROUND, "purple": PURPLE, "sky": SKY_GROUND}
"""Header and main buttons of a mock-up app, by the name content gives; white words stand on them."""


class Tone(Struct, frozen=True):
    """The colours of a control."""

    fill: Colour
    ink: Colour
    edge: Colour = ""


MAIN = Tone(PURPLE, CARD)
QUIET = Tone(LILAC, PURPLE_DARK)
CALL = Tone("#FFE6AE", GOLD_DARK)
PLAIN = Tone(CARD, INK, HAIR)
RIGHT = Tone(JADE_SOFT, JADE_DARK, JADE)
DANGER = Tone(RED_SOFT, RED_DARK, RED)


def darker(colour: Colour) -> Colour:
    """The same colour under a finger: nine tenths as bright, enough to see and too little to lose contrast."""
    parts = (int(colour[at : at + 2], 16) * 9 // 10 for at in (1, 3, 5))
    return "#" + "".join(f"{part:02X}" for part in parts)
