"""What a person does: comes, gets about, asks, learns; and `Ticked`, for time is told before everything else."""

from typing import Never

from kiosk.core.codes.reading import Reading
from kiosk.core.events.base import Event
from kiosk.core.units import DurationMs

# --- time and people -------------------------------------------------------------------------------------------------


class Ticked(Event, frozen=True):
    """Time went on; `now` is monotonic and starts anywhere."""

    now: DurationMs


class Came(Event, frozen=True):
    """Somebody touched the resting kiosk or stands before it.

    `seed` is the only chance the core ever gets; without one, the moment of the touch is chance enough.
    """

    seed: int = 0


class FingerCame(Event, frozen=True):
    """A finger is down on the item named; nothing is done before it lifts."""

    item: str


class FingerLeft(Event, frozen=True):
    """The finger lifted or slid off."""


class NothingTouched(Event, frozen=True):
    """A touch met no control."""


# --- getting about ---------------------------------------------------------------------------------------------------


class TopicChosen(Event, frozen=True):
    """A tile of the home screen."""

    topic: str


class LessonChosen(Event, frozen=True):
    """A lesson of a topic."""

    lesson: str


class WayChosen(Event, frozen=True):
    """One of the four ways through a lesson."""

    way: str


class CheckOpened(Event, frozen=True):
    """The service on the home screen: is this code mine?"""


class PageTurned(Event, frozen=True):
    """The big arrows of a list longer than one page; `by` is +1 or -1."""

    by: int


class WentBack(Event, frozen=True):
    """The back button."""


class WentHome(Event, frozen=True):
    """The way to the home screen."""


class WentOn(Event, frozen=True):
    """The one main button of a scene that only wants a yes: continue, next lesson."""


class StartedOver(Event, frozen=True):
    """Do the same again: the lesson, or the look at a code."""


# --- at any time -----------------------------------------------------------------------------------------------------


class AskedAgain(Event, frozen=True):
    """Listen again."""


class AskedSlower(Event, frozen=True):
    """Speak slower, or at normal pace again."""


class AskedLouder(Event, frozen=True):
    """One step of volume up, then round to the lowest."""


class LanguageSwitched(Event, frozen=True):
    """The next language, in the same place."""


class SizeSwitched(Event, frozen=True):
    """The other text size, in the same place."""


class HelpOpened(Event, frozen=True):
    """The help sheet: call somebody, language, size, pace, volume."""


class HelpClosed(Event, frozen=True):
    """Back to where the visitor was."""


class HelperCalled(Event, frozen=True):
    """A person is wanted: lamp on, number shown."""


class HintAsked(Event, frozen=True):
    """The next rung of help in a lesson: say again, glow, do it for me."""


# --- in a lesson -----------------------------------------------------------------------------------------------------


class TargetTouched(Event, frozen=True):
    """A named target of the pretend phone."""

    target: str


class KeyTouched(Event, frozen=True):
    """A key of the kiosk-size keypad: a digit, `000`, `erase`. Its `repr` never tells which."""

    key: str

    def __repr__(self) -> str:
        return "KeyTouched()"

    def __reduce__(self) -> Never:
        raise TypeError("A typed digit is never pickled or copied: it goes into the core and nowhere else.")


class OptionChosen(Event, frozen=True):
    """A picture of a choice."""

    option: str


class CardShown(Event, frozen=True):
    """A practice card chosen on screen, where there is no camera."""

    card: str


class CodeRead(Event, frozen=True):
    """The camera met a code; only its harmless reading arrives here."""

    reading: Reading


class CodeUnreadable(Event, frozen=True):
    """The camera looks but cannot read; `why` is one of the reasons that `metrics.yaml` lists."""

    why: str
