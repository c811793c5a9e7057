"""How this kiosk is set up where it stands: volume, hours, languages, help number, sending. Each change is kept."""

from typing import Any

from msgspec.structs import replace

from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.anytime import LOUDEST
from kiosk.core.content.packs import Library
from kiosk.core.staff.pages import CLOSES, DAY, HALF_HOUR, OFFERS, PHONE_LONGEST, WAKES
from kiosk.core.staff.pin import keyed
from kiosk.core.state import House, Staff
from kiosk.core.turn import Turn, told
from kiosk.core.units import LANGS


def answer(library: Library, turn: Turn, staff: Staff, event: e.Event) -> Turn:
    """A button of the pages *sound*, *languages*, *phone*."""
    if staff.page == "phone" and isinstance(event, e.KeyTouched):
        return keyed(turn, replace(staff, note=""), event.key, PHONE_LONGEST)
    if not isinstance(event, e.StaffTouched):
        return turn
    handler = _ITEMS.get((staff.page, event.item))
    return turn if handler is None else handler(library, turn, staff, event.value)


def _volume(library: Library, turn: Turn, staff: Staff, value: str) -> Turn:
    """One step up or down, said aloud at once: that is the sample."""
    step = min(max(turn.state.house.volume + (1 if value == "+" else -1), 0), LOUDEST)
    return _kept(library, turn.but(volume=step), replace(staff, note="volume_sample"), volume=step)


def _hour(which: str) -> Any:
    """A half hour later or sooner. Opening and closing never meet, for that would mean no hours at all."""

    def moved(library: Library, turn: Turn, staff: Staff, value: str) -> Turn:
        house = turn.state.house
        if house.opens == house.closes:
            return _kept(library, turn, replace(staff, note="hours_kept"), opens=WAKES, closes=CLOSES)
        other = house.closes if which == "opens" else house.opens
        step = HALF_HOUR if value == "+" else -HALF_HOUR
        now = (getattr(house, which) + step) % DAY
        now = (now + step) % DAY if now == other else now
        return _kept(library, turn, replace(staff, note="hours_kept"), **{which: now})

    return moved


def _always(library: Library, turn: Turn, staff: Staff, _value: str) -> Turn:
    return _kept(library, turn, replace(staff, note="hours_always"), opens=0, closes=0)


def _offer(library: Library, turn: Turn, staff: Staff, value: str) -> Turn:
    langs = OFFERS.get(value)
    if langs is None:
        return turn
    lang = turn.state.house.lang if turn.state.house.lang in langs else langs[0]
    return _kept(library, turn, replace(staff, note="languages_kept"), langs=langs, lang=lang)


def _start(library: Library, turn: Turn, staff: Staff, value: str) -> Turn:
    chosen = next((lang for lang in LANGS if lang == value), None)
    if chosen is None or chosen not in turn.state.house.langs:
        return turn
    return _kept(library, turn, replace(staff, note="languages_kept"), lang=chosen)


def _sends(library: Library, turn: Turn, staff: Staff, value: str) -> Turn:
    """Whether the numbers leave at night, on the page that shows which."""
    note = "sends_yes" if value == "yes" else "sends_no"
    return _kept(library, turn, replace(staff, note=note), sends=value == "yes")


def _number(library: Library, turn: Turn, staff: Staff, _value: str) -> Turn:
    """What was typed; nothing typed means that nobody is called from here."""
    note = "phone_kept" if staff.typed else "phone_none"
    return _kept(library, turn, replace(staff, note=note), help_number=staff.typed)


def _kept(library: Library, turn: Turn, staff: Staff, **changes: Any) -> Turn:
    house: House = replace(turn.state.house, **changes)
    times, number = (house.opens, house.closes), house.help_number
    kept = o.KeepHouse(house.volume, house.lang, house.langs, *times, number, house.sends)
    return told(library, turn.but(kept, house=house, staff=staff))


_ITEMS: dict[tuple[str, str], Any] = {
    ("sound", "volume"): _volume,
    ("sound", "opens"): _hour("opens"),
    ("sound", "closes"): _hour("closes"),
    ("sound", "always"): _always,
    ("languages", "offer"): _offer,
    ("languages", "start"): _start,
    ("phone", "save"): _number,
    ("tonight", "sends"): _sends,
}
"""Page and item → what it changes."""


def clock(minutes: int) -> str:
    """Minutes after midnight as everybody writes them."""
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
