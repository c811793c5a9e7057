"""What travels: content on a stick, a release that is ready, the answers that a kiosk is set up with."""

from typing import Literal

from kiosk.core.events.base import Event
from kiosk.core.setup import Told

StickStage = Literal[
    "found", "checking", "copying", "removable", "testing", "voicing", "ready", "nothing-new", "giving", "given",
    "fault",
]  # fmt: skip
"""What happens to a stick, in this order; `removable` once everything is copied: it may be pulled out."""


class StickTold(Event, frozen=True):
    """How far the reading of a stick has come; `why` is a code of `StickFault` at the stage `fault`."""

    stage: StickStage
    done: int = 0
    of: int = 0
    why: str = ""


class StickLeft(Event, frozen=True):
    """The stick was pulled out."""


class ReleaseReady(Event, frozen=True):
    """New content is compiled and tested; the kiosk may take it when nobody is learning."""

    release: str


class ContentSwitched(Event, frozen=True):
    """The library has just been exchanged under the resting kiosk."""

    release: str


class SetupTold(Event, frozen=True):
    """What the first boot made of the answers. `ask`: read it back to whoever stands there."""

    told: Told
    mark: str = ""
    ask: bool = True
