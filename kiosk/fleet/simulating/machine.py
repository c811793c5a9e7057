"""How machines age, and which are ill: a worn card, a weak supply, no fan, no network for weeks."""

from datetime import date
from typing import Any

import numpy as np
from msgspec import Struct

from kiosk.stats.health_names import HEALTH

Row = Any
"""A numpy array with a number for each day."""

RELEASE_EVERY = 28
APPS = ("0.4.0", "0.4.1", "0.5.0")
ILLS = {
    "worn": 0.05, "weak": 0.04, "hot": 0.04, "offline": 0.06, "lost": 0.015, "hanging": 0.02, "blind": 0.02,
    "mute": 0.01,
}  # fmt: skip
"""The share of machines that have each."""


class Machine(Struct, frozen=True):
    """One machine through all days."""

    ills: frozenset[str]
    sent: Row
    """Whether the document of each day ever reaches the depot."""
    release: Row
    """Number of the release in use each day."""
    released: Row
    """How many days old it is."""
    boots: Row
    wear: Row
    temperature: Row
    free: Row
    restarts: Row


def machine(chance: np.random.Generator, days: list[date]) -> Machine:
    """The fate of one machine."""
    n = len(days)
    ills = frozenset(name for name, share in ILLS.items() if chance.random() < share)
    release, released = _releases(chance, n)
    wear = chance.uniform(0, 30) + np.arange(n) * (0.22 if "worn" in ills else 0.01) + (45 if "worn" in ills else 0)
    month = np.array([day.month for day in days])
    warm = 48 + 9 * np.sin((month - 4) / 12 * 2 * np.pi) + (20 if "hot" in ills else 0) + chance.normal(0, 3, n)
    return Machine(
        ills,
        _sent(chance, ills, n),
        release,
        released,
        chance.poisson(1.05 if "weak" not in ills else 2.5, n),
        np.minimum(wear, 100).astype(int) // 10 * 10,
        warm.astype(int) // 5 * 5,
        (chance.uniform(3000, 9000) - np.arange(n) * chance.uniform(0, 3)).astype(int),
        chance.poisson(0.5 if "hanging" in ills else 0.004, n),
    )


def _releases(chance: np.random.Generator, n: int) -> tuple[Row, Row]:
    """A release every four weeks; it reaches most within days, and some only when somebody brings a stick."""
    slow = chance.random() < 0.12
    delays = chance.exponential(35 if slow else 4, n // RELEASE_EVERY + 1).astype(int)
    release, made = np.zeros(n, int), np.zeros(n, int)
    for number, delay in enumerate(delays):
        release[number * RELEASE_EVERY + delay :] = number + 1
        made[number * RELEASE_EVERY + delay :] = number * RELEASE_EVERY
    return np.maximum.accumulate(release), np.arange(n) - np.maximum.accumulate(made)


def _sent(chance: np.random.Generator, ills: frozenset[str], n: int) -> Row:
    sent = chance.random(n) > 0.004
    if "offline" in ills:
        begin = int(chance.integers(0, n))
        sent[begin : begin + int(chance.integers(36, 60))] = False
    if "lost" in ills:
        sent[int(chance.integers(n // 2, n)) :] = False
    return sent


def health(machine: Machine, day: int) -> dict[str, int | str]:
    """What the machine tells on one day."""
    ills, wear = machine.ills, int(machine.wear[day])
    shaky = (day * 7 + wear) % 3 == 0
    told: dict[str, int | str] = {
        "boots": int(machine.boots[day]),
        "watchdog_restarts": int(machine.restarts[day]),
        "temperature_max": int(machine.temperature[day]),
        "under_voltage": "none" if "weak" not in ills else "now" if shaky else "seen",
        "throttled": 2 if machine.temperature[day] >= 80 else 0,
        "sd_wear": wear,
        "sd_errors": 1 if wear >= 90 and shaky else 0,
        "free_mb": max(int(machine.free[day]), 0),
        "clock": "none" if "offline" in ills and shaky else "synchronised",
        "release_age_days": int(machine.released[day]),
        "update_last": "ok" if machine.release[day] else "none",
        "update_failures": 0,
        "uptime_days": day % 9,
        "camera": "bad" if "blind" in ills and day % 50 > 20 else "good",
        "sound": "absent" if "mute" in ills and day % 60 > 30 else "good",
        "panel": "good",
        "dropped_days": 0,
    }
    return {name: value for name, value in told.items() if name in HEALTH}
