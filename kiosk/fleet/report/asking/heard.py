"""Which kiosks were heard, until when, and what is in use on them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from kiosk.fleet.report.answers import Kiosk, Nights, Release


class Stay(Struct, frozen=True, order=True):
    """The days of one kiosk at one site with the same release and program."""

    kiosk: str
    site: str
    release: str
    app: str
    first: date
    last: date
    nights: int
    quiet: int


def last_night(stays: Iterable[Stay], until: date) -> date:
    """The last night on which anybody was heard: no kiosk is to blame while the office has not collected."""
    return max((stay.last for stay in stays), default=until)


def heard(stays: Iterable[Stay], tonight: date) -> tuple[Kiosk, ...]:
    """Every kiosk that was heard, by site. `tonight`: the night that silence is counted to."""
    stretches: defaultdict[str, list[Stay]] = defaultdict(list)
    for stay in stays:
        stretches[stay.kiosk].append(stay)
    kiosks = sorted((_kiosk(several, tonight) for several in stretches.values()), key=lambda one: (one.site, one.kiosk))
    gone = _replaced(kiosks)
    return tuple(replace(kiosk, replaced=True) if kiosk.kiosk in gone else kiosk for kiosk in kiosks)


def _kiosk(stays: list[Stay], tonight: date) -> Kiosk:
    newest = max(stays, key=lambda stay: (stay.last, stay))
    return Kiosk(
        kiosk=newest.kiosk,
        site=newest.site,
        first=min(stay.first for stay in stays).isoformat(),
        last=newest.last.isoformat(),
        silent=(tonight - newest.last).days,
        replaced=False,
        nights=Nights(heard=sum(stay.nights for stay in stays), quiet=sum(stay.quiet for stay in stays)),
        release=newest.release,
        app=newest.app,
    )


def _replaced(kiosks: Iterable[Kiosk]) -> set[str]:
    """Those whose number was drawn anew: each first word of a new number stands for the number at its site that fell
    silent last before it. A second machine that comes to a site where the first is dead is taken for it, too; nothing
    published could tell the two cases apart."""
    at: defaultdict[str, list[Kiosk]] = defaultdict(list)
    for kiosk in kiosks:
        at[kiosk.site].append(kiosk)
    gone: set[str] = set()
    for several in at.values():
        for new in sorted(several, key=lambda one: (one.first, one.kiosk)):
            before = [old for old in several if old.last < new.first and old.kiosk not in gone]
            if before:
                gone.add(max(before, key=lambda old: (old.last, old.kiosk)).kiosk)
    return gone


def in_use(kiosks: Iterable[Kiosk]) -> tuple[Release, ...]:
    """What is in use, on most kiosks first."""
    found = Counter((kiosk.release, kiosk.app) for kiosk in kiosks if not kiosk.replaced)
    return tuple(Release(*what, n) for what, n in sorted(found.items(), key=lambda one: (-one[1], one[0])))
