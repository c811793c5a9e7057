"""Pins of a Raspberry Pi for gpiozero, through libgpiod: the kernel wakes us for an edge, and for nothing else.

gpiozero has factories of its own; all of them look at a clock. lgpio's thread comes back every half millisecond while
it waits for edges (`tspec` in lgPthAlerts.c), the one called native every ten. A kiosk at rest is allowed five wake-ups
a second. So this is gpiozero's pin, with the lines of libgpiod behind it and one thread that sleeps until there is an
edge.
"""

import errno
import os
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from threading import Thread
from typing import Any

import gpiod
from gpiod.line import Bias, Direction, Edge, Value
from gpiozero.exc import PinInvalidBounce, PinInvalidFunction, PinSetInput, PinUnknownPi
from gpiozero.pins.local import LocalPiFactory, LocalPiPin

from kiosk.panel.chips import header_chip
from kiosk.panel.trouble import CONSUMER, Busy, NoHeader

PI_4 = 0xC03111
"""A Raspberry Pi 4 B. gpiozero asks which board it is for the names of its pins, the same on all since 2014."""

_BIAS = {"up": Bias.PULL_UP, "down": Bias.PULL_DOWN, "floating": Bias.DISABLED}
_EDGES = {"both": Edge.BOTH, "rising": Edge.RISING, "falling": Edge.FALLING}


class LineFactory(LocalPiFactory):  # type: ignore[misc] # gpiozero has no types
    """Opens the chip behind the 40-pin header. Raises `NoHeader` where there is none."""

    def __init__(self, root: Path = Path("/")) -> None:
        super().__init__()
        file = header_chip(root)
        if file is None:
            raise NoHeader
        self.chip = gpiod.Chip(str(file))
        self.watch = Watch()
        self.pin_class = LinePin

    def _get_revision(self) -> int:
        """Only the firmware of a Pi tells which one it is; one that was started otherwise has the same header."""
        try:
            return int(super()._get_revision())
        except PinUnknownPi:
            return PI_4

    def close(self) -> None:
        """Give all lines back; the kernel takes lamps for inputs then, and they go out."""
        self.watch.close()
        super().close()
        self.chip.close()


class Watch:
    """One thread that waits for edges of all lines."""

    def __init__(self) -> None:
        self._selector = DefaultSelector()
        self._hears, self._bell = os.pipe()
        self._selector.register(self._hears, EVENT_READ)
        self._thread: Thread | None = None

    def add(self, line: int, pin: "LinePin") -> None:
        """Call a pin for the edges that its line has."""
        self._selector.register(line, EVENT_READ, pin)
        if self._thread is None:
            self._thread = Thread(target=self._run, name="panel", daemon=True)
            self._thread.start()

    def drop(self, line: int) -> None:
        """No more of that line."""
        if line in self._selector.get_map():
            self._selector.unregister(line)

    def close(self) -> None:
        """End the thread. May be called twice."""
        if self._bell < 0:
            return
        os.write(self._bell, b".")
        if self._thread is not None:
            self._thread.join(2)
        self._selector.close()
        os.close(self._hears)
        os.close(self._bell)
        self._bell = -1

    def _run(self) -> None:
        while True:
            for key, _ in self._selector.select():
                if key.data is None:
                    return
                try:
                    key.data.happened()
                except OSError:  # the line is being given back; whoever reads its level next hears of anything worse
                    self.drop(key.fd)


class LinePin(LocalPiPin):  # type: ignore[misc] # as above
    """One line. It is taken as an input when it is made, and changed after that, never freed in between."""

    def __init__(self, factory: LineFactory, info: Any) -> None:
        super().__init__(factory, info)
        self._direction, self._pull, self._edge = Direction.INPUT, "floating", "both"
        self._listens = False
        self._line = self._taken()

    def close(self) -> None:
        """Give the line back. May be called twice, by the device and by the factory."""
        if self._line:
            self.factory.watch.drop(self._line.fd)
            self._line.release()

    def happened(self) -> None:
        """Hand on the edges that the kernel has kept; called by the one thread."""
        for edge in self._line.read_edge_events():
            rose = edge.event_type is edge.Type.RISING_EDGE
            self._call_when_changed(edge.timestamp_ns / 1e9, int(rose))

    def output_with_state(self, state: Any) -> None:
        """Become an output at once in this state, so that no lamp flashes."""
        self._direction = Direction.OUTPUT
        self._changed(Value.ACTIVE if state else Value.INACTIVE)

    def _taken(self) -> Any:
        chip = self.factory.chip
        try:
            return chip.request_lines(consumer=CONSUMER, config={self._number: self._settings()})
        except OSError as error:
            if error.errno != errno.EBUSY:
                raise
            raise Busy(self._number, chip.get_line_info(self._number).consumer or "") from None

    def _settings(self, value: Value = Value.INACTIVE) -> Any:
        if self._direction is Direction.OUTPUT:
            return gpiod.LineSettings(direction=Direction.OUTPUT, output_value=value)
        edge = _EDGES[self._edge] if self._listens else Edge.NONE
        return gpiod.LineSettings(direction=Direction.INPUT, bias=_BIAS[self._pull], edge_detection=edge)

    def _changed(self, value: Value = Value.INACTIVE) -> None:
        self._line.reconfigure_lines({self._number: self._settings(value)})

    def _get_function(self) -> str:
        return "output" if self._direction is Direction.OUTPUT else "input"

    def _set_function(self, value: str) -> None:
        if value not in ("input", "output"):
            raise PinInvalidFunction(f'invalid function "{value}" for pin {self!r}')
        direction = Direction.OUTPUT if value == "output" else Direction.INPUT
        if direction is not self._direction:
            self._direction = direction
            self._changed()

    def _get_state(self) -> int:
        return int(self._line.get_value(self._number) is Value.ACTIVE)

    def _set_state(self, value: Any) -> None:
        if self._direction is Direction.INPUT:
            raise PinSetInput(f"cannot set state of pin {self!r}")
        self._line.set_value(self._number, Value.ACTIVE if value else Value.INACTIVE)

    def _get_pull(self) -> str:
        return self._pull

    def _set_pull(self, value: str) -> None:
        self._pull = value
        self._changed()

    def _get_bounce(self) -> None:
        return None

    def _set_bounce(self, value: Any) -> None:
        if value is not None:
            raise PinInvalidBounce("these pins leave bouncing to kiosk.panel.debounce")

    def _get_edges(self) -> str:
        return self._edge

    def _set_edges(self, value: str) -> None:
        self._edge = value
        if self._listens:
            self._changed()

    def _enable_event_detect(self) -> None:
        self._listens = True
        self._changed()
        self.factory.watch.add(self._line.fd, self)

    def _disable_event_detect(self) -> None:
        self.factory.watch.drop(self._line.fd)
        self._listens = False
        self._changed()
