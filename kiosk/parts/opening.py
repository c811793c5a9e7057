"""How each part is made from the settings. Libraries are loaded in here, once the first picture is up."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from kiosk.config import Settings
from kiosk.core import codes
from kiosk.core import events as e
from kiosk.core.content.packs import Library
from kiosk.core.units import DurationMs

Tell = Callable[[e.Event], None]

STAFF_CARD = "staff-card"
DESK_LINE = "KIOSK-STAFF-1:" + "desk-only-and-no-secret-anybody-may-read-it"
"""What the staff card of a desk says. It stands here for all to read, so a device never takes it."""


def clip_folders(settings: Settings, recorded: Path | None) -> tuple[Path, ...]:
    """Where spoken sentences are looked for: what people have spoken comes first."""
    return (settings.voice.folder,) if recorded is None else (recorded, settings.voice.folder)


def voice(settings: Settings, recorded: Path | None, tell: Tell, clock: Callable[[], DurationMs]) -> tuple[Any, Any]:
    """The clips, and the voice that plays them."""
    from kiosk.voice.clips import Clips  # noqa: PLC0415
    from kiosk.voice.live import Live  # noqa: PLC0415
    from kiosk.voice.mixer import SilentMixer  # noqa: PLC0415
    from kiosk.voice.pygame_mixer import PygameMixer  # noqa: PLC0415
    from kiosk.voice.speaker import Speaker  # noqa: PLC0415

    given = settings.voice
    mixer = PygameMixer(given.folder / "effects", given.device) if given.on else SilentMixer(clock)
    clips = Clips(clip_folders(settings, recorded))
    speaker = Speaker(clips, mixer, tell, clock, live=Live(accent=given.accent) if given.on else None)
    speaker.volume(given.volume)
    return clips, speaker


def watcher(camera: Any, tell: Tell, show: Callable[[Any], None]) -> Any:
    """Whoever looks through a camera."""
    from kiosk.camera.decoder import Decoder  # noqa: PLC0415
    from kiosk.camera.watcher import Watcher  # noqa: PLC0415

    return Watcher(camera, Decoder(), codes.read, tell, lambda frame: show(frame.pixels))


def camera(settings: Settings, library: Library, *, desk: bool) -> Any:
    """The camera of the settings, not yet opened."""
    given = settings.camera
    if given.source in ("picamera2", "webcam", "auto"):
        from kiosk.camera.sources import true_camera  # noqa: PLC0415

        return true_camera(given.source, device=given.device, width=given.width, height=given.height)
    if given.source == "folder":
        from kiosk.camera.folder import FolderCamera  # noqa: PLC0415

        return FolderCamera(given.folder)
    from kiosk.camera.synthetic import SyntheticCamera  # noqa: PLC0415

    held = held_cards(library, desk=desk)
    if given.source == "faulty":
        from kiosk.camera.faulty import faulty_camera  # noqa: PLC0415

        return faulty_camera(lambda: SyntheticCamera(held))
    return SyntheticCamera(held)


def held_cards(library: Library, *, desk: bool) -> dict[str, str]:
    """What can be held before a synthetic camera: practice cards, and on a desk the staff card of all desks."""
    cards = {name: card.payload for name, card in library.cards.items()}
    return cards | ({STAFF_CARD: DESK_LINE} if desk else {})


def hand_cards(held_before: Any, library: Library, *, desk: bool) -> None:
    """Give a synthetic camera the cards of other content; a true one has none to hold."""
    from kiosk.camera.synthetic import SyntheticCamera  # noqa: PLC0415

    if isinstance(held_before, SyntheticCamera):
        held_before.take(held_cards(library, desk=desk))


def panel(settings: Settings, tell: Tell, *, desk: bool) -> Any:
    """The buttons and lamps, not yet opened."""
    from kiosk.panel.desk import DeskPanel  # noqa: PLC0415
    from kiosk.panel.panel import Panel  # noqa: PLC0415

    given = settings.panel
    return DeskPanel(tell, given.pins) if desk else Panel(tell, given.pins, holds=given.help_switches_off)


def counters(settings: Settings, library: Library, tell: Tell) -> Any:
    """The counters, not yet started. Raises `ValueError` when it is not known what may be counted."""
    from kiosk.parts import machine  # noqa: PLC0415
    from kiosk.stats.counters import Counters  # noqa: PLC0415

    return Counters(
        settings.stats.path, registry(settings, library), datetime.now, tell=tell, absent=machine.absent(settings)
    )


def registry(settings: Settings, library: Library) -> Any:
    """What may be counted with these lessons. Raises `ValueError` when nobody can tell."""
    from kiosk.stats.registry import load_registry  # noqa: PLC0415

    file = settings.stats.metrics
    try:
        compiled = file.read_bytes()
    except OSError as error:
        why = f"the list of what may be counted, {file}, cannot be read ({error.strerror})"
        raise ValueError(f"nothing is counted: {why}; let the kiosk's user read it, or compile the content") from error
    return load_registry(compiled, library)
