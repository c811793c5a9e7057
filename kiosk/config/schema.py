"""The schema: every setting with its type and its default. `docs/settings.md` tells each in words."""

from collections.abc import Iterator
from math import hypot
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec.structs import fields

from kiosk.config.screens import Rotation, densest
from kiosk.core.units import Accent, Lang

DEVICE_DATA = Path("/var/lib/kiosk")
"""Where a device keeps what it has compiled, rendered and counted."""

Pixels = Annotated[int, Meta(ge=320, le=7680)]
Side = Annotated[int, Meta(ge=0, le=4608)]
Pin = Annotated[int, Meta(ge=0, le=27)]
Hour = Annotated[float, Meta(ge=0, le=24)]
_SIX_NUMBERS = r"^(|\s*(-?[0-9]+(\.[0-9]+)?\s+){5}-?[0-9]+(\.[0-9]+)?\s*)$"


class Section(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of all sections."""


class Screen(Section, frozen=True, kw_only=True):
    """`[screen]`: letters and buttons are sized in millimetres, so the real size of the screen matters."""

    width: Pixels = 1280
    height: Pixels = 800
    diagonal_mm: Annotated[float, Meta(gt=50, lt=3000)] = 256.5
    height_mm: Annotated[float, Meta(ge=0, lt=3000)] = 0.0
    viewing_distance_mm: Annotated[float, Meta(ge=200, le=2000)] = 500.0
    fullscreen: bool = False
    driver: Literal["", "x11", "wayland", "kmsdrm", "framebuffer", "offscreen", "dummy"] = ""
    rotation: Rotation = 0
    touch: Annotated[str, Meta(max_length=80)] = ""
    touch_matrix: Annotated[str, Meta(pattern=_SIX_NUMBERS)] = ""

    @property
    def px_per_mm(self) -> float:
        """Pixels in a millimetre of this screen."""
        return hypot(self.width, self.height) / self.diagonal_mm

    @property
    def finger_px_per_mm(self) -> float:
        """The same along the side on which a pixel is shorter."""
        return densest(self.width, self.height, self.diagonal_mm, self.height_mm)

    @property
    def matrix(self) -> tuple[float, ...]:
        """The six numbers that put the touchscreen right; none: it tells the truth."""
        return tuple(float(number) for number in self.touch_matrix.split())


class Voice(Section, frozen=True, kw_only=True):
    """`[voice]`."""

    on: bool = True
    folder: Path = Path("voice")
    device: str = ""
    volume: Annotated[int, Meta(ge=0, le=3)] = 2
    accent: Accent = "central"


class Camera(Section, frozen=True, kw_only=True):
    """`[camera]`."""

    source: Literal["none", "synthetic", "folder", "faulty", "picamera2", "webcam", "auto"] = "synthetic"
    folder: Path = Path("frames")
    device: Annotated[str, Meta(pattern=r"^([0-9]{0,2}|/dev/.+)$")] = ""
    width: Side = 0
    height: Side = 0


class PanelPins(Section, frozen=True, kw_only=True):
    """`[panel]`: GPIO numbers, 0 for what is not wired; `kiosk.panel.wiring` says the rest."""

    on: bool = False
    help_switches_off: bool = True
    back: Pin = 5
    again: Pin = 6
    next: Pin = 13
    help: Pin = 16
    help_lamp: Pin = 26
    camera_lamp: Pin = 12
    status_lamp: Pin = 25
    presence: Pin = 0
    light: Pin = 0
    jack: Pin = 0

    @property
    def pins(self) -> dict[str, int]:
        """Name of what is wired → GPIO number."""
        wires = (name for name in self.__struct_fields__ if name not in ("on", "help_switches_off"))
        return {name: getattr(self, name) for name in wires if getattr(self, name)}


class Stats(Section, frozen=True, kw_only=True):
    """`[stats]`."""

    on: bool = True
    path: Path = Path("counters.db")
    metrics: Path = Path("metrics.msgpack")
    folder: Path = Path("nightly")
    site: Annotated[str, Meta(pattern=r"^[a-z0-9-]{0,40}$")] = ""
    upload: bool = False
    to: Annotated[str, Meta(pattern=r"^(|https://.+|s3://.+|/.+)$")] = ""


class ContentFiles(Section, frozen=True, kw_only=True):
    """`[content]`."""

    library: Path = Path("library.msgpack")


class Visit(Section, frozen=True, kw_only=True):
    """`[visit]`."""

    language: Lang = "vi"
    help_number: Annotated[str, Meta(max_length=20, pattern=r"^[0-9 .+]*$")] = ""
    opens: Hour = 0.0
    closes: Hour = 0.0


class Update(Section, frozen=True, kw_only=True):
    """`[update]`: where new content comes from when nobody brings a stick, and for whom this kiosk is."""

    folder: Path = Path("update")
    source: Annotated[str, Meta(pattern=r"^(|https://.+|s3://.+|/.+)$")] = ""
    root: Path = Path("root.json")
    fleet: Annotated[str, Meta(pattern=r"^[a-z0-9-]{1,40}$")] = "hue"
    group: Annotated[str, Meta(pattern=r"^[a-z0-9-]{1,40}$")] = "market"
    nightly_mb: Annotated[int, Meta(ge=1, le=2000)] = 200
    kb_per_second: Annotated[int, Meta(ge=0, le=100_000)] = 0
    metered: bool = True
    proxy: str = ""


class StaffMenu(Section, frozen=True, kw_only=True):
    """`[staff]`."""

    folder: Path = Path("staff")
    printer: Annotated[str, Meta(pattern=r"^(|/.+)$")] = ""


class Data(Section, frozen=True, kw_only=True):
    """`[data]`."""

    folder: Path = DEVICE_DATA


class Settings(Struct, frozen=True, kw_only=True):
    """All sections. Every path in it is absolute."""

    data: Data
    screen: Screen
    voice: Voice
    camera: Camera
    panel: PanelPins
    stats: Stats
    content: ContentFiles
    visit: Visit
    update: Update
    staff: StaffMenu
    origins: dict[str, str] = {}
    """`screen.width` → where its value came from: `default`, `/etc/kiosk/kiosk.toml:3` or `KIOSK_SCREEN_WIDTH`."""
    left_out: tuple[str, ...] = ()
    """What signed content gave and may not, or wrongly; a sentence each."""


SECTIONS: dict[str, type[Section]] = {
    field.name: field.type for field in fields(Settings) if field.name not in ("origins", "left_out")
}


def names() -> Iterator[tuple[str, str]]:
    """Section and name of every setting."""
    for section, kind in SECTIONS.items():
        for name in kind.__struct_fields__:
            yield section, name
