"""The state of a depot in words."""

from collections.abc import Iterator
from datetime import datetime

from kiosk.fleet.depot.adding import release_of
from kiosk.fleet.depot.folder import Depot
from kiosk.fleet.depot.signing import awaited
from kiosk.fleet.depot.state import ROLES, State, keys_of, made, name_of
from kiosk.fleet.keys.cards import cards_of

SOON_DAYS = {"root": 60}
"""Two people who have to meet want to know early; the rest is signed by whoever is in the office."""
_SOON = 21


def keys_told(state: State) -> Iterator[str]:
    """A line for each role: how many of whom."""
    root = state.root
    for role in ROLES:
        names = ", ".join(f"{name_of(key)} ({key.scheme}, {key.keyid[:8]})" for key in keys_of(root, role))
        yield f"{role}: {root.roles[role].threshold} of {names or 'nobody'}"


def depot_told(depot: Depot, state: State, now: datetime) -> Iterator[str]:
    """What is released, how long it is good for, and who still has to sign."""
    yield f"Depot of {depot.fleet} in {depot.folder}."
    if release := release_of(depot, state):
        title = release.title.get("en") or release.title.get("vi") or "without a title"
        files = state.targets.targets
        size = sum(one.length for one in files.values()) / 1e6
        yield f"Content: {title}; for {', '.join(release.groups)}; {len(files)} files, {size:.1f} MB."
        cards = ", ".join(card.label for card in cards_of(depot, state).cards)
        yield f"Staff cards: {cards or 'none'}."
    for role in ROLES:
        if role in state.released:
            signed = state.released[role].signed
            left = (signed.expires - now).days
            word = "ran out on" if signed.is_expired(now) else "good until"
            soon = f", {left} days more" if 0 <= left < SOON_DAYS.get(role, _SOON) else ""
            yield f"{role} {signed.version}: {word} {signed.expires:%Y-%m-%d}{soon}"
    yield from _stick(state)
    yield from (f"Waits: {line}" for line in awaited(state))


def _stick(state: State) -> Iterator[str]:
    if all(role in state.released for role in ROLES):
        end = min(state.released[role].signed.expires for role in ROLES)
        dated = made(state.released["timestamp"])
        yield f"Dated {dated:%Y-%m-%d}. A stick of it can be installed until {end:%Y-%m-%d}."
