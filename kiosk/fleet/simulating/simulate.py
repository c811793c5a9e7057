"""A whole fleet into a depot, by several processes, and the register that belongs to it."""

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import date
from multiprocessing import get_context
from pathlib import Path

from msgspec import Struct

from kiosk.durable import keep
from kiosk.fleet.simulating.days import calendar
from kiosk.fleet.simulating.faults import spoil
from kiosk.fleet.simulating.habits import City, city
from kiosk.fleet.simulating.kiosk import nights
from kiosk.fleet.simulating.places import Place, places
from kiosk.fleet.simulating.vocabulary import Vocabulary
from kiosk.fleet.sites import written

AT_ONCE = 20
"""Kiosks for one errand of a process."""

Tell = Callable[[int, int], None]


class Fleet(Struct, frozen=True, kw_only=True):
    """What to make."""

    depot: Path
    sites: Path
    """The register's file."""
    kiosks: int
    days: int
    last: date
    seed: int
    words: Vocabulary
    with_faults: bool = False
    workers: int = 2
    tell: Tell = lambda done, of: None


class Made(Struct, frozen=True):
    """What was made."""

    documents: int
    sites: int
    faults: int


class _Errand(Struct, frozen=True):
    depot: str
    places: tuple[Place, ...]
    words: Vocabulary
    city: City
    days: list[date]
    seed: int


def simulate(fleet: Fleet) -> Made:
    """Write the documents of all nights, and the register. What lies there under the same names is overwritten."""
    all_places, sites = places(fleet.kiosks, fleet.seed)
    days = calendar(fleet.last, fleet.days)
    for day in days:
        (fleet.depot / day.isoformat()).mkdir(parents=True, exist_ok=True)
    habits = city(fleet.words, fleet.seed)
    errands = [
        _Errand(str(fleet.depot), all_places[begin : begin + AT_ONCE], fleet.words, habits, days, fleet.seed)
        for begin in range(0, len(all_places), AT_ONCE)
    ]
    documents = _all(errands, fleet)
    keep(fleet.sites, written(sites).encode())
    faults = spoil(fleet.depot, all_places, days, fleet.seed) if fleet.with_faults else 0
    return Made(documents, len(sites), faults)


def _all(errands: list[_Errand], fleet: Fleet) -> int:
    documents = done = 0
    if len(errands) < 2 or fleet.workers < 2:
        return sum(map(_run, errands))
    with ProcessPoolExecutor(fleet.workers, get_context("spawn")) as pool:
        for one in as_completed([pool.submit(_run, errand) for errand in errands]):
            documents, done = documents + one.result(), done + 1
            fleet.tell(done, len(errands))
    return documents


def _run(errand: _Errand) -> int:
    """Files of one kiosk after another; not synced, for they can be made again."""
    documents = 0
    for place in errand.places:
        for day, raw in nights(place, errand.words, errand.city, errand.days, errand.seed):
            handle = os.open(f"{errand.depot}/{day}/{place.kiosk}.json", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
            os.write(handle, raw)
            os.close(handle)
            documents += 1
    return documents
