"""The machine, looked at for the nightly numbers: what the kernel shows, and what the updater has left behind."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from kiosk.config import Settings
from kiosk.core.staff.machine import ill
from kiosk.durable import written
from kiosk.knowledge import content_known, known_time, last_update
from kiosk.staff.machine import machine
from kiosk.stats.health import TELLS_WORST, merged
from kiosk.stats.health_names import UPDATE_WORDS
from kiosk.stats.machine import look
from kiosk.stats.watch import Watch


def absent(settings: Settings) -> frozenset[str]:
    """Parts that this kiosk was set up without."""
    there = {"camera": settings.camera.source != "none", "voice": settings.voice.on, "panel": settings.panel.on}
    return frozenset(part for part, is_there in there.items() if not is_there)


def told_now(settings: Settings, counters: Any, *, desk: bool) -> dict[str, int | str]:
    """How the machine is: what was told of it today, and what it shows now. A desk has a mouse, and any board."""
    if counters is not None and not desk:
        counters.tell_of_machine()  # how the parts are, should nobody have looked at the machine yet
    folder, known = settings.stats.path.parent, {} if counters is None else counters.health(date.today().isoformat())
    now = look(folder) | {"write_test": written(folder)}
    told = {name: merged(name, known[name], value) if name in TELLS_WORST & known.keys() else value
            for name, value in (known | now).items()}  # fmt: skip
    return {name: value for name, value in told.items() if not (desk and name in ("touchscreens", "board"))}


class Noticed:
    """Says in the log when a part of the machine falls ill, and when it is well again; once, not every hour."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._ill: dict[str, str] = {}

    def __call__(self, told: Mapping[str, int | str]) -> None:
        """What was told of the machine just now."""
        rows = machine(told, "")
        now = {name: value for name, value in rows if ill(name, value)}
        for name, value in now.items():
            if self._ill.get(name) != value:
                self._say(f"machine: {name} is {value}; what to do: kiosk doctor.")
        for name in self._ill.keys() & {name for name, _ in rows} - now.keys():
            self._say(f"machine: {name} is well again.")
        self._ill = {name: value for name, value in self._ill.items() if name not in dict(rows)} | now


def watch(settings: Settings, counters: Any, say: Callable[[str], None]) -> Watch:
    """Whoever looks at the machine every hour, not yet started."""
    noticed = Noticed(say)

    def tell(told: Mapping[str, int | str]) -> None:
        noticed(told)
        counters.tell_of_machine(told)

    return Watch(
        tell,
        settings.stats.path.parent,
        also=partial(_age, settings),
        update=partial(_update, settings),
    )


def _age(settings: Settings) -> dict[str, int | str]:
    """How old the lessons are; nothing where nobody knows the time, or nobody has signed them."""
    made, now = content_known(settings).made, known_time(settings)
    if made is None or now is None:
        return {}
    return {"release_age_days": max(0, (now.astimezone(UTC) - made.astimezone(UTC)).days)}


def _update(settings: Settings) -> tuple[datetime | None, str]:
    """When the last update was tried, and what came of it in a word."""
    last = last_update(settings)
    if last.outcome != "refused":
        return last.at, "ok" if last.outcome else "none"
    return last.at, last.why if last.why in UPDATE_WORDS else "failed"
