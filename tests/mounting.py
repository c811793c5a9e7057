"""`python -m tests.mounting`: draw the kiosk and two visitors from the side, to scale, for the mounting sheet.

One drawing unit is a millimetre, so that the picture cannot show another height than the sheet names. Where the numbers
come from stands in docs/mounting.md; `tests/test_mounting.py` holds picture, sheet and reach together.
"""

import sys
from math import cos, radians, sin
from pathlib import Path
from typing import NamedTuple

from kiosk.core.units import Lang

PICTURES = Path(__file__).parent.parent / "docs/pictures"

LOWEST_REACH, HIGHEST_REACH = 380, 1220
"""What must be touched lies between, from the floor (EN 301 549 8.3.3)."""

SEATED_EYE = 1015
"""Whoever sits reads from here (EN 301 549 8.3.4)."""

STANDING_EYE = 1380
"""Of a woman of 1.48 m, as many of seventy are."""

GLASS_MIDDLE, GLASS_TILT, STANDS_OFF = 1050, 65, 420
"""Middle of the glass, its angle to the floor in degrees, and how far before it a visitor's eyes are, level."""

GLASS_HEIGHT, BUTTONS = 194, 900
"""The picture shows 15.6 inches across; the buttons of the panel sit under it."""

FLOOR = (760, 1220)
"""Free floor before the kiosk, wide and deep: for a wheelchair (EN 301 549 8.3.2.2)."""

INK, SOFT, GLASS, SKIN, BAND = "#33291f", "#8a7a66", "#1f5f8b", "#d9b48f", "#e9f0e4"


class Mark(NamedTuple):
    """A height that is written beside the picture."""

    height: float
    says: str


WORDS: dict[Lang, dict[str, str]] = {
    "vi": {
        "reach": "mọi thứ phải chạm: từ 380 đến 1220 mm",
        "middle": "giữa mặt kính: 1050 mm",
        "tilt": "65°",
        "buttons": "nút bấm: 900 mm",
        "seated": "mắt người ngồi xe lăn: 1015 mm",
        "standing": "mắt bác cao 1,48 m: 1380 mm",
        "floor": "chỗ trống trước máy: sâu 1220 mm, rộng 760 mm",
    },
    "en": {
        "reach": "all that is touched: 380 to 1220 mm",
        "middle": "middle of the glass: 1050 mm",
        "tilt": "65°",
        "buttons": "buttons: 900 mm",
        "seated": "eyes in a wheelchair: 1015 mm",
        "standing": "eyes of somebody of 1.48 m: 1380 mm",
        "floor": "free floor: 1220 mm deep, 760 mm wide",
    },
}


def main() -> None:
    """Write one picture a language."""
    for lang in WORDS:
        file = PICTURES / f"mounting-{lang}.svg"
        file.write_text(drawing(lang), encoding="utf-8")
        sys.stdout.write(f"Drawn: {file.name}\n")


def drawing(lang: Lang) -> str:
    """The picture as SVG."""
    words = WORDS[lang]
    body = [_band(words["reach"]), _floor(words["floor"]), _stand(), *_glass(words["tilt"])]
    body += [*_standing(), *_seated()]
    marks = (
        Mark(STANDING_EYE, words["standing"]),
        Mark(GLASS_MIDDLE, words["middle"]),
        Mark(SEATED_EYE - 40, words["seated"]),
        Mark(BUTTONS, words["buttons"]),
    )
    body += [_label(mark) for mark in marks]
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1500 -1700 2900 1900" font-family="Open Sans, Noto Sans">'
    return "\n".join([head, '<rect x="-1500" y="-1700" width="2900" height="1900" fill="#fffaf2"/>', *body, "</svg>\n"])


def _band(says: str) -> str:
    high = HIGHEST_REACH - LOWEST_REACH
    return (
        f'<rect x="-1500" y="{-HIGHEST_REACH}" width="2900" height="{high}" fill="{BAND}"/>'
        f'<text x="350" y="{-LOWEST_REACH - 30}" font-size="56" fill="{SOFT}">{says}</text>'
    )


def _floor(says: str) -> str:
    return (
        f'<line x1="-1500" y1="0" x2="1400" y2="0" stroke="{INK}" stroke-width="10"/>'
        f'<line x1="{-FLOOR[1]}" y1="50" x2="0" y2="50" stroke="{SOFT}" stroke-width="8"/>'
        f'<line x1="{-FLOOR[1]}" y1="20" x2="{-FLOOR[1]}" y2="80" stroke="{SOFT}" stroke-width="8"/>'
        f'<line x1="0" y1="20" x2="0" y2="80" stroke="{SOFT}" stroke-width="8"/>'
        f'<text x="{-FLOOR[1]}" y="150" font-size="56" fill="{INK}">{says}</text>'
    )


def _stand() -> str:
    """The box, its lip with the buttons, and a post that cannot be pulled over."""
    box = [(68, -1200), (230, -1200), (230, -820), (-110, -820), (-110, -868), (-52, -940)]
    points = " ".join(f"{x},{y}" for x, y in box)
    return (
        f'<polygon points="{points}" fill="#f2e2cb" stroke="{INK}" stroke-width="10" stroke-linejoin="round"/>'
        f'<rect x="70" y="-820" width="90" height="790" fill="#c9b79c" stroke="{INK}" stroke-width="10"/>'
        f'<rect x="-60" y="-40" width="400" height="40" fill="#c9b79c" stroke="{INK}" stroke-width="10"/>'
        f'<rect x="-85" y="{-BUTTONS - 12}" width="60" height="26" rx="13" fill="#c2572b" '
        f'transform="rotate(-40 -55 {-BUTTONS})"/>'
    )


def _glass(tilt: str) -> list[str]:
    dx, dy = GLASS_HEIGHT / 2 * cos(radians(GLASS_TILT)), GLASS_HEIGHT / 2 * sin(radians(GLASS_TILT))
    foot = (-dx, -(GLASS_MIDDLE - dy))
    return [
        f'<line x1="{foot[0]:.0f}" y1="{foot[1]:.0f}" x2="{dx:.0f}" y2="{-(GLASS_MIDDLE + dy):.0f}" stroke="{GLASS}" '
        'stroke-width="34" stroke-linecap="round"/>',
        f'<text x="60" y="{-GLASS_MIDDLE + 60:.0f}" font-size="56" fill="{GLASS}">{tilt}</text>',
    ]


def _sight(x: float, y: float) -> str:
    return (
        f'<line x1="{x}" y1="{y}" x2="0" y2="{-GLASS_MIDDLE}" stroke="{SOFT}" stroke-width="6" '
        'stroke-dasharray="24 18"/>'
    )


def _standing() -> list[str]:
    x = -STANDS_OFF
    return [
        _sight(x, -STANDING_EYE),
        f'<path d="M {x - 165} 0 L {x - 150} -1120 Q {x - 140} -1235 {x - 50} -1240 Q {x + 45} -1235 {x + 50} -1120 '
        f'L {x + 70} 0 Z" fill="#7c5a86"/>',
        f'<rect x="{x - 85}" y="-1310" width="70" height="100" fill="{SKIN}"/>',
        f'<path d="M {x - 40} -1120 L {x + 110} -960 L -50 -1030" fill="none" stroke="{SKIN}" stroke-width="44" '
        'stroke-linecap="round" stroke-linejoin="round"/>',
        f'<circle cx="{x - 50}" cy="{-STANDING_EYE}" r="95" fill="{SKIN}"/>',
        f'<path d="M {x - 150} {-STANDING_EYE - 30} Q {x - 50} {-STANDING_EYE - 170} {x + 40} {-STANDING_EYE - 50} '
        f"Q {x - 60} {-STANDING_EYE - 90} {x - 110} {-STANDING_EYE + 70} "
        f'Q {x - 160} {-STANDING_EYE + 30} {x - 150} {-STANDING_EYE - 30} Z" fill="#d8d3cc"/>',
    ]


def _seated() -> list[str]:
    """In a wheelchair, further back, so that both can be seen."""
    x = -1010
    return [
        _sight(x, -SEATED_EYE),
        f'<path d="M {x - 150} {-430} L {x - 140} {-860} Q {x - 60} {-940} {x} {-860} L {x + 20} {-520} '
        f"L {x + 330} {-500} L {x + 350} {-120} L {x + 280} {-120} L {x + 250} {-400} "
        f'L {x - 150} {-400} Z" fill="#4f7a5b"/>',
        f'<rect x="{x - 105}" y="{-SEATED_EYE + 60}" width="70" height="110" fill="{SKIN}"/>',
        f'<circle cx="{x - 60}" cy="{-SEATED_EYE}" r="95" fill="{SKIN}"/>',
        f'<path d="M {x - 155} {-SEATED_EYE} Q {x - 150} {-SEATED_EYE - 120} {x - 20} {-SEATED_EYE - 85} '
        f'Q {x - 90} {-SEATED_EYE - 60} {x - 110} {-SEATED_EYE + 60} Z" fill="{INK}"/>',
        f'<circle cx="{x - 40}" cy="-290" r="280" fill="none" stroke="{INK}" stroke-width="18"/>',
        f'<circle cx="{x + 300}" cy="-80" r="75" fill="none" stroke="{INK}" stroke-width="18"/>',
    ]


def _label(mark: Mark) -> str:
    return (
        f'<line x1="270" y1="{-mark.height}" x2="330" y2="{-mark.height}" stroke="{INK}" stroke-width="6"/>'
        f'<text x="350" y="{-mark.height + 18}" font-size="56" fill="{INK}">{mark.says}</text>'
    )


if __name__ == "__main__":
    main()
