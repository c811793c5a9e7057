"""How each part of this machine is, in words and with the remedy; `kiosk doctor` prints it. Nothing is mended here.

Looking must be harmless beside a running kiosk: files are opened for reading, no pin and no sound device is taken.
"""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct

from kiosk.config import Settings
from kiosk.core.content.packs import Library
from kiosk.core.units import LANGS

Condition = Literal["ok", "degraded", "broken"]
"""`degraded`: lessons go on without it. `broken`: there are no lessons."""

_MEGABYTE = 1_000_000
_ENOUGH, _TOO_LITTLE = 500 * _MEGABYTE, 50 * _MEGABYTE


class Finding(Struct, frozen=True, kw_only=True):
    """One part: how it is, a sentence about it, and what to do; the remedy is empty when all is well."""

    part: str
    state: Condition
    says: str
    remedy: str = ""


class Place(Struct, frozen=True):
    """The machine that is looked at; another root lets a test bring its own."""

    environ: Mapping[str, str]
    root: Path = Path("/")


def examine(settings: Settings, environ: Mapping[str, str], root: Path = Path("/")) -> tuple[Finding, ...]:
    """Every part, in the order in which somebody at the machine would look. Never raises."""
    place = Place(environ, root)
    return tuple(_safely(part, look, settings, place) for part, look in _LOOKS.items())


def worst(findings: tuple[Finding, ...]) -> Condition:
    """The state of the whole: that of its worst part."""
    order: tuple[Condition, ...] = ("ok", "degraded", "broken")
    return max((finding.state for finding in findings), key=order.index, default="ok")


_Look = Callable[[Settings, Place], Finding]


def _safely(part: str, look: _Look, settings: Settings, place: Place) -> Finding:
    try:
        return look(settings, place)
    except Exception as error:  # noqa: BLE001 - the border: one part that cannot be looked at must not hide the others
        says = f"Could not be examined ({type(error).__name__}: {error})."
        return Finding(part=part, state="degraded", says=says, remedy="Report this with the line above.")


def _content(settings: Settings, place: Place) -> Finding:
    from kiosk.packs.shelf import NoContent  # noqa: PLC0415 - each look loads only what it needs

    try:
        library = _library(settings)
    except NoContent as error:
        return Finding(part="content", state="broken", says=f"{error}.", remedy="Run: kiosk packs compile content")
    says = f"{len(library.lessons)} lessons in {len(library.topics)} topics."
    if library.refused:
        says = f"{says} Refused: {'; '.join(library.refused)}."
        return Finding(part="content", state="degraded", says=says, remedy="Mend the pack and compile again.")
    return Finding(part="content", state="ok", says=says)


def _library(settings: Settings) -> Library:
    from kiosk.packs.shelf import open_library  # noqa: PLC0415

    return open_library(settings.content.library)


def _voice(settings: Settings, place: Place) -> Finding:
    if not settings.voice.on:
        return Finding(part="voice", state="ok", says="Switched off in the settings: captions only.")
    folder = settings.voice.folder
    clips = {lang: sum(1 for _ in (folder / lang).glob("*.ogg")) for lang in LANGS}
    told = ", ".join(f"{lang} {number}" for lang, number in clips.items())
    if not all(clips.values()):
        says = f"Spoken sentences are missing in {folder} ({told}): the kiosk shows captions and stays silent."
        return Finding(part="voice", state="degraded", says=says, remedy="Run: kiosk packs voice content")
    return Finding(part="voice", state="ok", says=f"Spoken sentences: {told}.")


def _sound(settings: Settings, place: Place) -> Finding:
    cards = place.root / "proc/asound/cards"
    runtime = place.environ.get("XDG_RUNTIME_DIR", "")
    servers = [Path(runtime) / name for name in ("pulse/native", "pipewire-0")] if runtime else []
    if any(server.exists() for server in servers) or place.environ.get("PULSE_SERVER"):
        return Finding(part="sound card", state="ok", says="A sound server is running.")
    listed = cards.read_text(encoding="utf-8").strip() if cards.exists() else ""
    if not listed or "no soundcards" in listed:
        remedy = "Connect a loudspeaker board or switch on the sound output of the display."
        return Finding(part="sound card", state="degraded", says="No sound card: captions only.", remedy=remedy)
    return Finding(part="sound card", state="ok", says=listed.splitlines()[0].strip())


def _fonts(settings: Settings, place: Place) -> Finding:
    from kiosk.screen.faces import FOLDERS, ICONS, family, find  # noqa: PLC0415

    folders = [place.root / folder.relative_to("/") for folder in FOLDERS]
    missing = [] if family(folders) else ["fonts-open-sans"]
    missing += [] if find(ICONS, folders) else ["fonts-material-design-icons-iconfont"]
    if missing:
        says = "Text or icons are drawn more plainly than they should be: a font is missing."
        remedy = f"Run: sudo apt-get install {' '.join(missing)}"
        return Finding(part="fonts", state="degraded", says=says, remedy=remedy)
    return Finding(part="fonts", state="ok", says="Text and icons are installed.")


def _display(settings: Settings, place: Place) -> Finding:
    size = f"{settings.screen.width}×{settings.screen.height}, {settings.screen.px_per_mm:.1f} pixels a millimetre"
    if place.environ.get("WAYLAND_DISPLAY") or place.environ.get("DISPLAY"):
        return Finding(part="display", state="ok", says=f"A desktop is running; the kiosk draws {size}.")
    if any((place.root / "dev/dri").glob("card*")):
        return Finding(part="display", state="ok", says=f"A screen without a desktop; the kiosk draws {size}.")
    remedy = "Connect a screen; without one: kiosk tour"
    return Finding(part="display", state="broken", says="There is no display to draw on.", remedy=remedy)


def _camera(settings: Settings, place: Place) -> Finding:
    if settings.camera.source == "none":
        return Finding(part="camera", state="ok", says="No camera: practice cards are chosen on the screen.")
    if settings.camera.source == "folder" and not settings.camera.folder.is_dir():
        says = f"There is no folder {settings.camera.folder} to take pictures from."
        return Finding(part="camera", state="degraded", says=says, remedy="Create it, or set camera.source.")
    remedy = _missing_camera(settings, place)
    if remedy:
        says = f"There is no camera for {settings.camera.source}: practice cards are chosen on the screen."
        return Finding(part="camera", state="degraded", says=says, remedy=remedy)
    return _code_readers(settings)


def _missing_camera(settings: Settings, place: Place) -> str:
    """What to do about a true camera that cannot be there; empty when it may. Nothing is opened: a kiosk may look."""
    from importlib.util import find_spec  # noqa: PLC0415

    library = find_spec("picamera2") is not None and find_spec("libcamera") is not None
    device = settings.camera.device
    file = device if device.startswith("/") else f"dev/video{device or '*'}"
    webcam = any(place.root.glob(file.lstrip("/")))
    match settings.camera.source:
        case "picamera2" if not library:
            return "Run: sudo apt-get install python3-picamera2, then: make setup"
        case "webcam" if not webcam:
            return "Plug a webcam in, or set camera.source."
        case "auto" if not (library or webcam):
            return "Plug a webcam in, or install python3-picamera2 for a camera module."
    return ""


def _code_readers(settings: Settings) -> Finding:
    from importlib.util import find_spec  # noqa: PLC0415

    from kiosk.camera.zbar import Zbar, ZbarMissing  # noqa: PLC0415

    if find_spec("zxingcpp") is None:
        says = "The first code reader (zxing-cpp) is not installed: fewer codes are read."
        return Finding(part="camera", state="degraded", says=says, remedy="Run: make setup")
    try:
        Zbar().close()
    except ZbarMissing as error:
        remedy = "Run: sudo apt-get install libzbar0"
        return Finding(part="camera", state="degraded", says=f"Fewer codes are read. {error}", remedy=remedy)
    says = f"Pictures come from: {settings.camera.source}; both code readers work."
    return Finding(part="camera", state="ok", says=says)


def _panel(settings: Settings, place: Place) -> Finding:
    from importlib.util import find_spec  # noqa: PLC0415

    if not settings.panel.on:
        return Finding(part="panel", state="ok", says="Switched off in the settings: the buttons are on the screen.")
    if not any((place.root / "dev").glob("gpiochip*")):
        says, remedy = "This machine has no pins for a panel.", "Set panel.on to false."
        return Finding(part="panel", state="degraded", says=says, remedy=remedy)
    if find_spec("lgpio") is None:
        says, remedy = "The lgpio library is missing.", "Run: .venv/bin/pip install 'lgpio>=0.2'"
        return Finding(part="panel", state="degraded", says=says, remedy=remedy)
    wired = ", ".join(f"{name} {pin}" for name, pin in settings.panel.pins.items())
    return Finding(part="panel", state="ok", says=f"Wired to GPIO: {wired}.")


def _counters(settings: Settings, place: Place) -> Finding:
    from kiosk.stats.aside import moved_aside  # noqa: PLC0415
    from kiosk.stats.store import StoreError, check  # noqa: PLC0415

    if not settings.stats.on:
        return Finding(part="counters", state="ok", says="Switched off in the settings: nothing is counted.")
    try:
        check(settings.stats.path)
    except StoreError as error:
        says, remedy = f"{error}.", "Nothing to do: the kiosk moves the file aside at its next start."
        return Finding(part="counters", state="degraded", says=says, remedy=remedy)
    aside = moved_aside(settings.stats.path)
    if aside:
        says = "Counting goes on in a fresh file. Moved aside: " + "; ".join(f"{file} ({why})" for file, why in aside)
        remedy = "If this comes back, change the memory card. Delete the files named to silence this line."
        return Finding(part="counters", state="degraded", says=says, remedy=remedy)
    return Finding(part="counters", state="ok", says=f"{settings.stats.path}, whole.")


def _space(settings: Settings, place: Place) -> Finding:
    folder = next(parent for parent in (settings.data.folder, *settings.data.folder.parents) if parent.exists())
    return space(folder, shutil.disk_usage(folder).free)


def space(folder: Path, free: int) -> Finding:
    """The finding about so many free bytes."""
    says = f"{free // _MEGABYTE} MB free at {folder}."
    if free >= _ENOUGH:
        return Finding(part="free space", state="ok", says=says)
    state: Condition = "degraded" if free >= _TOO_LITTLE else "broken"
    return Finding(part="free space", state=state, says=says, remedy="Delete what is not needed, or use a larger card.")


_LOOKS: dict[str, _Look] = {
    "content": _content,
    "display": _display,
    "fonts": _fonts,
    "voice": _voice,
    "sound card": _sound,
    "camera": _camera,
    "panel": _panel,
    "counters": _counters,
    "free space": _space,
}
