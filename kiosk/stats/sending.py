"""Sending what waits: the oldest first, each marked as soon as a place has taken it.

A plug pulled between both sends the same bytes to the same name once more, which changes nothing there.
"""

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from kiosk.stats.outbox import Left, Outbox
from kiosk.stats.places import OF_ONE, PASSING, NotSent, Place

WAITS = (2.0, 8.0)
"""Seconds between tries. Longer ones are systemd's: a process that waits for hours is memory for nothing."""


class Sent(Struct, frozen=True, kw_only=True):
    """What came of it."""

    sent: int
    waiting: int
    """Documents that are still here."""
    faults: tuple[NotSent, ...] = ()


def send(
    outbox: Outbox, place: Place, *, now: Callable[[], str], wait: Callable[[float], object], waits: Iterable[float]
) -> Sent:
    """Give a place everything that waits. `waits`: how long to wait before another try when a place fails in passing.

    What is wrong with one document keeps back that one; what is wrong with the place ends the night.
    """
    sent, faults, pauses = 0, list[NotSent](), iter(tuple(waits))
    for laid in outbox.waiting():
        try:
            _give(place, laid.place, laid.raw, wait, pauses)
        except NotSent as fault:
            faults.append(fault)
            if fault.fault in OF_ONE:
                continue
            break
        outbox.mark(laid.day, Left(at=now(), to=place.name))
        sent += 1
    return Sent(sent=sent, waiting=sum(1 for _ in outbox.waiting()), faults=tuple(faults))


def export(outbox: Outbox, place: Place, *, now: Callable[[], str]) -> int:
    """Give a folder or a stick every document that is here, also those that have left; how many there are."""
    count = 0
    for laid in outbox.laid():
        place.give(laid.place, laid.raw)
        outbox.mark(laid.day, Left(at=now(), to=place.name), "given")
        count += 1
    return count


def _give(place: Place, path: str, raw: bytes, wait: Callable[[float], object], pauses: Iterator[float]) -> None:
    """Give one document, again after each pause while the fault may pass."""
    while True:
        try:
            place.give(path, raw)
        except NotSent as fault:
            pause = next(pauses, None) if fault.fault in PASSING else None
            if pause is None:
                raise
            wait(pause)
        else:
            return
