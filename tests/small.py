"""A small library made by hand: one lesson with every kind of step, for tests that need no real content."""

from kiosk.core.content.apps import App, AppScreen, Scanned, Variable
from kiosk.core.content.deeds import Go, Pay, Put, Touch
from kiosk.core.content.lessons import Choose, Enter, Goal, Lesson, Mistake, Option, Scan, Step, Tell, TouchStep, Wait
from kiosk.core.content.packs import Library, PracticeCard, Topic
from kiosk.core.content.phrases import Phrases
from kiosk.core.content.staff_phrases import StaffPhrases
from kiosk.core.content.stick_phrases import StickPhrases
from kiosk.core.content.widgets import Button, Camera, Field, Header, Notification, Text, Tile, Widget
from kiosk.core.units import Words

STALL = (
    "00020101021238540010A00000072701240006999999011000000000020208QRIBFTTA52045411530370454061200005802VN5918SAP CA CO"
    " BA (MAU)6003HUE62230819Ca tuoi cho Dong Ba6304F307"
)
LINK = "https://trung-thuong.example/nhan-qua"


def both(text: str) -> Words:
    """The same words in both languages, told apart by a mark."""
    return {"vi": text, "en": f"{text} (en)"}


def phrases() -> Phrases:
    return Phrases(**{name: both(name) for name in Phrases.__struct_fields__})


def going(screen: str) -> tuple[Touch, ...]:
    """A touch that shows another screen."""
    return (Touch(deeds=(Go(screen=screen),)),)


def bank() -> App:
    return App(
        app="bank",
        title=both("Bank"),
        strip=both("PRACTICE"),
        colour="jade",
        first="home",
        variables={"payee": Variable(start=""), "amount": Variable(start=0), "pin": Variable(start="")},
        ledger={"me": 500_000, "stall": 0},
        screens={name: AppScreen(widgets=widgets) for name, widgets in bank_screens().items()},
        scanned={"scan": Scanned(put={"payee": "payee"}, deeds=(Go(screen="pay"),))},
        arrivals={"receipt": (Put(variable="payee", value="done"),)},
    )


def bank_screens() -> dict[str, tuple[Widget, ...]]:
    out = Button(target="out", label=both("Out"), touch=going("home"))
    paying = (Pay(source="me", target="stall", amount="amount", refused="home"), Go(screen="sent"))
    return {
        "home": (
            Header(text=both("Bank")),
            Tile(target="scan", icon="camera_alt", label=both("Scan"), touch=going("scan")),
            Tile(target="news", icon="mail", label=both("News"), touch=going("news")),
        ),
        "news": (out,),
        "scan": (Camera(hint=both("Hold the code here")),),
        "pay": (
            Text(text=both("{payee}")),
            Field(target="amount", label=both("Amount"), variable="amount", entry="amount"),
            Button(target="go", label=both("Go"), touch=going("pin")),
        ),
        "pin": (Field(target="pin", label=both("PIN"), variable="pin", entry="pin", touch=(Touch(deeds=paying),)),),
        "sent": (
            Text(text=both("{stall:money} {stall:words} {pin:dots}")),
            Notification(sender=both("Bank"), text=both("Sent"), when={"payee": "done"}),
            out,
        ),
    }


def lesson() -> Lesson:
    return Lesson(
        lesson="fish",
        title=both("Pay for a fish"),
        picture="fish",
        app="bank",
        skills=("pay",),
        checked_on="2026-11-01",
        safety=both("Read the name."),
        praise=both("You can pay."),
        learned=(both("Name"), both("Amount"), both("PIN")),
        steps=steps(),
    )


def steps() -> tuple[Step, ...]:
    return (
        Tell(id="why", say=both("Why"), picture="fish"),
        TouchStep(
            id="open",
            say=both("Touch Scan"),
            ask=both("Open the scanner"),
            target="scan",
            mistakes=(Mistake(on="news", name="reads-news", say=both("That is news.")),),
        ),
        Scan(
            id="scan",
            say=both("Hold the card"),
            expect="vietqr",
            card="stall",
            others=("link",),
            payee="SAP CA CO BA (MAU)",
            mistakes=(Mistake(on="link", name="scans-link", say=both("That is a link.")),),
        ),
        Choose(
            id="name",
            say=both("Is the name right?"),
            right=both("It is her name."),
            options=(
                Option(id="yes", label=both("Yes"), icon="check", right=True),
                Option(id="no", label=both("No"), icon="close"),
            ),
            mistakes=(Mistake(on="no", name="doubts-name", say=both("It is right.")),),
        ),
        Enter(
            id="amount",
            say=both("Type 120000"),
            field="amount",
            value="120000",
            submit="go",
            mistakes=(Mistake(on="12000", name="missing-zero", say=both("A zero is missing.")),),
        ),
        Enter(id="pin", say=both("Type 2580"), field="pin", value="2580"),
        Wait(id="receipt", say=both("Wait"), arrival="receipt"),
        Goal(id="home", say=both("Go home"), until={"screen": "home"}),
    )


def library() -> Library:
    written = lesson()
    return Library(
        phrases=phrases(),
        stick=StickPhrases(**{name: both(name) for name in StickPhrases.__struct_fields__}),
        staff=StaffPhrases(**{name: both(name) for name in StaffPhrases.__struct_fields__}),
        topics=(Topic(topic="pay", title=both("Pay"), picture="fish", colour="mint", lessons=("fish",)),),
        lessons={"fish": written},
        apps={"bank": bank()},
        cards={
            "stall": PracticeCard(card="stall", title=both("Stall"), payload=STALL, kind="vietqr"),
            "link": PracticeCard(card="link", title=both("Link"), payload=LINK, kind="link"),
        },
        pictures={"fish": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3" width="4" height="3"/>'},
    )
