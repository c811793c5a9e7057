"""Sites and wards: what was counted at each, in the order of the map."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from kiosk.core.units import Words
from kiosk.fleet.health_rules import SILENT_NIGHTS, Concern
from kiosk.fleet.report.answers import Kiosk, Nights, Site, Ward
from kiosk.fleet.report.asking.lessons import opened
from kiosk.fleet.report.asking.sums import Sums, together, total
from kiosk.fleet.sites import Register
from kiosk.fleet.sites import Site as Registered

UNKNOWN_WARD: Words = {"vi": "Chưa ghi trong sổ", "en": "Not in the register"}


def sites(
    register: Register, sums: Mapping[str, Sums], kiosks: Iterable[Kiosk], concerns: Iterable[Concern]
) -> tuple[Site, ...]:
    """Every site of the register, heard or not; then those that the register has lost."""
    at: defaultdict[str, list[Kiosk]] = defaultdict(list)
    for kiosk in kiosks:
        at[kiosk.site].append(kiosk)
    ill = Counter(concern.site for concern in concerns)
    known = [*register.sites.values(), *_lost({*sums, *at}, register)]
    found = [_site(one, sums.get(one.site, Sums()), at.get(one.site, []), ill[one.site]) for one in known]
    return tuple(sorted(found, key=lambda site: (site.row, site.column, site.ward["vi"], site.site)))


def names(register: Register) -> dict[str, Words]:
    """What each site is called."""
    return {code: site.name for code, site in register.sites.items()}


def _lost(codes: set[str], register: Register) -> list[Registered]:
    """Taken out of the register after they were heard: below the map, under their bare codes."""
    row = max((site.row for site in register.sites.values()), default=0) + 1
    return [
        Registered(site=code, name={"vi": code, "en": code}, ward=UNKNOWN_WARD, kind="hall", row=row, column=1)
        for code in sorted(codes - set(register.sites))
    ]


def _site(known: Registered, sums: Sums, kiosks: list[Kiosk], concerns: int) -> Site:
    here = [kiosk for kiosk in kiosks if not kiosk.replaced]
    return Site(
        site=known.site,
        name=known.name,
        ward=known.ward,
        kind=known.kind if known.ward is not UNKNOWN_WARD else "",
        row=known.row,
        column=known.column,
        kiosks=len(here),
        silent=sum(kiosk.silent >= SILENT_NIGHTS for kiosk in here),
        last=max((kiosk.last for kiosk in kiosks), default=""),
        nights=nights(kiosk.nights for kiosk in kiosks),
        figures=sums.figures(),
        topics=sums.counts("topics_opened"),
        lessons=opened(sums),
        unreadable=sums.counts("codes_unreadable"),
        concerns=concerns,
    )


def nights(several: Iterable[Nights]) -> Nights:
    """All of them."""
    rows = list(several)
    return Nights(heard=sum(row.heard for row in rows), quiet=sum(row.quiet for row in rows))


def wards(places: Iterable[Site], sums: Mapping[str, Sums]) -> tuple[Ward, ...]:
    """Every ward, in the order of the map."""
    of: defaultdict[str, list[Site]] = defaultdict(list)
    for place in places:
        of[place.ward["vi"]].append(place)
    return tuple(_ward(several, sums) for several in of.values())


def _ward(places: list[Site], sums: Mapping[str, Sums]) -> Ward:
    first = places[0]
    return Ward(
        name=first.ward,
        row=first.row,
        column=first.column,
        sites=len(places),
        kiosks=sum(place.kiosks for place in places),
        silent=sum(place.silent for place in places),
        nights=nights(place.nights for place in places),
        figures=total(place.figures for place in places),
        topics=together(sums[place.site] for place in places if place.site in sums).counts("topics_opened"),
        concerns=sum(place.concerns for place in places),
    )
