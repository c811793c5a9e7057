"""How each part of this machine is, in words and with the remedy; `kiosk doctor` prints it. Nothing is mended here.

Looking must be harmless beside a running kiosk: files are opened for reading, no pin and no sound device is taken. Only
the memory card is tried: one small file in the data folder, written, read back and removed.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from kiosk.config import Settings
from kiosk.health import answers, board, lessons, machine, sending, staff
from kiosk.health.finding import Condition, Finding, Place
from kiosk.health.machine import space

__all__ = ["Condition", "Finding", "Place", "examine", "space", "worst"]


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
    except OSError as error:
        says = f"{error.filename or 'A file'} cannot be looked at ({error.strerror or type(error).__name__})."
        remedy = "Look as root: sudo kiosk doctor. If all is well there, let the kiosk's user read it."
        return Finding(part=part, state="degraded", says=says, remedy=remedy)
    except Exception as error:  # noqa: BLE001 - the border: one part that cannot be looked at must not hide the others
        says = f"Could not be examined ({type(error).__name__}: {error})."
        return Finding(part=part, state="degraded", says=says, remedy="Report this with the line above.")


_LOOKS: dict[str, _Look] = {
    "content": lessons.content,
    "release": staff.release,
    "board": board.board,
    "power": board.power,
    "temperature": board.heat,
    "memory card": board.card,
    "memory": board.memory,
    "clock": board.clock,
    "display": machine.display,
    "touchscreen": board.touchscreen,
    "fonts": lessons.fonts,
    "voice": lessons.voice,
    "sound card": machine.sound,
    "camera": machine.camera,
    "failures": lessons.failures,
    "panel": machine.panel,
    "counters": lessons.counters,
    "numbers": sending.sending,
    "updates": staff.updates,
    "settings": staff.given,
    "answers": answers.answers,
    "staff": staff.pin,
    "printer": staff.printer,
    "free space": machine.free_space,
}
