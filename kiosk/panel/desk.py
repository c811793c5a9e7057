"""The panel of a desk: gpiozero's own pretend pins, pressed from the keyboard. Behind them it is the device's code."""

from collections.abc import Callable, Mapping
from typing import Any

from kiosk.core.events import Event
from kiosk.panel.panel import Panel
from kiosk.panel.wiring import ALL, BY_NAME


class DeskPanel:
    """A panel one can press by name, with everything wired that there can be.

    `open`, `lamp`, `lit`, `active`, `turn` and `close` are those of `Panel`.
    """

    def __init__(self, tell: Callable[[Event], None], pins: Mapping[str, int] | None = None) -> None:
        """`pins` are those of the settings; what they leave out is where the wiring picture has it, if that is free."""
        self._tell = tell
        given = {} if pins is None else pins
        self._pins = {name: gpio for name, gpio in ALL.items() if gpio not in given.values()} | dict(given)
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
        self._drive(button, on=True)
        self._drive(button, on=False)

    def turn_over(self, name: str) -> None:
        """Hold a button down or let it go, plug a headphone in or out, come or leave, make it dark or bright."""
        self._drive(name, on=not self.active(name))

    def _drive(self, name: str, *, on: bool) -> None:
        gpio = self._pins[name]
        if self._panel is not None:
            pin = self._factory.pin(gpio)
            (pin.drive_low if on == BY_NAME[name].to_ground else pin.drive_high)()

    def lamp(self, name: str, on: bool) -> None:
        """Light a lamp or put it out."""
        if self._panel is not None:
            self._panel.lamp(name, on)

    def lit(self, name: str) -> bool:
        """Whether a lamp is on, so that the window can show it."""
        return self._panel is not None and self._panel.lit(name)

    def active(self, name: str) -> bool:
        """Whether a button is down, a lamp on, a sensor on."""
        return self._panel is not None and self._panel.active(name)

    def turn(self) -> None:
        """Judge what needs time."""
        if self._panel is not None:
            self._panel.turn()

    def close(self) -> None:
        """Let the pins go. May be called twice."""
        if self._panel is not None:
            self._panel.close()
            self._factory.close()
        self._panel = self._factory = None
