"""A lesson and its steps. Code knows kinds of steps, never a lesson."""

from msgspec import field

from kiosk.core.codes.reading import CodeKind
from kiosk.core.content.base import Condition, Content, Value
from kiosk.core.units import Words


class Mistake(Content, frozen=True, kw_only=True):
    """A wrong move with a name, and what to say to it. `on`: a target, typed digits, a code kind, a card, an option."""

    on: str
    name: str
    say: Words


class _Step(Content, frozen=True, kw_only=True):
    id: str
    say: Words
    """Spoken and shown: what to do and where to find it."""
    ask: Words | None = None
    """The task alone, without telling where; used when the visitor does it by herself. `say` when absent."""
    right: Words | None = None
    """Told when the step is done right, before the next one: why it was right."""
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
    """Type pretend digits on the kiosk-size keypad into a field, then touch `submit`, if there is one."""

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


class Option(Content, frozen=True, kw_only=True):
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


class Lesson(Content, frozen=True, kw_only=True):
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
