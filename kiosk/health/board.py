"""The board and what it stands on: power, heat, memory card, memory, clock, touchscreens, and whether it is known.

The same files of the kernel are read as for the nightly numbers, and what is ill is judged by the same limits as in the
staff menu.
"""

from kiosk.config import Settings
from kiosk.core.staff.machine import HOTTEST_C, LEAST_MEMORY_MB
from kiosk.durable import written
from kiosk.health.finding import Finding, Place
from kiosk.staff.machine import WORN
from kiosk.stats import board as boards
from kiosk.stats.health import Health
from kiosk.stats.machine import card_errors, look


def board(settings: Settings, place: Place) -> Finding:
    """Whether all parts are known to work on this one."""
    named = boards.model(place.root)
    if boards.known(place.root):
        return Finding(part="board", state="ok", says=f"{named or 'A known board'}.")
    says = f"This board is not known ({named or 'it has no name'}): pins, camera and power may not work as they should."
    remedy = (
        "Try each part: kiosk doctor --panel, and the tests of the staff menu. Known are Raspberry Pi 3, 4, 5, Zero 2."
    )
    return Finding(part="board", state="degraded", says=says, remedy=remedy)


def power(settings: Settings, place: Place) -> Finding:
    """Whether the power supply is strong enough."""
    told = _told(settings, place)
    if "under_voltage" not in told:
        return Finding(part="power", state="ok", says="This machine does not tell its voltage.")
    if told["under_voltage"] == "none" and not told.get("throttled"):
        return Finding(part="power", state="ok", says="The voltage was right since the start.")
    when = {
        "now": "is too low now",
        "seen": "was too low since the start",
        "none": "is right, but the machine is slowed",
    }
    says = f"The voltage {when[str(told['under_voltage'])]}: it slows down, and may damage its card."
    return Finding(
        part="power", state="degraded", says=says, remedy="Use the supply made for this board, and its cable."
    )


def heat(settings: Settings, place: Place) -> Finding:
    """How hot it is."""
    degrees = _told(settings, place).get("temperature_max")
    if degrees is None:
        return Finding(part="temperature", state="ok", says="This machine does not tell its temperature.")
    if int(degrees) <= HOTTEST_C:
        return Finding(part="temperature", state="ok", says=f"{degrees} °C.")
    says = f"{degrees} °C: the machine slows itself down."
    return Finding(part="temperature", state="degraded", says=says, remedy="Dust it, look at its fan, keep it cool.")


def card(settings: Settings, place: Place) -> Finding:
    """Whether the memory card can be written, and how long it will last. One small file is written, and removed."""
    part, folder = "memory card", settings.data.folder
    if not folder.is_dir():
        return Finding(part=part, state="ok", says=f"There is no {folder} yet to write to.")
    came = written(folder)
    if came == "readonly":
        says = f"{folder} cannot be written: nothing is counted, kept or updated; lessons go on."
        return Finding(
            part=part, state="degraded", says=says, remedy="Run this as the kiosk; if it stays, change the card."
        )
    if came != "good":
        says = f"A trial write to {folder} came back {came}: lessons go on, nothing else is safe."
        return Finding(part=part, state="broken", says=says, remedy="Delete what is not needed, or change the card.")
    wear, errors = int(_told(settings, place).get("sd_wear", 0)), card_errors(place.root) or 0
    if errors or wear >= WORN:
        says = f"A trial write was read back, but the card made {errors} errors in its life and is worn by {wear} %."
        return Finding(part=part, state="degraded", says=says, remedy="Change the memory card soon.")
    return Finding(part=part, state="ok", says=f"A trial write to {folder} was read back.")


def memory(settings: Settings, place: Place) -> Finding:
    """What a programme could still have."""
    free = _told(settings, place).get("memory_mb")
    if free is None or int(free) >= LEAST_MEMORY_MB:
        says = "This machine does not tell its memory." if free is None else f"{free} MB could still be used."
        return Finding(part="memory", state="ok", says=says)
    says = f"Only {free} MB could still be used."
    return Finding(
        part="memory", state="degraded", says=says, remedy="Restart the machine; nothing else should run on it."
    )


def clock(settings: Settings, place: Place) -> Finding:
    """Who vouches for the time. Nobody is no fault of a machine without a network, but opening hours need one."""
    told = _told(settings, place)["clock"]
    if told != "none":
        says = "A time server has set it." if told == "synchronised" else "Its own battery keeps it."
        return Finding(part="clock", state="ok", says=says)
    says = "Nobody has set the clock since the start: the newest signed date counts, and opening hours are not kept."
    return Finding(
        part="clock", state="degraded", says=says, remedy="Connect a network, or fit a clock with a battery."
    )


def touchscreen(settings: Settings, place: Place) -> Finding:
    """What is touched where it is seen."""
    part, wanted = "touchscreen", settings.screen.touch
    names = boards.touchscreens(place.root)
    told = ", ".join(f"“{name}”" for name in names)
    if not names:
        if place.environ.get("DISPLAY") or place.environ.get("WAYLAND_DISPLAY"):
            return Finding(part=part, state="ok", says="None; on a desktop the mouse touches.")
        says = "There is no touchscreen: the kiosk speaks and shows, and only the buttons of a panel answer."
        return Finding(part=part, state="degraded", says=says, remedy="Plug in the USB cable of the screen, both ends.")
    if wanted and not any(wanted.casefold() in name.casefold() for name in names):
        says = f"None has “{wanted}” in its name, so all count: {told}."
        return Finding(part=part, state="degraded", says=says, remedy="Set screen.touch to a part of the right name.")
    if len(names) > 1 and not wanted:
        says = f"There are {len(names)}, and all count: {told}."
        remedy = "Unplug the one that nobody should touch, or set screen.touch to a part of the name of the other."
        return Finding(part=part, state="degraded", says=says, remedy=remedy)
    return Finding(part=part, state="ok", says=f"{told}{f', of which “{wanted}” counts' if len(names) > 1 else ''}.")


def _told(settings: Settings, place: Place) -> dict[str, Health]:
    return look(settings.data.folder, place.root)
