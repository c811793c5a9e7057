"""The content model: pack → topic → lesson → step, and the mock-up apps that lessons play in.

Content is data. These frozen values refuse unknown fields, know no lesson by name and hold every word a visitor reads
or hears. Authors write them as YAML (`content/`); `kiosk packs compile` turns checked packs into one `Library` file.
"""

from typing import Literal

from msgspec import Struct, field

from kiosk.core.codes.reading import CodeKind
from kiosk.core.units import Words

Value = int | str | bool
"""What a variable of a mock-up app may hold. Money is an int of đồng."""


class _Content(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of all content: frozen, strict, written by name."""


# --- what a touch does in a mock-up app ------------------------------------------------------------------------------


class Go(_Content, frozen=True, kw_only=True, tag="go", tag_field="do"):
    """Show another screen of the app."""

    screen: str


class Put(_Content, frozen=True, kw_only=True, tag="put", tag_field="do"):
    """Give a variable a value."""

    variable: str
    value: Value


class Pay(_Content, frozen=True, kw_only=True, tag="pay", tag_field="do"):
    """Move money in the ledger; refused, never negative, when the source holds too little."""

    source: str
    target: str
    amount: str
    """Name of the variable that holds the đồng."""
    refused: str
    """Screen to show when there is not enough."""


Deed = Go | Put | Pay
Condition = dict[str, Value]
"""Every named variable equals its value; empty is always true."""


class Touch(_Content, frozen=True, kw_only=True):
    """One possible answer of a target: the first whose `when` holds is done."""

    deeds: tuple[Deed, ...]
    when: Condition = field(default_factory=dict)


Touches = tuple[Touch, ...]

# --- widgets ---------------------------------------------------------------------------------------------------------


class Header(_Content, frozen=True, kw_only=True, tag="header", tag_field="widget"):
    """Coloured title of a screen."""

    text: Words


class Text(_Content, frozen=True, kw_only=True, tag="text", tag_field="widget"):
    """A sentence or a value; `{name}` fills in a variable, `{amount:money}`, `{amount:words}`, `{pin:dots}` format it."""

    text: Words
    strong: bool = False
    when: Condition = field(default_factory=dict)


class Tile(_Content, frozen=True, kw_only=True, tag="tile", tag_field="widget"):
    """Picture over a word; tiles stand two in a row."""

    target: str
    icon: str
    label: Words
    touch: Touches = ()
    when: Condition = field(default_factory=dict)


class Button(_Content, frozen=True, kw_only=True, tag="button", tag_field="widget"):
    """A wide button. `look`: `main` for the way on, `quiet` for others, `danger` for stop."""

    target: str
    label: Words
    icon: str = ""
    look: Literal["main", "quiet", "danger"] = "main"
    touch: Touches = ()
    when: Condition = field(default_factory=dict)


EntryKind = Literal["amount", "pin", "passcode", "otp", "password", "number"]


class Field(_Content, frozen=True, kw_only=True, tag="field", tag_field="widget"):
    """Shows what is typed on the kiosk-size keypad beside the phone. Touching it does nothing but focus."""

    target: str
    label: Words
    variable: str
    entry: EntryKind


class Row(_Content, frozen=True, kw_only=True):
    """One line of a list."""

    target: str
    text: Words
    icon: str = ""
    touch: Touches = ()


class List(_Content, frozen=True, kw_only=True, tag="list", tag_field="widget"):
    """Rows under one another, at most three so that nothing scrolls."""

    rows: tuple[Row, ...]


class Card(_Content, frozen=True, kw_only=True, tag="card", tag_field="widget"):
    """A framed group of small label and strong value pairs."""

    lines: tuple["CardLine", ...]
    icon: str = ""


class CardLine(_Content, frozen=True, kw_only=True):
    """A label with its value."""

    label: Words
    value: Words


class Photo(_Content, frozen=True, kw_only=True, tag="photo", tag_field="widget"):
    """A drawing of the pack, shown large."""

    picture: str
    alt: Words


class Qr(_Content, frozen=True, kw_only=True, tag="qr", tag_field="widget"):
    """A code drawn on the phone: the payload of a practice card."""

    card: str
    alt: Words


class Camera(_Content, frozen=True, kw_only=True, tag="camera", tag_field="widget"):
    """Where the pretend app looks through the kiosk's camera."""

    hint: Words


class Dialog(_Content, frozen=True, kw_only=True, tag="dialog", tag_field="widget"):
    """A question laid over the screen; everything under it is dimmed and dead."""

    text: Words
    buttons: tuple[Button, ...]
    icon: str = ""


class Notification(_Content, frozen=True, kw_only=True, tag="notification", tag_field="widget"):
    """A message that slides in at the top: an SMS, money received."""

    sender: Words
    text: Words
    target: str = ""
    touch: Touches = ()
    when: Condition = field(default_factory=dict)


class Tab(_Content, frozen=True, kw_only=True):
    """One entry of the tab row."""

    target: str
    icon: str
    label: Words
    touch: Touches = ()


class Tabs(_Content, frozen=True, kw_only=True, tag="tabs", tag_field="widget"):
    """The row at the foot of a screen, at most three."""

    tabs: tuple[Tab, ...]


Widget = Header | Text | Tile | Button | Field | List | Card | Photo | Qr | Camera | Dialog | Notification | Tabs


class AppScreen(_Content, frozen=True, kw_only=True):
    """One state of the app; `back` says where the kiosk's own back goes inside the app, if anywhere."""

    widgets: tuple[Widget, ...]


class Variable(_Content, frozen=True, kw_only=True):
    """A named value of the app with its value at the start."""

    start: Value


class Scanned(_Content, frozen=True, kw_only=True):
    """What the app does when the camera has read a code it accepts: `put` fills variables from the reading."""

    deeds: tuple[Deed, ...]
    put: dict[str, Literal["payee", "bank", "account_tail", "amount", "domain"]] = field(default_factory=dict)


class App(_Content, frozen=True, kw_only=True):
    """A pretend app on a pretend phone: a state machine of screens, variables and a ledger."""

    app: str
    title: Words
    strip: Words
    colour: Literal["jade", "red", "purple", "sky"]
    first: str
    screens: dict[str, AppScreen]
    variables: dict[str, Variable] = field(default_factory=dict)
    ledger: dict[str, int] = field(default_factory=dict)
    """Account → đồng at the start. The sum never changes, no account is ever negative."""
    scanned: dict[str, Scanned] = field(default_factory=dict)
    """Screen with a camera → what reading the expected code does there."""
    arrivals: dict[str, tuple[Deed, ...]] = field(default_factory=dict)
    """Named things that arrive by themselves (a message, a receipt) → what they do."""


# --- lessons ---------------------------------------------------------------------------------------------------------


class Mistake(_Content, frozen=True, kw_only=True):
    """A wrong move with a name, and what to say to it. `on`: a target, a typed value, a code kind, a card, an option."""

    on: str
    name: str
    say: Words


class _Step(_Content, frozen=True, kw_only=True):
    id: str
    say: Words
    """Spoken and shown: what to do and where to find it."""
    ask: Words | None = None
    """The task alone, without telling where; used when the visitor does it by herself. `say` when absent."""
    start: str = ""
    """A screen of the app to stand on before this step, when the step before does not lead there by itself."""


class Tell(_Step, frozen=True, kw_only=True, tag="tell", tag_field="kind"):
    """A picture and a sentence."""

    picture: str


class TouchStep(_Step, frozen=True, kw_only=True, tag="touch", tag_field="kind"):
    """Touch a target of the app."""

    target: str
    mistakes: tuple[Mistake, ...] = ()


class Enter(_Step, frozen=True, kw_only=True, tag="enter", tag_field="kind"):
    """Type pretend digits on the kiosk-size keypad into a field, then touch `submit` (or nothing: sent when complete)."""

    field: str
    """Target of the field widget."""
    value: str
    """The digits to type, shown to the visitor: practice never asks for a real number."""
    submit: str = ""
    mistakes: tuple[Mistake, ...] = ()


class Scan(_Step, frozen=True, kw_only=True, tag="scan", tag_field="kind"):
    """Hold a code before the camera. Without a camera the cards are shown on screen to choose from."""

    expect: CodeKind
    card: str
    """The practice card that is right."""
    others: tuple[str, ...] = ()
    """Cards offered beside it when there is no camera."""
    payee: str = ""
    """When given, the code must name this payee."""
    mistakes: tuple[Mistake, ...] = ()


class Option(_Content, frozen=True, kw_only=True):
    """One picture to choose."""

    id: str
    label: Words
    picture: str = ""
    icon: str = ""
    right: bool = False


class Choose(_Step, frozen=True, kw_only=True, tag="choose", tag_field="kind"):
    """Two to four pictures, one of them right."""

    options: tuple[Option, ...]
    mistakes: tuple[Mistake, ...] = ()


class Wait(_Step, frozen=True, kw_only=True, tag="wait", tag_field="kind"):
    """Something arrives by itself: a message, money, a caller."""

    arrival: str


class Goal(_Step, frozen=True, kw_only=True, tag="goal", tag_field="kind"):
    """Free play until a condition on the app's variables holds (`screen` may be named as a variable)."""

    until: Condition
    mistakes: tuple[Mistake, ...] = ()


Step = Tell | TouchStep | Enter | Scan | Choose | Wait | Goal


class Lesson(_Content, frozen=True, kw_only=True):
    """At most four minutes. `learned`: the ticks on the well-done page; `safety`: the one sentence to take home."""

    lesson: str
    title: Words
    picture: str
    app: str
    skills: tuple[str, ...]
    checked_on: str
    safety: Words
    praise: Words
    learned: tuple[Words, ...]
    steps: tuple[Step, ...]
    put: dict[str, Value] = field(default_factory=dict)
    """Variables of the app that differ from its own start in this lesson."""


class Topic(_Content, frozen=True, kw_only=True):
    """A tile of the home screen."""

    topic: str
    title: Words
    picture: str
    colour: Literal["sky", "mint", "lilac", "rose", "sand", "leaf"]
    lessons: tuple[str, ...]


class PracticeCard(_Content, frozen=True, kw_only=True):
    """A printed card with a code that cannot move money or open anything."""

    card: str
    title: Words
    payload: str
    kind: CodeKind
    picture: str = ""


class Pack(_Content, frozen=True, kw_only=True):
    """`pack.yaml`: what travels together."""

    pack: str
    version: int
    title: Words
    topics: tuple[Topic, ...]
    cards: tuple[PracticeCard, ...] = ()
