"""The panel of a desk: gpiozero's own pretend pins, pressed from the keyboard. Behind them it is the device's code."""

from collections.abc import Callable, Mapping
from typing import Any

from kiosk.core.events import Event
from kiosk.panel.panel import PINS, Panel


class DeskPanel:
    """A panel one can press by name. `open`, `lamp`, `lit` and `close` are those of `Panel`."""

    def __init__(self, tell: Callable[[Event], None], pins: Mapping[str, int] | None = None) -> None:
        self._tell = tell
        self._pins = PINS if pins is None else pins
        self._factory: Any = None
        self._panel: Panel | None = None

    def open(self) -> bool:
        """Make the pretend pins and wire the panel to them."""
        from gpiozero.pins.mock import MockFactory  # noqa: PLC0415 - loading it takes a tenth of a second

        self._factory = MockFactory()
        self._panel = Panel(self._tell, self._pins, self._factory)
        return self._panel.open()

    def press(self, button: str) -> None:
        """Push a button down and let it go. Raises `KeyError` for a button that is not wired."""
        pin = self._pins[button]
        if self._factory is not None:
            self._factory.pin(pin).drive_low()
            self._factory.pin(pin).drive_high()

    def lamp(self, name: str, on: bool) -> None:
        """Light a lamp or put it out."""
        if self._panel is not None:
            self._panel.lamp(name, on)

    def lit(self, name: str) -> bool:
        """Whether a lamp is on, so that the window can show it."""
        return self._panel is not None and self._panel.lit(name)

    def close(self) -> None:
        """Let the pins go. May be called twice."""
        if self._panel is not None:
            self._panel.close()
            self._factory.close()
        self._panel = self._factory = None
