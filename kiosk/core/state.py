"""All the kiosk knows about the present, as one frozen value. A visit leaves nothing behind but counters."""

from typing import Literal

from msgspec import Struct

from kiosk.core.codes.reading import Reading
from kiosk.core.content.base import Value
from kiosk.core.events import StickStage
from kiosk.core.setup import Setup
from kiosk.core.units import LANGS, Accent, DurationMs, Lang, Pace, Part, TextSize, Words

Place = Literal["attract", "home", "topic", "lesson", "done", "check", "stick", "staff", "setup"]
"""Where a visitor is; the table of ways between them is `kiosk.core.session.SESSION`."""

Sheet = Literal["", "help", "idle", "trouble", "off"]
"""What lies over the place she is in, and gives it back unchanged."""


class Speaking(Struct, frozen=True):
    """What the voice is saying. `line` and `word` follow it; (-1, -1) before the first word and when it has ended."""

    ticket: int
    lines: tuple[str, ...]
    since: DurationMs = DurationMs(0)
    """When it began, or the last word was reported."""
    line: int = -1
    word: int = -1
    ended: bool = False

    def __repr__(self) -> str:
        return f"Speaking(ticket={self.ticket})"  # a line may hold the name in a code that somebody has shown


class Phone(Struct, frozen=True):
    """The pretend phone: an app, a screen of it, its variables and its ledger."""

    app: str
    screen: str
    variables: dict[str, Value]
    ledger: dict[str, int]

    def __repr__(self) -> str:
        return f"Phone({self.app}/{self.screen})"  # variables hold what was typed


class Lesson(Struct, frozen=True):
    """A lesson under way."""

    lesson: str
    way: str
    seed: int
    phone: Phone
    step: int = 0
    typed: str = ""
    """Digits typed so far in an `enter` step."""
    wrong: int = 0
    """Wrong moves in this step."""
    mistakes: int = 0
    """Wrong moves in the whole lesson."""
    helped: int = 0
    """Steps that the kiosk did for her."""
    assisted: bool = False
    """A target was shown to her or a step done for her, beyond what her way gives by itself."""
    rung: int = 0
    """How far help has climbed in this step: 0 none, 1 said again, 2 glow, 3 done for her."""
    reply: Words | None = None
    """An answer to the last move, shown instead of the instruction until the next one."""
    reply_kind: Literal["", "right", "wrong"] = ""
    reading: Reading | None = None
    """The last code read in this step, harmless part only."""
    trouble: str = ""
    """Why the camera cannot read yet; shown as a picture at once, told when the voice is free."""
    cards_told: bool = False
    """The camera was lost in this step, and it was said that cards on the screen do instead."""
    chosen: str = ""
    """The last option touched."""
    news: Words | None = None
    """What came of the step before, told ahead of the instruction: why it was right, or that it was done for her."""
    due: DurationMs | None = None
    """When the kiosk makes its next move by itself (watching, waiting, going on)."""
    finished: bool = False
    passed: bool = True
    """In a test: no step was done for her and no more than one wrong move."""

    def __repr__(self) -> str:
        return f"Lesson({self.lesson}/{self.way}, step {self.step + 1})"  # never the digits, never the reading


class Check(Struct, frozen=True):
    """A look at somebody's own code: what it turned out to be, or why nothing can be read yet."""

    reading: Reading | None = None
    """The harmless part of the one code just read; gone when the place is left."""
    trouble: str = ""
    """Why the camera cannot read just now, as a sign in its view shows it."""
    said: str = ""
    """The last such reason that was spoken."""
    hints: int = 0
    """How many such reasons were told."""
    cards_told: bool = False
    """The camera was lost meanwhile, and it was said that cards on the screen do instead."""

    def __repr__(self) -> str:
        return "Check()"  # a trader's name and account are in the reading


class House(Struct, frozen=True):
    """What stays the same from visitor to visitor: how this kiosk was set up where it stands. Staff may change it."""

    lang: Lang = "vi"
    volume: int = 2
    help_number: str = ""
    """The telephone number shown when a person is wanted; empty when somebody is at hand."""
    langs: tuple[Lang, ...] = LANGS
    """Languages offered; the language button is there when there are two."""
    opens: int = 0
    """Minutes after midnight when the screen wakes, and when it goes dark; both 0: always awake."""
    closes: int = 0
    sends: bool = False
    """Whether the anonymous numbers of finished days are sent at night."""
    accent: Accent = "central"
    """How the kiosk speaks Vietnamese; counted, never changed by a visitor."""


class Stick(Struct, frozen=True):
    """A stick being read: how far it is, and what is wrong with it."""

    stage: StickStage = "found"
    done: int = 0
    of: int = 0
    why: str = ""
    since: DurationMs = DurationMs(0)
    """When this was told."""
    waiting: tuple["Stick", ...] = ()
    """Stages told meanwhile, which are shown once the sentence of this one has been said."""
    unseen: bool = False
    """Told while staff were in their menu, who want to see it afterwards."""


class SelfTest(Struct, frozen=True):
    """The test that runs by itself: which part, what is being done about it, since when."""

    began: DurationMs
    since: DurationMs
    phase: Literal["starts", "names", "waits", "tells"] = "starts"
    part: int = 0


class Staff(Struct, frozen=True):
    """Somebody of the staff before the kiosk. The pages are told by `kiosk.core.staff.pages`."""

    page: str = "pin"
    typed: str = ""
    """Digits typed so far: a PIN, a telephone number."""
    first: str = ""
    """A new PIN, typed once."""
    pin_set: bool = True
    tries_left: int = -1
    locked_minutes: int = 0
    rows: tuple[tuple[str, str], ...] = ()
    """What the machine told for the page."""
    tests: dict[str, str] = {}
    """Part → what came of its test: `good`, `bad`, `absent`, `ask`, `running`."""
    note: str = ""
    """A phrase of `StaffPhrases` said in place of the sentence of the page: what came of the last touch."""
    at: int = 0
    """Which page of the rows is shown."""
    errand: str = ""
    """What is asked once more before it is done."""
    felt: frozenset[str] = frozenset()
    """Squares and buttons that answered in a test."""
    felt_at: DurationMs = DurationMs(0)
    last: str = ""
    """The last of them."""
    self_test: SelfTest | None = None
    aimed: tuple[tuple[float, float], ...] = ()
    """What the glass told of the crosses that were touched so far."""

    def __repr__(self) -> str:
        return f"Staff({self.page})"  # never the digits


class Around(Struct, frozen=True):
    """What the panel senses around the kiosk. A kiosk without such sensors is always bright, silent and seen."""

    left_at: DurationMs | None = None
    """Since when nobody stands before it; `None` while somebody does, or no sensor tells."""
    gloomy: bool = False
    """The place is dark, so the screen need not be bright."""
    plugged: bool = False
    """A headphone is plugged in, and the loudspeaker silent."""


class SwitchingOff(Struct, frozen=True):
    """The help button is held: it switches the machine off when it is let go after the seconds have run down."""

    since: DurationMs
    told_at: DurationMs
    """When the panel last said that it is still down."""
    left: int
    """Seconds that are left; below nought, for how long it might have been let go."""
    under: Sheet = ""
    """What lay over the place before; given back when the button is let go too soon, or never."""
    done: bool = False
    """It was let go: the machine was asked to go off."""

    @property
    def counting(self) -> bool:
        """Letting go now changes nothing."""
        return self.left > 0


class State(Struct, frozen=True):
    """The whole present."""

    house: House = House()
    place: Place = "attract"
    sheet: Sheet = ""
    now: DurationMs = DurationMs(0)
    touched_at: DurationMs = DurationMs(0)
    """When a person last did something, or the voice last spoke."""
    beat: int = 0
    """Half seconds of the clock; what breathes or taps on screen follows its parity."""
    lang: Lang = "vi"
    size: TextSize = "large"
    pace: Pace = "normal"
    volume: int = 2
    seed: int = 0
    pressed: str = ""
    """The item under the finger."""
    topic: str = ""
    page: int = 0
    lesson: Lesson | None = None
    check: Check | None = None
    """Only in the place `check`."""
    stick: Stick | None = None
    """A stick is in the machine, or was until a moment ago; shown in the place `stick`, never over a lesson."""
    staff: Staff | None = None
    """Only in the place `staff`."""
    setup: Setup | None = None
    """What this kiosk was set up with; `None` where there was no first boot, as on a desk."""
    ready: str = ""
    """A release that waits for the end of the visit."""
    chosen_lesson: str = ""
    """The lesson whose four ways are shown."""
    speaking: Speaking = Speaking(ticket=0, lines=(), ended=True)
    helper_called: bool = False
    stumbles: int = 0
    """Unexpected errors in this visit; after the second the visitor is led home instead of back."""
    broken: frozenset[Part] = frozenset()
    without: frozenset[Part] = frozenset()
    """Those of the broken that this kiosk was set up without."""
    limping: frozenset[Part] = frozenset()
    """Parts that work but for one thing."""
    around: Around = Around()
    off: SwitchingOff | None = None
    """Only under the sheet `off`."""
    dark: bool = False
    """Outside the hours of this place: the resting screen is dark; a touch wakes the kiosk all the same."""

    def __repr__(self) -> str:
        return f"State({self.place}{'/' + self.sheet if self.sheet else ''}, {self.lesson!r})"
