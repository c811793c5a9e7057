"""The numbers that leave by night: whether anybody has said where from and where to, and whether they do."""

from datetime import date, timedelta

from kiosk.config import Settings
from kiosk.health.finding import Finding, Place
from kiosk.nightly import outbox, switched_on
from kiosk.staff.facts import without_secrets

PART = "numbers"
LONGEST = 3
"""Days that may wait: one night without power and one without network are ordinary."""

_SITE = "Set stats.site to the code that the office's register, sites.yaml, has for this place."


def sending(settings: Settings, place: Place) -> Finding:
    """What keeps the numbers of finished days here."""
    stats = settings.stats
    if not stats.on:
        return Finding(part=PART, state="ok", says="Nothing is counted, so nothing is sent.")
    if not switched_on(settings):
        stays = "Sending is switched off: numbers stay here, or leave on a stick."
        made = stays if stats.site else f"{stays} stats.site is empty, so a stick is given none either."
        return Finding(part=PART, state="ok", says=made, remedy="" if stats.site else _SITE)
    if not stats.site:
        says = "Sending is switched on, but this kiosk does not know its place (stats.site is empty): nothing is made."
        return Finding(part=PART, state="degraded", says=says, remedy=_SITE)
    if not stats.to:
        says = "Sending is switched on, but there is no address (stats.to is empty): the numbers wait."
        return Finding(part=PART, state="degraded", says=says, remedy="Set stats.to, or fetch them with a stick.")
    return _waiting(settings)


def _waiting(settings: Settings) -> Finding:
    box = outbox(settings)
    waits, last = [one.day for one in box.waiting()], box.last_left()
    left = f"the day that left last is {last[0]}" if last else "none has left yet"
    says = f"To {without_secrets(settings.stats.to)}: {len(waits)} days wait, {left}."
    if not waits or _recent(waits[0], box.days()[-1]):
        return Finding(part=PART, state="ok", says=says)
    return Finding(part=PART, state="degraded", says=says, remedy="See why: journalctl -u kiosk-upload")


def _recent(day: str, newest: str) -> bool:
    """Reckoned from the newest day that was made: nobody may know what day it is today."""
    return date.fromisoformat(day) > date.fromisoformat(newest) - timedelta(days=LONGEST)
