"""What the pages of the staff menu tell of the machine: rows of two texts without a word of any language.

Names and values are those that `kiosk.core.staff.pages` explains: `release`, `days:3`, `yes`. Pure; what is known is
handed in, by whoever may look.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

from kiosk.core.staff.rows import OF_A_LESSON

Rows = tuple[tuple[str, str], ...]

VISITS = "visits"
"""Told first: whoever looks wants to know whether anybody came at all."""


class Content(Struct, frozen=True, kw_only=True):
    """What is known of the lessons in use."""

    release: str = ""
    """Empty: the content that the machine was provisioned with."""
    made: datetime | None = None
    expires: datetime | None = None
    previous: str | None = None
    """`None` when there is nothing to go back to."""
    trial: bool = False
    ready: str = ""


class LastUpdate(Struct, frozen=True, kw_only=True):
    """What came of the last look for something new."""

    at: datetime | None = None
    outcome: str = ""
    """`ready`, `nothing-new` or `refused`; empty: nobody has looked yet."""
    why: str = ""
    """A word of `kiosk.update.refusal`."""
    source: str = ""
    """Where it was looked for."""


def content(known: Content, last: LastUpdate, now: datetime | None) -> Rows:
    """The page of lessons: what is in use, how old it is, what it can go back to, what the last update brought.

    Ages are told only where somebody vouches for the time; a date is a date everywhere.
    """
    rows = [("release", known.release or "builtin")]
    rows += [("made", day(known.made))] if known.made else []
    rows += [("age", days_since(known.made, now))] if known.made and now else []
    rows += _expiry(known.expires, now)
    rows += [("last", _OUTCOMES.get(last.outcome, "failed"))]
    rows += [("why", last.why)] if last.why else []
    rows += [("before", "none" if known.previous is None else known.previous or "builtin")]
    rows += [("ready", known.ready)] if known.ready else []
    return tuple(rows)


_OUTCOMES = {"": "never", "ready": "good", "nothing-new": "nothing_new"}


def _expiry(expires: datetime | None, now: datetime | None) -> list[tuple[str, str]]:
    if expires is None:
        return []
    return [("expired" if now and now > expires else "expires", day(expires))]


def today(cells: Mapping[tuple[str, str, str, str], int]) -> Rows:
    """What was counted today, whatever the part of the day."""
    sums: dict[str, int] = {}
    for (_, _, metric, key), n in cells.items():
        name = f"{metric}/{key}" if key else metric
        sums[name] = sums.get(name, 0) + n
    rows = ((name, str(n)) for name, n in sums.items())
    return tuple(sorted(rows, key=_place)) or (("nothing", ""),)


def tonight(document: Mapping[str, Any], left: str = "", waits: int = 0) -> Rows:
    """Exactly what would leave the machine, number by number. `left` is the newest day that has left, `waits` how many
    days before this one have not yet."""
    rows = [("day", _day(document["day"])), ("quiet", "yes" if document["quiet"] else "no")]
    rows += [("left", _day(left) if left else "never")]
    rows += [("waits", str(waits))] if waits else []
    return (*rows, *_told(document))


def sent(document: Mapping[str, Any] | None, to: str = "", at: str = "") -> Rows:
    """What left last, number by number: to which place, and when, as a text of ISO 8601."""
    if document is None:
        return (("left", "never"),)
    rows = [("day", _day(document["day"])), ("to", _host(to)), ("at", _moment(at))]
    return (*rows, ("quiet", "yes" if document["quiet"] else "no"), *_told(document))


def _host(place: str) -> str:
    """Where to, as one can say it: a server by its name."""
    return urlsplit(place).hostname or place


def _moment(at: str) -> str:
    try:
        return datetime.fromisoformat(at).strftime("%d/%m/%Y")
    except ValueError:
        return "unknown"


def _day(day: str) -> str:
    """`2026-11-22` as people write it; whatever else stands there as it stands."""
    try:
        return date.fromisoformat(day).strftime("%d/%m/%Y")
    except ValueError:
        return day


def _told(document: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The numbers of the day, those of the week, and what the machine tells of itself."""
    rows = _numbers(document["counters"])
    rows += [("week", ""), *_numbers(document["week"])] if document.get("week") else []
    machine = sorted(document.get("health", {}).items())
    return [*rows, ("machine", str(len(machine))), *((f"health/{name}", str(value)) for name, value in machine)]


def _numbers(told: Mapping[str, Mapping[str, int]]) -> list[tuple[str, str]]:
    """What is told of one lesson stands together."""
    rows = [
        (metric if key == "all" else f"{metric}/{key}", str(n))
        for metric, counted in told.items()
        for key, n in counted.items()
    ]
    return sorted(rows, key=_place)


def _place(row: tuple[str, str]) -> tuple[bool, bool, str, str]:
    """Visits, then lesson by lesson, then the rest."""
    metric, _, key = row[0].partition("/")
    lesson = key.partition("/")[0] if metric.startswith(OF_A_LESSON) else ""
    return metric != VISITS, not lesson, lesson, row[0]


class Link(Struct, frozen=True, kw_only=True):
    """The settings of the way out."""

    kiosk: str = ""
    source: str = ""
    metered: bool = True
    nightly_mb: int = 200
    spent: int | None = None
    """Bytes of this night on a link that is paid by them; `None` where nobody knows the night."""


def network(link: Link, last: LastUpdate, now: datetime | None) -> Rows:
    """Which kiosk this is, where new lessons come from and what they may cost, and when that way last answered.

    The kiosk itself has no network, so whether there is one is known only from whoever looked last.
    """
    asked = bool(link.source) and last.source == without_secrets(link.source)
    rows = [("kiosk", link.kiosk), ("source", without_secrets(link.source) or "none")]
    rows += [("online", "unknown" if not asked else "no" if last.why == "gone" else "yes")] if link.source else []
    rows += [("sync", _ago(last.at, now) if asked else "never")] if link.source else []
    if link.source and link.metered and link.spent is not None:
        rows += [("megabytes", f"megabytes:{min(-(-link.spent // 1_000_000), link.nightly_mb)}")]
    rows += [("ceiling", f"megabytes:{link.nightly_mb}" if link.metered else "none")] if link.source else []
    return tuple(rows)


def _ago(then: datetime | None, now: datetime | None) -> str:
    if then is None or now is None:
        return "unknown"
    minutes = max(0, int((now - then).total_seconds()) // 60)
    if minutes < 60:
        return f"minutes_ago:{minutes}"
    return f"hours_ago:{minutes // 60}" if minutes < 48 * 60 else f"days_ago:{minutes // 1440}"


def without_secrets(address: str) -> str:
    """An address without the name and password that may stand in it."""
    parts = urlsplit(address)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()


def day(moment: datetime) -> str:
    """A date as both languages can read it."""
    return moment.strftime("%d/%m/%Y")


def days_since(then: datetime, now: datetime) -> str:
    """How many days ago; a date ahead of us is today."""
    return f"days:{max(0, (now - then).days)}"
