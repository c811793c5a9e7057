"""The staff room put together: what it needs of the other parts is handed to it here, as functions."""

import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import date, datetime
from functools import partial
from typing import Any

from msgspec import Struct, to_builtins

from kiosk.config import Settings
from kiosk.core import events as e
from kiosk.core.codes.staff_card import digest_of
from kiosk.core.content.packs import Library
from kiosk.core.state import House
from kiosk.knowledge import content_known, known_time, last_update, link
from kiosk.parts.opening import DESK_LINE
from kiosk.staff import facts, house, trials
from kiosk.staff.cards import StaffCards
from kiosk.staff.errands import DeskErrands, Errands, Requests
from kiosk.staff.hours import Hours
from kiosk.staff.printer import SlipPrinter
from kiosk.staff.room import StaffRoom

DARK = 8
"""Mean brightness of a frame, of 255, below which a lens is covered; a market at night is above twenty."""

_SLIP = (
    "Máy in chạy tốt.",
    "Ỗ Ệ Ẳ ỡ ữ ậ đ ₫",
    "Giấy còn, chữ rõ, có dấu.",
)
"""What the test prints: marks stacked as high as they come."""


class Machine(Struct, frozen=True):
    """What the staff room may ask of the other parts."""

    cells: Callable[[str], Mapping[Any, int]]
    library: Callable[[], Library]
    source: Callable[[], Any] | None
    """Makes a camera; `None` where there is none."""
    voice: Any
    panel: Any
    leave: Callable[[], None]


def defaults(settings: Settings) -> House:
    """How the settings would set the kiosk up."""
    visit, voice = settings.visit, settings.voice
    number, sends = visit.help_number, settings.stats.upload
    return House(lang=visit.language, volume=voice.volume, accent=voice.accent, help_number=number, sends=sends)


def house_of(settings: Settings) -> House:
    """The kiosk as it is set up: what staff have set is stronger than the settings."""
    return house.kept(settings.staff.folder, defaults(settings), say=say)


def say(sentence: str) -> None:
    """A line in the log."""
    sys.stderr.write(f"{sentence}\n")


def open_staff(
    settings: Settings, machine: Machine, tell: Callable[[e.Event], None], stack: ExitStack, *, desk: bool
) -> StaffRoom:
    """Open the staff room; it is closed with the stack."""
    known = house_of(settings)
    hours = Hours(tell, partial(known_time, settings), known.opens, known.closes)
    room = StaffRoom(
        tell,
        folder=settings.staff.folder,
        defaults=defaults(settings),
        cards=StaffCards(settings.update.folder / "cards.json", say=say, also=_desk_cards(desk)),
        errands=_errands(settings, machine, desk=desk),
        pages=_pages(settings, machine),
        trials=trials.Trials(_probes(settings, machine, desk=desk)),
        changed=hours.set,
        say=say,
    )
    stack.callback(room.close)
    hours.start()
    stack.callback(hours.close)
    return room


def _desk_cards(desk: bool) -> tuple[str, ...]:
    return (digest_of(DESK_LINE),) if desk else ()


def _errands(settings: Settings, machine: Machine, *, desk: bool) -> Errands:
    if desk:
        return DeskErrands(settings.update.source, machine.leave, say)
    return Requests(settings.data.folder / "requests")


def _pages(settings: Settings, machine: Machine) -> dict[str, Callable[[], facts.Rows]]:
    return {
        "content": lambda: facts.content(content_known(settings), last_update(settings), known_time(settings)),
        "counts-today": lambda: facts.today(machine.cells(_today())),
        "counts-tonight": lambda: facts.tonight(_document(settings, machine), _left(settings)),
        "network": lambda: facts.network(link(settings), last_update(settings), known_time(settings)),
    }


def _document(settings: Settings, machine: Machine) -> dict[str, Any]:
    from kiosk.nightly import preview  # noqa: PLC0415 - only when staff look
    from kiosk.stats.registry import load_registry  # noqa: PLC0415

    registry = load_registry(settings.stats.metrics.read_bytes(), machine.library())
    told: dict[str, Any] = to_builtins(preview(settings, _today(), machine.cells, registry))
    return told


def _left(settings: Settings) -> str:
    """The newest day whose document was sent or given away."""
    from kiosk.nightly import outbox  # noqa: PLC0415

    last = outbox(settings).last_left()
    return last[0] if last else ""


def _today() -> str:
    return date.today().isoformat()


def _probes(settings: Settings, machine: Machine, *, desk: bool) -> dict[str, trials.Probe]:
    return {
        "sound": partial(_sound, settings, machine),
        "camera": partial(_camera, machine),
        "lamp": partial(_panel, machine),
        "buttons": partial(_panel, machine),
        "printer": lambda: trials.printer(_printer(settings, desk=desk), _slip()),
        "store": partial(trials.store, settings.data.folder),
        "space": partial(trials.space, settings.data.folder),
        "temperature": trials.temperature,
        "clock": partial(trials.clock, partial(known_time, settings)),
    }


def _sound(settings: Settings, machine: Machine) -> trials.Came:
    if machine.voice is None or not settings.voice.on:
        return "absent", ""
    machine.voice.effect("done")
    return "ask", ""


def _panel(machine: Machine) -> trials.Came:
    return ("absent", "") if machine.panel is None else ("ask", "")


def _camera(machine: Machine) -> trials.Came:
    """A camera of its own, opened, looked through and closed: the kiosk's own is shut in the staff menu."""
    if machine.source is None:
        return "absent", ""
    from kiosk.camera.seam import CameraLost  # noqa: PLC0415

    camera = machine.source()
    try:
        camera.open()
        bright = float(camera.frame().gray().mean())
    except CameraLost:
        return "bad", "no_picture"
    finally:
        camera.close()
    return ("good", "") if bright >= DARK else ("bad", "dark")


def _printer(settings: Settings, *, desk: bool) -> SlipPrinter | None:
    from pathlib import Path  # noqa: PLC0415

    from kiosk.screen.faces import FOLDERS, family  # noqa: PLC0415

    named = settings.staff.printer or (str(settings.staff.folder / "slip.bin") if desk else "")
    return SlipPrinter(Path(named), family(FOLDERS).get("semibold")) if named else None


def _slip() -> tuple[str, ...]:
    return (*_SLIP, datetime.now().strftime("%d/%m/%Y %H:%M"))
