"""Fingers that nobody will hear lift: SDL forgets a touchscreen that is unplugged, and says no word of what lay on it.

So while the glass is silent and a finger should be down, SDL is asked whether that touchscreen is still there.
"""

from collections.abc import Callable, Iterable

from kiosk.screen.felt import Contact, Felt, Lost

Devices = Callable[[], Iterable[tuple[int, str]]]
"""Number and name of every touchscreen there is now."""


class Fingers:
    """Which are down, on which touchscreen."""

    def __init__(self, devices: Devices) -> None:
        self._devices = devices
        self._down: set[tuple[int, int]] = set()
        self._listed: dict[int, bool] = {}
        """Whether a touchscreen was in the list when it was first felt: one that was not cannot be missed in it."""

    def noticed(self, felt: list[Felt]) -> list[Felt]:
        """What was felt in this round, and `Lost` where fingers are gone with their touchscreen."""
        contacts = [one for one in felt if isinstance(one, Contact) and one.source == "finger"]
        for one in contacts:
            self._follow(one)
        if contacts or not self._gone():
            return felt
        self._down.clear()
        return [*felt, Lost()]

    def _follow(self, contact: Contact) -> None:
        if contact.move == "up":
            self._down.discard((contact.glass, contact.finger))
            return
        self._down.add((contact.glass, contact.finger))
        if contact.glass not in self._listed:
            self._listed[contact.glass] = contact.glass in self._there()

    def _gone(self) -> bool:
        glasses = {glass for glass, _ in self._down if self._listed[glass]}
        return bool(glasses) and not glasses <= self._there()

    def _there(self) -> set[int]:
        return {number for number, _ in self._devices()}
