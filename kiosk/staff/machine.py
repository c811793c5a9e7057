"""The page that tells how the machine is, from what it tells of itself: rows of parts, the ill ones first."""

from collections.abc import Mapping

from kiosk.core.staff.machine import worst_first
from kiosk.staff.facts import Rows

Told = Mapping[str, int | str]
"""Names and values as the nightly document has them."""

WORN = 80
"""Percent of a card's life from which it should be changed."""


def machine(told: Told, board: str) -> Rows:
    """Each part that anybody knows something of. `board` is the name of the board as its maker wrote it."""
    rows = (
        ("power", _power(told)),
        ("heat", _number(told, "temperature_max", "degrees")),
        ("card", _card(told)),
        ("space", _number(told, "free_mb", "megabytes")),
        ("memory", _number(told, "memory_mb", "megabytes")),
        ("clock", {"synchronised": "by_net", "rtc": "by_battery", "none": "unset"}.get(_word(told, "clock"), "")),
        ("touch", _touch(told)),
        *((part, _heals(told, part)) for part in ("camera", "sound", "panel")),
        ("board", _board(told, board)),
    )
    return worst_first(tuple((name, value) for name, value in rows if value))


def _power(told: Told) -> str:
    word = {"none": "good", "seen": "weak_before", "now": "weak"}.get(_word(told, "under_voltage"), "")
    return "weak_before" if word == "good" and told.get("throttled") else word


def _card(told: Told) -> str:
    """The worst of what is known: that it could not be written, that it made errors, that it is worn."""
    written = _word(told, "write_test")
    if written in ("full", "readonly"):
        return written
    if written == "damaged" or told.get("sd_errors"):
        return "failing"
    return "worn" if int(told.get("sd_wear", 0)) >= WORN else "good" if written else ""


def _touch(told: Told) -> str:
    if "touchscreens" not in told:
        return ""
    return ("none", "good")[int(told["touchscreens"])] if int(told["touchscreens"]) < 2 else "several"


def _heals(told: Told, part: str) -> str:
    return {"good": "good", "bad": "failed", "absent": "none"}.get(_word(told, part), "")


def _board(told: Told, board: str) -> str:
    if "board" not in told:
        return ""
    return (board or "good") if told["board"] == "known" else "strange"


def _number(told: Told, name: str, unit: str) -> str:
    return f"{unit}:{told[name]}" if name in told else ""


def _word(told: Told, name: str) -> str:
    return str(told.get(name, ""))
