"""Where a visit can go, as one table.

A visitor touches the resting kiosk (`attract`), meets tiles (`home`), opens a topic with its lesson and four ways
(`topic`), learns (`lesson`), is praised (`done`); a trader has the code of her stall read (`check`). Never deeper than
two choices. A *sheet* (help, warning, trouble)
lies over a place and gives it back unchanged, so it is no place of its own. What a move brings along (which topic,
which way) is the business of `kiosk.core.visit`; whether a move exists at all is decided here and nowhere else, and
the diagram in `ARCHITECTURE.md` is drawn from here.
"""

from kiosk.core import events as e
from kiosk.core.state import Place


class LessonFinished(e.Event, frozen=True):
    """The last step is done; sent by the core to itself."""


class VisitEnded(e.Event, frozen=True):
    """Nobody answered the idle warning; sent by the core to itself."""


class SetupOpened(e.Event, frozen=True):
    """Staff want to see what this kiosk was set up with; sent by the core to itself."""


SESSION: dict[Place, dict[type[e.Event], Place]] = {
    "attract": {e.Came: "home", e.StickTold: "stick", e.StaffCame: "staff", e.SetupTold: "setup"},
    "home": {e.TopicChosen: "topic", e.CheckOpened: "check", e.PageTurned: "home", VisitEnded: "attract"},
    "topic": {
        e.LessonChosen: "topic",
        e.WayChosen: "lesson",
        e.WentBack: "home",
        e.WentHome: "home",
        VisitEnded: "attract",
    },
    "lesson": {e.WentBack: "topic", e.WentHome: "home", LessonFinished: "done", VisitEnded: "attract"},
    "done": {
        e.StartedOver: "lesson",
        e.WayChosen: "lesson",
        e.WentBack: "topic",
        e.WentHome: "home",
        VisitEnded: "attract",
    },
    "check": {
        e.StartedOver: "check",
        e.StaffCame: "staff",
        e.WentBack: "home",
        e.WentHome: "home",
        VisitEnded: "attract",
    },
    "stick": {
        e.StickTold: "stick",
        e.Came: "home",
        e.StaffCame: "staff",
        e.WentHome: "attract",
        VisitEnded: "attract",
    },
    "staff": {SetupOpened: "setup", e.WentHome: "attract", VisitEnded: "attract"},
    "setup": {
        e.SetupTold: "setup",
        e.StaffCame: "staff",
        e.WentHome: "attract",
        VisitEnded: "attract",
    },
}


def leads(place: Place, event: e.Event) -> Place | None:
    """Where an event leads from a place, or `None` when it is no move there."""
    return SESSION[place].get(type(event))


def diagram() -> str:
    """The table as a Mermaid state diagram."""
    rows = [
        f"    {place} --> {to}: {event.__name__}" for place, moves in SESSION.items() for event, to in moves.items()
    ]
    return "\n".join(["stateDiagram-v2", "    [*] --> attract", *rows])
