"""What leaves this machine by night, put together out of all rooms: documents are made, shown, sent, given to a stick.

Documents are made here whoever asks, and only of days that are over; so the night, a stick and the staff page can never
tell two different things of the same day.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from msgspec import Struct

from kiosk import __version__
from kiosk.config import Settings
from kiosk.core.state import House
from kiosk.knowledge import known_time
from kiosk.packs.shelf import NoContent, open_library
from kiosk.staff.house import kept
from kiosk.stats.document import Nightly
from kiosk.stats.folding import Day
from kiosk.stats.health import Health
from kiosk.stats.identity import Identity, NoIdentity
from kiosk.stats.outbox import Outbox, OutboxFault, due
from kiosk.stats.registry import Registry, load_registry
from kiosk.stats.store import Cell, StoreError, read_cells, read_days, read_health
from kiosk.stats.tonight import Whose, days_before, is_sunday, nightly, seal, told_before
from kiosk.update.releases import LIBRARY, Releases
from kiosk.update.trust.clock import BUILT

TRUE_YEARS = 10
"""A day later than that after the making of this program is a clock gone wrong."""

UNNAMED = "not-set"
"""Stands for the site in what is only shown, until staff have given one."""

Cells = Callable[[str], Mapping[Cell, int]]
"""Tells the cells of a day."""


class NotMade(Exception):  # noqa: N818 - told in a sentence
    """No documents can be made now; the days wait in the counters."""


def outbox(settings: Settings) -> Outbox:
    """The documents of this machine."""
    return Outbox(settings.stats.folder / "outbox")


def identity(settings: Settings) -> Identity:
    """The number and the key of this machine."""
    return Identity(settings.stats.folder)


def make(settings: Settings, *, today: date | None) -> tuple[str, ...]:
    """Make the document of every day that is over and has none; which days these were. Raises `NotMade`.

    `today` is `None` while nobody knows the date: then only days before one that was counted later are over.
    """
    if not settings.stats.site:
        raise NotMade("This kiosk has no site: set stats.site to the code that the office has for this place.")
    try:
        with outbox(settings).alone():
            return _made(settings, outbox(settings), today)
    except (StoreError, OutboxFault, NoIdentity, NoContent, OSError, ValueError) as error:
        raise NotMade(str(error)) from error


def preview(settings: Settings, day: str, cells: Cells | None = None, registry: Registry | None = None) -> Nightly:
    """The document of a day: as it was made, or as it would be if the day ended now. Raises what reading raises.

    `cells` and `registry` are those of the running kiosk; without them its files are read.
    """
    box = outbox(settings)
    made = box.document(day)
    if made is not None:
        return made
    maker = _Maker(settings, box, registry or registry_of(settings), cells or _stored(settings))
    return maker.document(day, identity(settings).known())


def today(settings: Settings) -> date | None:
    """The date, or `None` while nobody knows it."""
    now = known_time(settings)
    return now.date() if now else None


def switched_on(settings: Settings) -> bool:
    """Whether staff want finished days to be sent: what they have set in their menu is stronger than the settings."""
    return kept(settings.staff.folder, House(sends=settings.stats.upload)).sends


def registry_of(settings: Settings) -> Registry:
    """What may be counted with the lessons in use. Raises `NoContent`, `OSError` or `ValueError`."""
    releases = Releases(settings.update.folder)
    active = releases.standing().active
    library = releases.path(active) / LIBRARY if active else settings.content.library
    return load_registry(settings.stats.metrics.read_bytes(), open_library(library))


def _stored(settings: Settings) -> Cells:
    return lambda day: read_cells(settings.stats.path, day)


def _made(settings: Settings, box: Outbox, today: date | None) -> tuple[str, ...]:
    me = identity(settings)
    box.clear()
    me.clear()
    counted = read_days(settings.stats.path)
    days = due(counted, box.days(), since=_since(box), before=_not_over(counted, today))
    if days:
        maker = _Maker(settings, box, registry_of(settings), _stored(settings))
        for day in days:
            box.lay(day, seal(maker.document(day, me.number(day)), me.sign))
    box.trim(counted=switched_on(settings))
    return days


class _Maker(Struct, frozen=True):
    """Everything that a document is made of."""

    settings: Settings
    box: Outbox
    registry: Registry
    cells: Cells

    def document(self, day: str, number: str) -> Nightly:
        """The document of a day."""
        release = Releases(self.settings.update.folder).standing().active
        site = self.settings.stats.site or UNNAMED
        whose = Whose(kiosk=number, site=site, app=__version__, release=release)
        health = read_health(self.settings.stats.path, day) | self._dropped(day)
        return nightly(day, self.cells(day), self.registry, whose, health=health, week=self._week(day))

    def _week(self, day: str) -> Iterable[Day]:
        """The days of the week before a Sunday, as their documents told them."""
        if not is_sunday(day):
            return ()
        told = ((before, self.box.document(before)) for before in days_before(day))
        return [told_before(self.cells(before), self.registry, document) for before, document in told if document]

    def _dropped(self, day: str) -> dict[str, Health]:
        dropped = self.box.dropped(day)
        return {"dropped_days": dropped} if dropped else {}


def _since(box: Outbox) -> str:
    """No day before this program was made is true, and none that was given up is told again."""
    made, given_up = BUILT.date().isoformat(), box.given_up()
    return max(made, _next(given_up)) if given_up else made


def _not_over(counted: Iterable[str], today: date | None) -> str:
    """The first day that has not ended, or is not true."""
    end = BUILT.date().replace(year=BUILT.year + TRUE_YEARS).isoformat()
    if today is not None and today.isoformat() < end:
        return today.isoformat()
    return max((day for day in counted if day < end), default="")


def _next(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
