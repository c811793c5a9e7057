"""What a stick may carry, and in which order it is done.

    kiosk-staff.txt     the line of a staff card: opens the staff menu, behind its PIN
    kiosk-lay/          an empty folder: statistics and a support bundle are written into it
    metadata/ targets/  a depot: new lessons, recorded voices and settings, all signed

Figures are written first: once the lessons are copied staff are told that the stick may leave, and it does. Nothing on
a stick is run, nothing is read beyond its limit, and a fault of one thing does not keep the others from being done.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from time import monotonic

from msgspec import Struct

from kiosk.core.codes.staff_card import PREFIX, digest_of
from kiosk.core.events import StickTold
from kiosk.core.events.travel import StickStage
from kiosk.update.refusal import Refused
from kiosk.update.sources.folder import Folder, find_depot
from kiosk.update.sources.source import Absent, Source
from kiosk.update.stick.giving import asks, give

STAFF_FILE = "kiosk-staff.txt"
LONGEST_STAFF_FILE = 1024

PACE_S = 0.1
"""Between two moves of the bar: nobody sees more, and the interface has better things to do."""

Tell = Callable[[StickTold], object]
Progress = Callable[[StickStage, int, int], None]


class Hands(Struct, frozen=True):
    """What other rooms do for a stick. Each may raise `Refused`."""

    staff: Callable[[str], bool]
    """Whether this digest is a true card's; if so the interface has been told."""
    renew: Callable[[Source, Progress], str]
    """The release that became ready; empty when there was nothing new."""
    documents: Callable[[], Mapping[str, bytes]]
    """What may be taken away: name → bytes."""
    machine: str
    """The folder on the stick that is this kiosk's own."""


class Done(Struct, frozen=True):
    """What came of a stick."""

    staff: bool = False
    given: int | None = None
    """Documents that were new on the stick; `None` when it did not ask for any."""
    release: str = ""
    nothing_new: bool = False
    faults: tuple[Refused, ...] = ()


def serve(stick: Path, hands: Hands, tell: Tell, *, writable: Path | None = None) -> Done:
    """Do everything that a stick asks for. `writable` is where the same stick may be written, if elsewhere."""
    try:
        return _served(stick, hands, tell, writable or stick)
    except Exception:
        # A mistake of the program: it is told where programs tell theirs, but nobody shall wait before a page for ever.
        tell(StickTold("fault", why="failed"))
        raise


def _served(stick: Path, hands: Hands, tell: Tell, writable: Path) -> Done:
    staff, given = _staff(stick, hands), None
    faults: list[Refused] = []
    wants = asks(stick)
    depot = _depot(stick, faults, needed=not (staff or wants))
    if wants or depot is not None:
        tell(StickTold("found"))
    if wants:
        given = _given(writable, hands, tell, faults)
    release = "" if depot is None else _renewed(depot, hands, tell, faults)
    _last_word(tell, faults, finished=given is not None and depot is None)
    return Done(staff, given, release, depot is not None and not release and not faults, tuple(faults))


def _staff(stick: Path, hands: Hands) -> bool:
    digest = digest_of(staff_line(stick))
    return bool(digest) and hands.staff(digest)


def staff_line(stick: Path) -> str:
    """The line of a staff card on a stick; empty when there is none."""
    raw = b""
    try:
        with Folder(stick.resolve()).open(STAFF_FILE) as pieces:
            for piece in pieces:
                raw += piece
                if len(raw) > LONGEST_STAFF_FILE:
                    return ""
    except (Absent, Refused):
        return ""
    lines = raw.decode("utf-8-sig", errors="replace").split()
    return next((line for line in lines if line.startswith(PREFIX)), "")


def _depot(stick: Path, faults: list[Refused], *, needed: bool) -> Folder | None:
    """The depot; that there is none is a fault only if the stick is good for nothing else."""
    try:
        return Folder(find_depot(stick))
    except Refused as why:
        if needed or why.why not in ("empty", "foreign"):
            faults.append(why)
        return None


def _given(stick: Path, hands: Hands, tell: Tell, faults: list[Refused]) -> int | None:
    tell(StickTold("giving"))
    try:
        return give(stick, hands.machine, hands.documents())
    except Refused as why:
        faults.append(why)
        return None


def _renewed(depot: Folder, hands: Hands, tell: Tell, faults: list[Refused]) -> str:
    try:
        return hands.renew(depot, Paced(tell))
    except Refused as why:
        faults.append(why)
        return ""


def _last_word(tell: Tell, faults: list[Refused], *, finished: bool) -> None:
    """The first fault is told; what else went wrong is in the log."""
    if faults:
        tell(StickTold("fault", why=faults[0].why))
    elif finished:
        tell(StickTold("given"))


class Paced:
    """Tells how far it is: each stage at once, within a stage no faster than anybody looks."""

    def __init__(self, tell: Tell, clock: Callable[[], float] = monotonic) -> None:
        self._tell, self._clock = tell, clock
        self._stage: StickStage | None = None
        self._told_at = clock()

    def __call__(self, stage: StickStage, done: int, of: int) -> None:
        """So many of so many are done in this stage."""
        now = self._clock()
        if stage != self._stage or done == of or now - self._told_at >= PACE_S:
            self._stage, self._told_at = stage, now
            self._tell(StickTold(stage, min(done, of), of))
