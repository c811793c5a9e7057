"""What went wrong with the pins, for people: what happened, and what to do."""

NO_LIBRARY = "The panel needs the gpiod library: install the 'pi' extra, or switch the panel off (panel.on)."
NO_HEADER = "This machine has no 40-pin header that is known: switch the panel off (panel.on)."
NOT_ALLOWED = "The pins may not be used by this account: it must be in the group gpio."

_KNOWN = {
    "ImportError": NO_LIBRARY,
    "NoHeader": NO_HEADER,
    "PermissionError": NOT_ALLOWED,
}


class NoHeader(Exception):  # noqa: N818 - told to staff in a sentence
    """There is no chip with the header's pins."""


class Busy(Exception):  # noqa: N818 - as above
    """A pin is in other hands."""

    def __init__(self, gpio: int, owner: str) -> None:
        """`owner` is what the other one calls itself; empty where it says nothing."""
        super().__init__(gpio, owner)
        self.gpio, self.owner = gpio, owner


def sentence(error: Exception) -> str:
    """An error of the pin libraries in words."""
    if isinstance(error, Busy):
        return _busy(f"GPIO{error.gpio}", error.owner)
    known = next((says for kind, says in _KNOWN.items() if kind in _kinds(error)), "")
    what = f"{type(error).__name__}: {error}"
    return known or f"The panel cannot be used ({what}): check the wiring and the pins in the settings."


def _kinds(error: Exception) -> tuple[str, ...]:
    """By name, for the library that raises some of them is loaded only with a panel."""
    return tuple(kind.__name__ for kind in type(error).__mro__)


def _busy(what: str, owner: str) -> str:
    if owner == CONSUMER:
        return f"{what} belongs to a kiosk that runs. Two cannot share a panel: sudo systemctl stop kiosk"
    by = f" by '{owner}'" if owner else ""
    return f"{what} is in use{by}: take another pin in the settings, or stop what uses it."


CONSUMER = "kiosk-panel"
"""What the kernel shows as the owner of our pins, gpioinfo(1)."""
