"""The parts that carry orders out: voice, camera, panel, counters, staff. Each may be missing; the visit goes on."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from kiosk.config import Settings
from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.content.packs import Library
from kiosk.core.units import DurationMs, Part
from kiosk.parts import opening

Tell = Callable[[e.Event], None]
Clock = Callable[[], DurationMs]


_PART_OF: dict[type[o.Order], Part] = {
    o.Count: "stats",
    o.Look: "camera",
    o.LookAway: "camera",
    o.Lamp: "panel",
    o.Say: "voice",
    o.Hush: "voice",
    o.Play: "voice",
    o.SetVolume: "voice",
    o.SwitchContent: "content",
    o.ShowCard: "staff",
    o.TryPin: "staff",
    o.Errand: "staff",
    o.KeepHouse: "staff",
    o.ConfirmSetup: "staff",
    o.TellStaff: "staff",
    o.Test: "staff",
    o.FitTouch: "staff",
}
"""Who carries out what."""


def _unheard(_event: e.Event) -> None:
    """Before `open` there is nobody to tell."""


Fit = Callable[[tuple[tuple[float, float], ...]], tuple[float, float, float, float, float, float]]
"""Puts the touchscreen right by touches of the crosses, and returns the six numbers."""


def unfit(_touches: tuple[tuple[float, float], ...]) -> tuple[float, float, float, float, float, float]:
    """Where there is no window. Raises `ValueError`."""
    raise ValueError("there is no glass")


def nothing() -> None:
    """Where nobody waits for it."""


class Parts:
    """Everything beside the screen. An order for a part that is not there is dropped: the core was told so before."""

    def __init__(self, settings: Settings, library: Library, *, desk: bool, recorded: Path | None = None) -> None:
        """`recorded` holds clips that people have spoken; they come before the rendered ones."""
        self._settings, self._library, self._desk, self._recorded = settings, library, desk, recorded
        self._stack = ExitStack()
        self._clips: Any = None
        self._voice: Any = None
        self._watcher: Any = None
        self._camera: Any = None
        self._panel: Any = None
        self._counters: Any = None
        self._staff: Any = None
        self._switch: Callable[[], None] = nothing
        self._wanted = ""
        self._retired: set[Part] = set()
        self._tell: Tell = _unheard

    def open(  # noqa: PLR0913 - what the parts need of the rest of the kiosk, by name
        self,
        *,
        tell: Tell,
        show: Callable[[Any], None],
        clock: Clock,
        switch: Callable[[], None] = nothing,
        leave: Callable[[], None] = nothing,
        fit: Fit = unfit,
    ) -> None:
        """Open what the settings ask for; libraries are loaded here, after the first picture.

        `switch` takes the release that is ready; `leave` closes the window of a desk; `fit` puts the touchscreen right.
        """
        self._tell, self._switch = tell, switch
        self._try("voice", lambda: self._open_voice(tell, clock))
        self._try("camera", lambda: self._open_camera(tell, show))
        self._try("panel", lambda: self._open_panel(tell))
        self._try("stats", lambda: self._open_counters(tell))
        self._try("staff", lambda: self._open_staff(tell, leave, fit))

    def renew(self, library: Library, recorded: Path | None = None) -> None:
        """Other content is in use: its practice cards, its clips, its counters. Takes no time; nobody is learning."""
        self._library, self._recorded = library, recorded
        if self._clips is not None:
            self._clips.use(opening.clip_folders(self._settings, recorded))
        if self._camera is not None:
            opening.hand_cards(self._camera, library, desk=self._desk)
        if self._counters is not None:
            self._counters.allow(opening.registry(self._settings, library))

    def carry(self, order: o.Order) -> None:
        """Hand an order to the part that can do it. A part that raises is retired: told as failed, not asked again."""
        part = _PART_OF[type(order)]
        if part in self._retired:
            return
        try:
            self._carry(order, part)
        except Exception as error:  # noqa: BLE001 - the border between the core and everything that can break
            self._retired.add(part)
            self._tell(e.Failed(part, type(error).__name__))
            self._tell(e.Stumbled())

    def _carry(self, order: o.Order, part: Part) -> None:
        match order:
            case o.Count():
                self._count(order)
            case o.Look() | o.LookAway():
                self._look(order)
            case o.Lamp() if self._panel is not None:
                self._panel.lamp(order.lamp, order.on)
            case o.SwitchContent():
                self._switch()
            case _ if part == "staff" and self._staff is not None:
                self._staff.do(order)
            case _ if part == "voice" and self._voice is not None:
                self._speak(order)

    def press(self, button: str) -> None:
        """A desk's key plays a button of the panel."""
        if self._panel is not None:
            self._panel.press(button)

    def turn_over(self, name: str) -> None:
        """A desk's key holds a button of the panel or lets it go, and plays its sensors."""
        if self._panel is not None:
            self._panel.turn_over(name)

    def turn(self) -> None:
        """Called each round of the loop, for what must not have a clock of its own."""
        if self._panel is not None:
            self._panel.turn()

    def hanging(self) -> str:
        """A part that never came back from its driver; empty when there is none."""
        return "voice" if self._voice is not None and self._voice.hangs() else ""

    def cards(self) -> tuple[str, ...]:
        """The practice cards there are, in the order of the packs."""
        return tuple(self._library.cards)

    def hold(self, card: str) -> None:
        """A desk's key holds a practice card before the camera, or none."""
        if self._camera is not None:
            self._camera.hold(card)

    def hold_right(self) -> None:
        """Hold the card that the lesson waits for."""
        self.hold(self._wanted)

    def hold_staff(self) -> None:
        """A desk's key holds the staff card of all desks before the camera."""
        self.hold(opening.STAFF_CARD)

    def close(self) -> None:
        """Close everything in reverse order of opening. May be called twice."""
        self._stack.close()

    def _speak(self, order: o.Order) -> None:
        match order:
            case o.Say():
                self._voice.say(order)
            case o.Hush():
                self._voice.hush()
            case o.Play(sound=sound):
                self._voice.effect(sound)
            case o.SetVolume(step=step):
                self._voice.volume(step)

    def _look(self, order: o.Order) -> None:
        self._wanted = order.card if isinstance(order, o.Look) else ""
        if self._watcher is None:
            return
        if isinstance(order, o.LookAway):
            self._watcher.look_away()
        else:
            # On a desk somebody holds the cards with a key; a kiosk without a lens holds them up by itself.
            self._watcher.look("" if self._desk else self._wanted)

    def _count(self, order: o.Count) -> None:
        if self._counters is not None:
            self._counters.count(order.metric, order.key)

    def _try(self, part: Part, opens: Callable[[], None]) -> None:
        """A part that cannot be opened is told as failed: a kiosk with a library missing still teaches."""
        try:
            opens()
        except Exception as error:  # noqa: BLE001 - the same border; nobody has typed or shown anything yet
            self._retired.add(part)
            self._tell(e.Failed(part, f"It could not be opened ({type(error).__name__}: {error}): see kiosk doctor."))

    # --- opening ------------------------------------------------------------------------------------------------------

    def _open_voice(self, tell: Tell, clock: Clock) -> None:
        self._clips, self._voice = opening.voice(self._settings, self._recorded, tell, clock)
        self._stack.callback(self._voice.close)

    def _open_camera(self, tell: Tell, show: Callable[[Any], None]) -> None:
        if self._settings.camera.source == "none":
            tell(e.Failed("camera", "There is none.", absent=True))
            return
        self._camera = self._source()
        self._watcher = opening.watcher(self._camera, tell, show)
        self._stack.callback(self._watcher.close)

    def _source(self) -> Any:
        return opening.camera(self._settings, self._library, desk=self._desk)

    def _open_panel(self, tell: Tell) -> None:
        if self._desk or self._settings.panel.on:
            self._panel = opening.panel(self._settings, tell, desk=self._desk)
            self._panel.open()
            self._stack.callback(self._panel.close)

    def _open_counters(self, tell: Tell) -> None:
        if not self._settings.stats.on:
            return
        try:
            self._counters = opening.counters(self._settings, self._library, tell)
        except (OSError, ValueError) as error:
            tell(e.Failed("stats", str(error)))
            return
        self._counters.start()
        self._stack.callback(self._counters.close)
        if not self._desk:
            self._open_watch()

    def _open_watch(self) -> None:
        """A desk is no machine that anybody looks after."""
        from kiosk.parts.house import say  # noqa: PLC0415
        from kiosk.parts.machine import watch  # noqa: PLC0415 - after the first picture

        watching = watch(self._settings, self._counters, say)
        watching.start()
        self._stack.callback(watching.close)

    def _open_staff(self, tell: Tell, leave: Callable[[], None], fit: Fit) -> None:
        from kiosk.parts.machine import told_now  # noqa: PLC0415 - after the first picture
        from kiosk.parts.staff import Machine, open_staff  # noqa: PLC0415 - after the first picture

        machine = Machine(
            cells=lambda day: self._counters.cells(day) if self._counters is not None else {},
            library=lambda: self._library,
            source=None if self._settings.camera.source == "none" else self._source,
            voice=self._voice,
            panel=self._panel,
            leave=leave,
            health=lambda: told_now(self._settings, self._counters, desk=self._desk),
            fit=fit,
        )
        self._staff = open_staff(self._settings, machine, tell, self._stack, desk=self._desk)
