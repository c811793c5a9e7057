"""What this kiosk was set up with, by the answer file of its first boot."""

import msgspec

from kiosk.config import Settings
from kiosk.core.setup import Told
from kiosk.health.finding import Finding, Place

EXAMPLE = "Copy kiosk-answers.toml to the memory card, see docs/answers.md."


def answers(settings: Settings, place: Place) -> Finding:
    """Whether all of them were taken; else every fault."""
    file = settings.data.folder / "setup.json"
    if not file.exists():
        return _found("ok", "There was no first boot.")
    try:
        told = msgspec.json.decode(file.read_bytes(), type=Told)
    except msgspec.MsgspecError:
        remedy = f"Remove it and {file.with_name('settled')}, and restart: the answers are read anew."
        return _found("degraded", f"{file} is damaged.", remedy)
    match told.outcome:
        case "right":
            return _found("ok", f"Set up as the answer file says, at {told.place}.")
        case "none":
            return _found("degraded", "Nobody has set this kiosk up yet; it runs on what it comes with.", EXAMPLE)
    faults = (f"{one.where}: {one.says['en']} {one.remedy['en']}" for one in told.faults)
    return _found("degraded", f"The answer file was not taken: {' '.join(faults)}", "Correct it, and start the kiosk.")


def _found(state: str, says: str, remedy: str = "") -> Finding:
    return Finding(part="answers", state="ok" if state == "ok" else "degraded", says=says, remedy=remedy)
