"""The PIN page: digits are gathered, tried, and gone. Whether a PIN is right is judged elsewhere, never here."""

from itertools import pairwise

from msgspec.structs import replace

from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.content.packs import Library
from kiosk.core.staff.pages import PIN_LONGEST, PIN_SHORTEST
from kiosk.core.state import Staff
from kiosk.core.turn import Turn, saying, told

FEWEST_DIGITS = 3
"""Different ones in a PIN; fewer are seen on a worn or greasy glass."""

LONGEST_PIECE = 3
"""`258258` is remembered by whoever sees it typed once."""


def weak(digits: str) -> bool:
    """Whether a PIN is among those guessed first: one digit, a run up or down, a short piece again and again."""
    return len(set(digits)) < FEWEST_DIGITS or _runs(digits) or _repeats(digits)


def _runs(digits: str) -> bool:
    """`123456`, `987654`, `890123`: each digit follows the one before, round the end of the keypad too."""
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(digits)}
    return len(steps) == 1 and steps <= {1, 9}


def _repeats(digits: str) -> bool:
    pieces = (digits[:n] for n in range(1, LONGEST_PIECE + 1))
    return any((piece * len(digits))[: len(digits)] == digits for piece in pieces)


def answer(library: Library, turn: Turn, staff: Staff, event: e.Event) -> Turn:
    """A key, or the button that says the PIN is whole."""
    match event:
        case e.KeyTouched(key=key):
            return keyed(turn, staff, key, PIN_LONGEST)
        case e.StaffTouched(item="enter") | e.WentOn():
            return _entered(library, turn, staff)
    return turn


def keyed(turn: Turn, staff: Staff, key: str, longest: int) -> Turn:
    """One digit more or less; the voice falls silent, for nobody wants to be talked to while counting digits."""
    typed = staff.typed[:-1] if key == "erase" else (staff.typed + key)[:longest]
    typed = "".join(mark for mark in typed if mark in "0123456789")
    sound = o.Play("tap" if typed != staff.typed else "miss")
    moved = turn.but(sound, staff=replace(staff, typed=typed))
    return moved if turn.state.speaking.ended else saying(moved, ())


def _entered(library: Library, turn: Turn, staff: Staff) -> Turn:
    if len(staff.typed) < PIN_SHORTEST:
        return _refused(library, turn, replace(staff, note="pin_short"))
    if staff.pin_set:
        return turn.but(o.TryPin(staff.typed), staff=wiped(staff))
    if not staff.first:
        return _once(library, turn, staff)
    if staff.typed != staff.first:
        return _refused(library, turn, replace(wiped(staff), note="pin_differs"))
    return turn.but(o.TryPin(staff.typed, new=True), staff=wiped(staff))


def _once(library: Library, turn: Turn, staff: Staff) -> Turn:
    if weak(staff.typed):
        return _refused(library, turn, replace(wiped(staff), note="pin_weak"))
    return told(library, turn.but(o.Play("right"), staff=replace(staff, typed="", first=staff.typed, note="pin_twice")))


def _refused(library: Library, turn: Turn, staff: Staff) -> Turn:
    return told(library, turn.but(o.Play("wrong"), staff=staff))


def wiped(staff: Staff) -> Staff:
    """The same without any digit that was typed."""
    note = "" if staff.first and staff.note == "pin_twice" else staff.note
    return replace(staff, typed="", first="", note=note)


def judged(library: Library, turn: Turn, staff: Staff, event: e.PinJudged) -> Turn:
    """What came of a PIN: the menu opens, tries are left, or the door is locked for a while."""
    clean = wiped(staff)
    match event.outcome:
        case "right" | "kept":
            note = "pin_kept" if event.outcome == "kept" else ""
            opened = replace(clean, page="menu", pin_set=True, tries_left=-1, locked_minutes=0, note=note)
            return told(library, turn.but(o.Play("right"), staff=opened))
        case "wrong":
            note = f"pin_wrong_{min(max(event.tries_left, 1), 4)}"
            return _refused(library, turn, replace(clean, page="pin", tries_left=event.tries_left, note=note))
    locked = replace(clean, page="locked", tries_left=0, locked_minutes=event.locked_minutes, note="")
    return _refused(library, turn, locked)
