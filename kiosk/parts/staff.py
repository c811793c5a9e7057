"""The staff room put together: what it needs of the other parts is handed to it here, as functions."""

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
from kiosk.knowledge import content_known, known_time, last_update, link
from kiosk.parts.house import defaults, house_of, say
from kiosk.parts.opening import DESK_LINE
from kiosk.staff import aimed, facts, trials
from kiosk.staff.cards import FIRST_CARDS, StaffCards
from kiosk.staff.errands import DeskErrands, Errands, Requests
from kiosk.staff.hours import Hours
from kiosk.staff.machine import machine as machine_rows
from kiosk.staff.printer import SlipPrinter
from kiosk.staff.room import StaffRoom
from kiosk.stats.board import model

Touches = tuple[tuple[float, float], ...]

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
    health: Callable[[], Mapping[str, int | str]]
    """How the machine is, as the nightly document would tell it now."""
    fit: Callable[[Touches], aimed.Matrix]
    """Put the touchscreen right by touches of the crosses. Raises `ValueError` when they were none."""


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
        cards=staff_cards(settings, also=_desk_cards(desk)),
        errands=_errands(settings, machine, desk=desk),
        pages=_pages(settings, machine),
        trials=trials.Trials(_probes(settings, machine, desk=desk)),
        fit=partial(_fit, settings, machine),
        changed=hours.set,
        say=say,
    )
    stack.callback(room.close)
    hours.start()
    stack.callback(hours.close)
    return room


def staff_cards(settings: Settings, also: tuple[str, ...] = ()) -> StaffCards:
    """The cards that open this menu: those of the office, and until these have come the one of the first boot."""
    signed, first = settings.update.folder / "cards.json", settings.data.folder / FIRST_CARDS
    return StaffCards(signed, first=first, say=say, also=also)


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
        "counts-tonight": lambda: facts.tonight(_document(settings, machine), _left(settings), _waits(settings)),
        "counts-sent": lambda: facts.sent(*_sent(settings)),
        "network": lambda: facts.network(link(settings), last_update(settings), known_time(settings)),
        "machine": lambda: machine_rows(machine.health(), model()),
    }


def _fit(settings: Settings, machine: Machine, touches: Touches) -> bool:
    """Put the touchscreen right and keep that; whether these were touches of the crosses."""
    try:
        matrix = machine.fit(touches)
    except ValueError as refused:
        say(f"staff: the touchscreen was not calibrated: {refused}")
        return False
    aimed.keep(settings.staff.folder, matrix)
    say(f"staff: the touchscreen was calibrated: {' '.join(f'{number:.4f}' for number in matrix)}")
    return True


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


def _waits(settings: Settings) -> int:
    """How many finished days have not been sent."""
    from kiosk.nightly import outbox  # noqa: PLC0415

    return sum(1 for _ in outbox(settings).waiting())


def _sent(settings: Settings) -> tuple[dict[str, Any] | None, str, str]:
    """The document that left last, where to, and when."""
    from kiosk.nightly import outbox  # noqa: PLC0415

    box = outbox(settings)
    last = box.last_left()
    document = box.document(last[0]) if last else None
    if last is None or document is None:
        return None, "", ""
    return to_builtins(document), last[1].to, last[1].at


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
