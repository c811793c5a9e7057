"""The machine, looked at for the nightly numbers: what the kernel shows, and what the updater has left behind."""

from datetime import UTC, datetime
from functools import partial
from typing import Any

from kiosk.config import Settings
from kiosk.knowledge import content_known, known_time, last_update
from kiosk.stats.health_names import UPDATE_WORDS
from kiosk.stats.watch import Watch


def absent(settings: Settings) -> frozenset[str]:
    """Parts that this kiosk was set up without."""
    there = {"camera": settings.camera.source != "none", "voice": settings.voice.on, "panel": settings.panel.on}
    return frozenset(part for part, is_there in there.items() if not is_there)


def watch(settings: Settings, counters: Any) -> Watch:
    """Whoever looks at the machine every hour, not yet started."""
    return Watch(
        counters.tell_of_machine,
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
