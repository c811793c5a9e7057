"""The panel of the device. It alone owns its pins; its failure stops no visit, for the screen has every button too.

Edges are heard in a thread of the pin library, which sleeps between them. Whatever needs time (a button that is held or
stuck, a sensor that flickers) is judged in `turn`, which the loop calls each round: so nothing of it wakes the machine.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from threading import Lock
from time import monotonic_ns
from typing import Any

from kiosk.core.events import (
    AskedAgain,
    Event,
    Failed,
    HelperCalled,
    HelpHeld,
    HelpReleased,
    HelpStuck,
    JackSensed,
    PersonNear,
    Recovered,
    RoomLight,
    WentBack,
    WentOn,
)
from kiosk.core.units import DurationMs
from kiosk.panel.debounce import Debounce
from kiosk.panel.grip import Grip
from kiosk.panel.steady import Steady
from kiosk.panel.trouble import sentence
from kiosk.panel.wiring import BY_NAME, PINS

BUTTONS: dict[str, Event] = {
    "back": WentBack(),
    "again": AskedAgain(),
    "next": WentOn(),
    "help": HelperCalled(),
}
"""What each button means."""

SENSORS: dict[str, Callable[[bool], Event]] = {
    "presence": lambda on: PersonNear(near=on),
    "light": lambda on: RoomLight(bright=not on),
    "jack": lambda on: JackSensed(plugged=on),
}
"""What each sensor tells. The line of the light sensor is on where it is dark: a wire that is torn leaves it bright."""

STEADY_MS = {"presence": (0, 30_000), "light": (10_000, 10_000), "jack": (700, 700)}
"""How long each must stand before it counts, on and off: somebody who comes lights the screen at once, and somebody
who moves little has not gone; a cloud is no evening; a plug scrapes on its way in."""


def _now() -> DurationMs:
    return DurationMs(monotonic_ns() // 1_000_000)


def _on(device: Any) -> bool:
    """Whether it is on, asked in the thread that hears edges: one may come while the panel is being closed."""
    try:
        return bool(device.value)
    except Exception:  # noqa: BLE001 - the border, as in `Panel.open`; `turn` hears of anything worse
        return False


class Panel:
    """Buttons and sensors become events, `lamp` lights a lamp. No method raises; what fails arrives as `Failed`.

    `factory` is where gpiozero gets its pins from: none for the device, a mock one for a desk or a test. Without
    `holds` nothing is told of a help button that is held.
    """

    def __init__(
        self,
        tell: Callable[[Event], None],
        pins: Mapping[str, int] | None = None,
        factory: Any = None,
        *,
        clock: Callable[[], DurationMs] = _now,
        holds: bool = True,
    ) -> None:
        self._tell, self._clock, self._factory, self._holds = tell, clock, factory, holds
        self._pins = PINS if pins is None else pins
        self._wired: dict[str, Any] = {}
        self._debounces: dict[str, Debounce] = {}
        self._grips: dict[str, Grip] = {}
        self._steady: dict[str, Steady] = {}
        self._ill: set[str] = set()
        self._own: Any = None
        self._lock = Lock()

    def open(self) -> bool:
        """Take the pins. Whether there is a panel now; if not, the reason has been told."""
        try:
            factory = self._factory or self._device_factory()
            for name in self._pins:
                self._wire(name, factory)
        except Exception as error:  # noqa: BLE001 - the border: pin libraries raise whatever the kernel gave them
            self._fail(error)
            return False
        self.lamp("status", on=True)
        return True

    def lamp(self, name: str, on: bool) -> None:
        """Light a lamp or put it out; nothing happens where none is wired."""
        lamp = self._wired.get(f"{name}_lamp")
        if lamp is None:
            return
        try:
            lamp.value = int(on)
        except Exception as error:  # noqa: BLE001 - the border, as in `open`
            self._fail(error)

    def lit(self, name: str) -> bool:
        """Whether a lamp is on."""
        return self.active(f"{name}_lamp")

    def active(self, name: str) -> bool:
        """Whether a button is down, a lamp on, a sensor on, just now; what is not wired never is."""
        device = self._wired.get(name)
        return device is not None and bool(device.value)

    def turn(self) -> None:
        """Judge what needs time. Called each round of the loop, at least twice a second; costs next to nothing."""
        try:
            with self._lock:
                events = tuple(self._judged(self._clock()))
        except Exception as error:  # noqa: BLE001 - the border, as in `open`
            self._fail(error)
            return
        for event in events:
            self._tell(event)

    def close(self) -> None:
        """Give the pins back. May be called twice."""
        for device in reversed(self._wired.values()):
            device.close()
        self._wired, self._grips, self._steady = {}, {}, {}
        if self._own is not None:
            self._own.close()
            self._own = None

    def _device_factory(self) -> Any:
        from kiosk.panel.lines import LineFactory  # noqa: PLC0415 - only a device has it

        self._own = LineFactory()
        return self._own

    def _fail(self, error: Exception) -> None:
        self.close()
        self._tell(Failed("panel", sentence(error)))

    # --- wiring -------------------------------------------------------------------------------------------------------

    def _wire(self, name: str, factory: Any) -> None:
        # Not gpiozero's `Button`: each one keeps a thread that wakes ten times a second to see whether it is held.
        from gpiozero import LED, DigitalInputDevice  # noqa: PLC0415 - only a panel needs it; it takes a tenth of a second

        wire, gpio = BY_NAME[name], self._pins[name]
        if wire.kind == "lamp":
            self._wired[name] = LED(gpio, pin_factory=factory)
            return
        device = DigitalInputDevice(gpio, pull_up=wire.to_ground, bounce_time=None, pin_factory=factory)
        self._wired[name] = device
        if wire.kind == "button":
            self._watch_button(name, device)
        else:
            self._watch_sensor(name, device)

    def _watch_button(self, name: str, button: Any) -> None:
        self._debounces[name], self._grips[name] = Debounce(), Grip()
        if button.value:
            self._grips[name].found_down(self._clock())
        button.when_activated = partial(self._pressed, name, button)
        button.when_deactivated = partial(self._released, name)

    def _watch_sensor(self, name: str, sensor: Any) -> None:
        rise, fall = STEADY_MS[name]
        steady = self._steady[name] = Steady(rise=rise, fall=fall)
        steady.found(self._clock(), on=bool(sensor.value))
        # Nobody near is not told at the beginning: a sensor that has never seen anybody may be dead, and dims nothing.
        if steady.on:
            self._tell(JackSensed(plugged=True, before=True) if name == "jack" else SENSORS[name](True))
        sensor.when_activated = partial(self._sensed, name, sensor)
        sensor.when_deactivated = partial(self._sensed, name, sensor)

    # --- edges, in the thread of the pin library ----------------------------------------------------------------------

    def _pressed(self, name: str, button: Any) -> None:
        # The level is read again: a spark from a motor next door makes an edge too, but is over before we look.
        with self._lock:
            now, down = self._clock(), _on(button)
            meant, grip = self._debounces[name].pressed(now) and down, self._grips.get(name)
            if down and grip is not None:
                grip.pressed(now)
                meant &= not grip.stuck
        if meant:
            self._tell(BUTTONS[name])

    def _released(self, name: str) -> None:
        with self._lock:
            now = self._clock()
            self._debounces[name].released(now)
            if name in self._grips:
                self._grips[name].opened(now)

    def _sensed(self, name: str, sensor: Any) -> None:
        with self._lock:
            now, steady = self._clock(), self._steady.get(name)
            if steady is None:
                return
            steady.level(now, on=_on(sensor))
            told = steady.turn(now)
        if told is not None:
            self._tell(SENSORS[name](told))

    # --- what needs time ----------------------------------------------------------------------------------------------

    def _judged(self, now: DurationMs) -> Iterator[Event]:
        for name, grip in self._grips.items():
            if grip.down:
                yield from self._gripped(name, grip, now)
        for name, steady in self._steady.items():
            told = steady.turn(now)
            if told is not None:
                yield SENSORS[name](told)
            if steady.flaps != (name in self._ill):
                why = f"The {name} sensor comes and goes: it counts as off until it has been quiet for a minute."
                yield from self._health(name, why if steady.flaps else "")

    def _gripped(self, name: str, grip: Grip, now: DurationMs) -> Iterator[Event]:
        for told in grip.turn(now, down=self.active(name)):
            match told:
                case "held" if name == "help" and self._holds:
                    yield HelpHeld()
                case "released" if name == "help" and self._holds:
                    yield HelpReleased()
                case "stuck":
                    if name == "help":
                        yield HelpStuck()
                    yield from self._health(name, f"The button '{name}' has been down for half a minute: free it.")
                case "freed":
                    yield from self._health(name, "")

    def _health(self, name: str, why: str) -> Iterator[Event]:
        """One part of the panel fell ill, or is well; the panel is well again when all of it is."""
        if why:
            self._ill.add(name)
            yield Failed("panel", why, limps=True)
        else:
            self._ill.discard(name)
            if not self._ill:
                yield Recovered("panel")
