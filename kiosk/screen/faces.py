"""Where the one text font and the icon font are installed.

Only Open Sans and Noto Sans: of ten fonts measured they alone keep their lines steady when capitals carry two stacked
marks (Ỗ Ệ Ẳ). The others make such a line taller than their own line size and the text jumps down.
"""

from collections.abc import Iterable
from pathlib import Path

from kiosk.scenes.values import Weight

FOLDERS = (
    Path("/usr/share/fonts/truetype/open-sans"),
    Path("/usr/share/fonts/truetype/noto"),
    Path("/usr/share/fonts/opentype/noto"),
    Path("/usr/share/fonts/truetype/material-design-icons-iconfont"),
    Path("/usr/share/fonts/open-sans"),
    Path("/usr/share/fonts/google-noto"),
    Path("/usr/local/share/fonts"),
)
"""Debian, Ubuntu and Raspberry Pi OS first; then Fedora; then what staff put there by hand."""

FAMILIES: tuple[dict[Weight, tuple[str, ...]], ...] = (
    {
        "regular": ("OpenSans-Regular.ttf",),
        "semibold": ("OpenSans-Semibold.ttf", "OpenSans-SemiBold.ttf", "OpenSans-Bold.ttf"),
        "extrabold": ("OpenSans-ExtraBold.ttf", "OpenSans-Extrabold.ttf", "OpenSans-Bold.ttf"),
    },
    {
        "regular": ("NotoSans-Regular.ttf",),
        "semibold": ("NotoSans-SemiBold.ttf", "NotoSans-Bold.ttf"),
        "extrabold": ("NotoSans-ExtraBold.ttf", "NotoSans-Bold.ttf"),
    },
)
"""Families in order of liking; a family is used whole or not at all, so that all lines share one line size."""

ICONS = ("MaterialIcons-Regular.ttf",)


def find(names: Iterable[str], folders: Iterable[Path]) -> Path | None:
    """The first file of these names in these folders."""
    places = tuple(folders)
    return next((place / name for name in names for place in places if (place / name).is_file()), None)


def family(folders: Iterable[Path]) -> dict[Weight, Path]:
    """File of each weight of the first family installed whole; empty when none is."""
    places = tuple(folders)
    for names in FAMILIES:
        found = {weight: path for weight, files in names.items() if (path := find(files, places))}
        if len(found) == len(names):
            return found
    return {}
