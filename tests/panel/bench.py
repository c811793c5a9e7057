"""A panel on pretend pins, fingers to press it with, a clock to turn and a list of what was told."""

from gpiozero.pins.mock import MockFactory, MockPin

from kiosk.core.events import Event
from kiosk.core.units import DurationMs
from kiosk.panel.panel import Panel
from kiosk.panel.wiring import BY_NAME, PINS


class Grounded(MockPin):  # type: ignore[misc] # gpiozero has no types
    """A line that a closed contact keeps low."""

    def _set_pull(self, value: str) -> None:
        super()._set_pull(value)
        self._state = False


class Bench:
    """Everything happens at `now`; `waits` is the loop going round twice a second."""

    def __init__(self, pins: dict[str, int] = PINS, *, holds: bool = True) -> None:
        self.told: list[Event] = []
        self.now = DurationMs(0)
        self.pins = pins
        self.factory = MockFactory()
        self.panel = Panel(self.told.append, pins, self.factory, clock=lambda: self.now, holds=holds)

    def drive(self, name: str, *, on: bool) -> None:
        """The thing goes on or off, whichever level that is."""
        pin = self.factory.pin(self.pins[name])
        (pin.drive_low if on == BY_NAME[name].to_ground else pin.drive_high)()

    def jam(self, name: str) -> None:
        """Something to ground is on before the panel is opened, and whatever pulls its line up is weaker."""
        self.factory.pin(self.pins[name], pin_class=Grounded)

    def press(self, name: str, at: int) -> None:
        """A button goes down."""
        self.now = DurationMs(at)
        self.drive(name, on=True)

    def release(self, name: str, at: int) -> None:
        """A button goes up."""
        self.now = DurationMs(at)
        self.drive(name, on=False)

    def waits(self, ms: int) -> "Bench":
        """Time passes."""
        for _ in range(ms // 500):
            self.now = DurationMs(self.now + 500)
            self.panel.turn()
        return self

    def hears(self) -> list[Event]:
        """What was told since the last time."""
        heard = list(self.told)
        self.told.clear()
        return heard

    def close(self) -> None:
        """Give everything back."""
        self.panel.close()
        self.factory.close()
