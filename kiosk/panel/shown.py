"""What is wired and how it is just now, line by line: `kiosk doctor --panel`. Lamps are lit one after another."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from kiosk.core.events import Event, Failed
from kiosk.core.units import DurationMs
from kiosk.panel.wiring import PIN_OF, WIRES, Wire

LIT_MS = DurationMs(1_000)
"""How long each lamp burns while somebody looks which one it is."""

_WORDS: dict[str, tuple[str, str]] = {
    "button": ("up", "DOWN"),
    "lamp": ("out", "LIT"),
    "presence": ("nobody", "SOMEBODY"),
    "light": ("bright", "DARK"),
    "jack": ("empty", "PLUGGED IN"),
}
"""Kind or name → how it is called when it is off, and when it is on."""


class Looked(Protocol):
    """What is needed of a panel; `Panel` and `DeskPanel` are one."""

    def lamp(self, name: str, on: bool) -> None:
        """Light a lamp or put it out."""

    def active(self, name: str) -> bool:
        """Whether something is on."""

    def turn(self) -> None:
        """Judge what needs time."""


class Shown:
    """A panel to look at; `heard` fills with what it tells meanwhile."""

    def __init__(self, panel: Looked, pins: Mapping[str, int], heard: Sequence[Event]) -> None:
        self._panel, self._pins, self._heard = panel, pins, heard
        self._lamps = [wire.name.removesuffix("_lamp") for wire in WIRES if wire.kind == "lamp" and wire.name in pins]

    def lines(self, now: DurationMs) -> tuple[str, ...]:
        """Everything there can be, then what was told last."""
        for n, lamp in enumerate(self._lamps):
            self._panel.lamp(lamp, on=now // LIT_MS % len(self._lamps) == n)
        self._panel.turn()
        return (*(self._line(wire) for wire in WIRES), f"last told: {self._last()}")

    def _last(self) -> str:
        if not self._heard:
            return "nothing yet"
        event = self._heard[-1]
        return event.why if isinstance(event, Failed) else repr(event)

    def _line(self, wire: Wire) -> str:
        gpio = self._pins.get(wire.name, 0)
        if not gpio:
            return f"{wire.kind:7} {wire.name:12} not wired"
        off, on = _WORDS.get(wire.name) or _WORDS[wire.kind]
        state = on if self._panel.active(wire.name) else off
        return f"{wire.kind:7} {wire.name:12} GPIO {gpio:<3} pin {PIN_OF[gpio]:<3} {state}"
