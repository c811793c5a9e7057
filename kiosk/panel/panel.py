"""The panel of the device. It alone owns its pins; its failure stops no visit, for the screen has every button too."""

from collections.abc import Callable, Mapping
from functools import partial
from time import monotonic_ns
from typing import Any

from kiosk.core.events import AskedAgain, Event, Failed, HelperCalled, WentBack, WentOn
from kiosk.core.units import DurationMs
from kiosk.panel.debounce import Debounce

BUTTONS: dict[str, Event] = {
    "back": WentBack(),
    "again": AskedAgain(),
    "next": WentOn(),
    "help": HelperCalled(),
}
"""What each button means."""

LAMPS = ("help", "camera")

PINS: dict[str, int] = {"back": 5, "again": 6, "next": 13, "help": 16, "help_lamp": 26, "camera_lamp": 12}
"""Where things are wired unless the settings say otherwise: GPIO numbers, buttons to ground. Clear of the pins that
sound boards (18 to 21), a battery clock (2, 3), serial displays (7 to 11) and the console (14, 15) use."""


def _now() -> DurationMs:
    return DurationMs(monotonic_ns() // 1_000_000)


class Panel:
    """Buttons become events, `lamp` lights a lamp. No method raises; what fails arrives once as `Failed('panel', …)`.

    `factory` is where gpiozero gets its pins from: none for the device, a mock one for a desk or a test.
    """

    def __init__(
        self,
        tell: Callable[[Event], None],
        pins: Mapping[str, int] | None = None,
        factory: Any = None,
        *,
        clock: Callable[[], DurationMs] = _now,
    ) -> None:
        self._tell, self._clock, self._factory = tell, clock, factory
        self._pins = PINS if pins is None else pins
        self._open: list[Any] = []
        self._lamps: dict[str, Any] = {}

    def open(self) -> bool:
        """Take the pins. Whether there is a panel now; if not, the reason has been told."""
        try:
            factory = self._factory or _device_factory()
            for name, event in BUTTONS.items():
                self._wire_button(name, event, factory)
            for name in LAMPS:
                self._wire_lamp(name, factory)
        except Exception as error:  # noqa: BLE001 - the border: pin libraries raise whatever the kernel gave them
            self.close()
            self._tell(Failed("panel", _sentence(error)))
            return False
        return True

    def lamp(self, name: str, on: bool) -> None:
        """Light a lamp or put it out; nothing happens where none is wired."""
        lamp = self._lamps.get(name)
        if lamp is None:
            return
        try:
            lamp.value = int(on)
        except Exception as error:  # noqa: BLE001 - the border, as in `open`
            self.close()
            self._tell(Failed("panel", _sentence(error)))

    def lit(self, name: str) -> bool:
        """Whether a lamp is on."""
        return name in self._lamps and bool(self._lamps[name].value)

    def close(self) -> None:
        """Give the pins back. May be called twice."""
        for device in reversed(self._open):
            device.close()
        self._open, self._lamps = [], {}

    def _wire_button(self, name: str, event: Event, factory: Any) -> None:
        if name not in self._pins:
            return
        # Not gpiozero's `Button`: each one keeps a thread that wakes ten times a second to see whether it is held.
        from gpiozero import DigitalInputDevice  # noqa: PLC0415 - only a panel needs it, and it takes a tenth of a second

        button = DigitalInputDevice(self._pins[name], pull_up=True, bounce_time=None, pin_factory=factory)
        self._open.append(button)
        debounce = Debounce()
        button.when_activated = partial(self._pressed, button, debounce, event)
        button.when_deactivated = partial(self._released, debounce)

    def _wire_lamp(self, name: str, factory: Any) -> None:
        if f"{name}_lamp" not in self._pins:
            return
        from gpiozero import LED  # noqa: PLC0415 - as above

        self._lamps[name] = LED(self._pins[f"{name}_lamp"], pin_factory=factory)
        self._open.append(self._lamps[name])

    def _pressed(self, button: Any, debounce: Debounce, event: Event) -> None:
        # The level is read again: a spark from a motor next door makes an edge too, but is over before we look.
        if debounce.pressed(self._clock()) and button.pin.state == 0:
            self._tell(event)

    def _released(self, debounce: Debounce) -> None:
        debounce.released(self._clock())


def _device_factory() -> Any:
    """The Pi's own pins through lgpio, and through nothing else.

    gpiozero would look for one library after another, warn about each and end with one that cannot see a Pi 5.
    """
    from gpiozero.pins.lgpio import LGPIOFactory  # noqa: PLC0415

    return LGPIOFactory()


def _sentence(error: Exception) -> str:
    if isinstance(error, ImportError):
        return "the panel needs the lgpio library: install the 'pi' extra, or switch the panel off in the settings"
    return f"the panel cannot be used ({type(error).__name__}: {error}): check the wiring and the pins in the settings"
