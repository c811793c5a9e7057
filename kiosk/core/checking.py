"""The service for traders: show your own stall's code, hear what it says. What was read is gone when the place is left.

The camera looks until a code has been read and is shut while its meaning is told, so that neither a second sticker in
the picture nor a customer behind her talks over the answer.
"""

from msgspec.structs import replace

from kiosk.core import codes
from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.codes.reading import Reading
from kiosk.core.content.packs import Library
from kiosk.core.state import Check
from kiosk.core.turn import Turn, counting, counting_unreadable, told
from kiosk.core.verdict import PAPERS, TRICKY, verdict

MOST_HINTS = 4
"""Reasons told while no code is found. After them the kiosk is silent, or its own voice would keep the idle clock from
ever ending the visit of somebody who has left."""


def begin(library: Library, turn: Turn) -> Turn:
    """Look for a code, with nothing known of any other."""
    return told(library, turn.but(check=Check()))


def answer(library: Library, turn: Turn, event: e.Event) -> Turn:
    """A code was read, or a practice card was touched in its stead; anything else means nothing here."""
    if turn.state.check is None or turn.state.check.reading is not None:
        return turn
    match event:
        case e.CodeRead(reading=reading) if reading.kind == "staff":
            return _card(library, turn, reading)
        case e.CodeRead(reading=reading):
            return _read(library, counting(turn, "codes_read", reading.kind), reading)
        case e.CardShown(card=card) if card in library.cards:
            return _read(library, turn, codes.read(library.cards[card].payload))
    return turn


def unreadable(library: Library, turn: Turn, why: str) -> Turn:
    """Show why nothing can be read, and say it, never over another sentence and not for ever."""
    check = turn.state.check
    counted = counting_unreadable(turn, why)
    if check is None or check.reading or not hasattr(library.phrases, f"code_{why}"):
        return counted
    pictured = counted.but(check=replace(check, trouble=why))
    if check.said == why or check.hints >= MOST_HINTS or not turn.state.speaking.ended:
        return pictured
    return told(library, pictured.but(check=replace(check, trouble=why, said=why, hints=check.hints + 1)))


def camera_lost(library: Library, turn: Turn) -> Turn:
    """Practice cards lie on the screen now: said once while no code is known."""
    check = turn.state.check
    if check is None or check.reading or check.cards_told:
        return turn
    return told(library, turn.but(check=replace(check, cards_told=True, trouble="")))


def _card(library: Library, turn: Turn, reading: Reading) -> Turn:
    """A true card of the staff comes back as `StaffCame`; until then, and for any other, it is an unknown code."""
    return told(library, turn.but(o.ShowCard(reading.digest), check=Check(reading=Reading(kind=reading.kind))))


def _read(library: Library, turn: Turn, reading: Reading) -> Turn:
    sound = o.Play("right" if verdict(reading) == "payment" and reading.why not in TRICKY else "wrong")
    return told(library, turn.but(sound, check=Check(reading=_harmless(reading))))


def _harmless(reading: Reading) -> Reading:
    """Of papers nothing stays but that they are some."""
    return Reading(kind=reading.kind) if reading.kind in PAPERS else reading
