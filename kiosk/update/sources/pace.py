"""How long a server may take. The clock is handed in.

A server that gives one byte a second keeps every socket time-out at rest and a kiosk busy for a year, so what counts is
how much came in the time spent waiting for it. The time that the kiosk takes for itself, to write or because of the
ceiling of the meter, is not the server's fault and does not count.
"""

from collections.abc import Callable, Generator
from contextlib import closing
from time import monotonic
from typing import TypeVar

from msgspec import Struct

from kiosk.update.refusal import Refused
from kiosk.update.sources.asked import PIECE

Answer = TypeVar("Answer")


class Patience(Struct, frozen=True, kw_only=True):
    """Seconds, and what must come in them."""

    connect_s: float = 10.0
    gap_s: float = 20.0
    """Without a single byte."""
    answer_s: float = 60.0
    """For one answer, from asking to the end of its headers, and for one piece."""
    grace_s: float = 30.0
    """Of waiting, before the pace is looked at."""
    least_per_s: int = 1_000
    """Bytes. A mobile network of the second generation, EDGE, gives ten times that."""
    file_s: float = 3_600.0
    """Of waiting for one file, whatever the pace."""
    tries: int = 4
    """One after another without anything to show for it."""
    backoff_s: float = 1.0
    """Before the second try; twice as long before each next."""


PATIENT = Patience()


class Broke(Exception):  # noqa: N818 - not the end: asking again may help
    """The server did not answer, or not to the end."""


class Pace:
    """Watches one file come."""

    def __init__(self, name: str, patience: Patience, clock: Callable[[], float] = monotonic) -> None:
        self._name, self._patience, self._clock = name, patience, clock
        self._waited = 0.0
        self._came = 0

    def waiting(self, ask: Callable[[], Answer]) -> Answer:
        """What `ask` gives; the time counts as the server's."""
        began = self._clock()
        try:
            return ask()
        finally:
            self._waited += self._clock() - began

    def came(self, count: int) -> None:
        """So many bytes more; `Refused` as `gone` when they come too slowly."""
        self._came += count
        patience = self._patience
        crawling = self._waited > patience.grace_s and self._came < patience.least_per_s * self._waited
        if crawling or self._waited > patience.file_s:
            raise too_slow(self._name)


def too_slow(name: str) -> Refused:
    """The refusal of a server that takes its time."""
    return Refused("gone", f"{name} answers too slowly. The kiosk tries again later and goes on where it stopped.")


def resumed(
    ask: Callable[[int], Generator[bytes]], offset: int, patience: Patience, wait: Callable[[float], None]
) -> Generator[bytes]:
    """The pieces that `ask(offset)` gives, going on where it `Broke`; `Refused` when asking again does not help.

    A link that breaks every few hundred kilobytes still gets there: whoever gave a piece is asked as often again.
    """
    at, tries = offset, 1
    while True:
        begun = at
        try:
            with closing(ask(at)) as pieces:
                for piece in pieces:
                    at += len(piece)
                    yield piece
            return
        except Broke as error:
            tries = 1 if at - begun >= PIECE else tries + 1
            if tries > patience.tries:
                raise Refused("gone", f"{error} The kiosk tries again later and goes on where it stopped.") from error
        wait(patience.backoff_s * 2.0 ** max(0, tries - 2))


def without(pieces: Generator[bytes], count: int) -> Generator[bytes]:
    """The pieces without their first `count` bytes: for a server that cannot begin in the middle."""
    with closing(pieces):
        for piece in pieces:
            if rest := piece[count:]:
                yield rest
            count = max(0, count - len(piece))


def begun(pieces: Generator[bytes]) -> Generator[bytes]:
    """The same pieces, of which the first was already asked for: what is absent is so before anybody reads."""
    first = next(pieces, b"")

    def going_on() -> Generator[bytes]:
        if first:
            yield first
        yield from pieces

    return going_on()
