"""The machine itself: sound, display, camera, panel, room on the card."""

import shutil
from pathlib import Path

from kiosk.config import Settings
from kiosk.health.finding import Condition, Finding, Place
from kiosk.panel.chips import header_chip

_MEGABYTE = 1_000_000
_ENOUGH, _TOO_LITTLE = 500 * _MEGABYTE, 50 * _MEGABYTE


def sound(settings: Settings, place: Place) -> Finding:
    """Where sound comes out."""
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


def display(settings: Settings, place: Place) -> Finding:
    """What is drawn on."""
    from kiosk.screen.plugs import unplugged  # noqa: PLC0415 - each look loads only what it needs

    screen = settings.screen
    turned = f", turned by {screen.rotation}°" if screen.rotation else ""
    size = f"{screen.width}×{screen.height}{turned}, {screen.px_per_mm:.1f} pixels a millimetre"
    if place.environ.get("WAYLAND_DISPLAY") or place.environ.get("DISPLAY"):
        return Finding(part="display", state="ok", says=f"A desktop is running; the kiosk draws {size}.")
    if unplugged(place.root):
        says = "No screen is plugged in, or it is switched off: the kiosk waits for one."
        remedy = "Plug it in and switch it on; HDMI first, then the power of the board."
        return Finding(part="display", state="broken", says=says, remedy=remedy)
    if any((place.root / "dev/dri").glob("card*")) or (place.root / "dev/fb0").exists():
        return Finding(part="display", state="ok", says=f"A screen without a desktop; the kiosk draws {size}.")
    remedy = "Connect a screen; without one: kiosk tour"
    return Finding(part="display", state="broken", says="There is no display to draw on.", remedy=remedy)


def camera(settings: Settings, place: Place) -> Finding:
    """What looks at cards, and what reads them."""
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


def panel(settings: Settings, place: Place) -> Finding:
    """Buttons and lamps."""
    from importlib.util import find_spec  # noqa: PLC0415

    if not settings.panel.on:
        return Finding(part="panel", state="ok", says="Switched off in the settings: the buttons are on the screen.")
    chip = header_chip(place.root)
    if chip is None:
        says, remedy = "This machine has no 40-pin header for a panel.", "Set panel.on to false."
        return Finding(part="panel", state="degraded", says=says, remedy=remedy)
    if find_spec("gpiod") is None:
        says, remedy = "The gpiod library is missing.", "Run: .venv/bin/pip install 'kiosk[pi]'"
        return Finding(part="panel", state="degraded", says=says, remedy=remedy)
    wired = ", ".join(f"{name} {pin}" for name, pin in settings.panel.pins.items())
    says = f"Wired to GPIO: {wired} ({chip.name}). Try it: kiosk doctor --panel"
    return Finding(part="panel", state="ok", says=says)


def free_space(settings: Settings, place: Place) -> Finding:
    """Room on the card."""
    folder = next(parent for parent in (settings.data.folder, *settings.data.folder.parents) if parent.exists())
    return space(folder, shutil.disk_usage(folder).free)


def space(folder: Path, free: int) -> Finding:
    """The finding about so many free bytes."""
    says = f"{free // _MEGABYTE} MB free at {folder}."
    if free >= _ENOUGH:
        return Finding(part="free space", state="ok", says=says)
    state: Condition = "degraded" if free >= _TOO_LITTLE else "broken"
    return Finding(part="free space", state=state, says=says, remedy="Delete what is not needed, or use a larger card.")
