"""What happened: small frozen values named in the past tense. Everything the kiosk ever learns arrives as one of these.

An item of a scene carries the event that touching it means, so the core never hears of pixels.
"""

from kiosk.core.events.base import Event
from kiosk.core.events.machine import (
    Failed,
    HelpHeld,
    HelpReleased,
    HelpStuck,
    HoursTold,
    JackSensed,
    PersonNear,
    Recovered,
    RoomLight,
    SpeechEnded,
    Stumbled,
    WordReached,
)
from kiosk.core.events.staff import GlassTouched, PinJudged, StaffCame, StaffTold, StaffTouched, Tested
from kiosk.core.events.travel import ContentSwitched, ReleaseReady, SetupTold, StickLeft, StickStage, StickTold
from kiosk.core.events.visit import (
    AskedAgain,
    AskedLouder,
    AskedSlower,
    Came,
    CardShown,
    CheckOpened,
    CodeRead,
    CodeUnreadable,
    FingerCame,
    FingerLeft,
    HelpClosed,
    HelperCalled,
    HelpOpened,
    HintAsked,
    KeyTouched,
    LanguageSwitched,
    LessonChosen,
    NothingTouched,
    OptionChosen,
    PageTurned,
    SizeSwitched,
    StartedOver,
    TargetTouched,
    Ticked,
    TopicChosen,
    WayChosen,
    WentBack,
    WentHome,
    WentOn,
)

__all__ = [
    "AskedAgain",
    "AskedLouder",
    "AskedSlower",
    "Came",
    "CardShown",
    "CheckOpened",
    "CodeRead",
    "CodeUnreadable",
    "ContentSwitched",
    "Event",
    "Failed",
    "FingerCame",
    "FingerLeft",
    "GlassTouched",
    "HelpClosed",
    "HelpHeld",
    "HelpOpened",
    "HelpReleased",
    "HelpStuck",
    "HelperCalled",
    "HintAsked",
    "HoursTold",
    "JackSensed",
    "KeyTouched",
    "LanguageSwitched",
    "LessonChosen",
    "NothingTouched",
    "OptionChosen",
    "PageTurned",
    "PersonNear",
    "PinJudged",
    "PlainEvent",
    "Recovered",
    "ReleaseReady",
    "RoomLight",
    "SetupTold",
    "SizeSwitched",
    "SpeechEnded",
    "StaffCame",
    "StaffTold",
    "StaffTouched",
    "StartedOver",
    "StickLeft",
    "StickStage",
    "StickTold",
    "Stumbled",
    "TargetTouched",
    "Tested",
    "Ticked",
    "TopicChosen",
    "WayChosen",
    "WentBack",
    "WentHome",
    "WentOn",
    "WordReached",
]

PlainEvent = (
    Ticked
    | Came
    | FingerCame
    | FingerLeft
    | NothingTouched
    | TopicChosen
    | LessonChosen
    | WayChosen
    | CheckOpened
    | PageTurned
    | WentBack
    | WentHome
    | WentOn
    | StartedOver
    | AskedAgain
    | AskedSlower
    | AskedLouder
    | LanguageSwitched
    | SizeSwitched
    | HelpOpened
    | HelpClosed
    | HelperCalled
    | HintAsked
    | TargetTouched
    | KeyTouched
    | OptionChosen
    | CardShown
    | CodeRead
    | CodeUnreadable
    | WordReached
    | SpeechEnded
    | Failed
    | Recovered
    | HoursTold
    | PersonNear
    | RoomLight
    | JackSensed
    | HelpHeld
    | HelpReleased
    | HelpStuck
    | StickTold
    | StickLeft
    | ReleaseReady
    | ContentSwitched
    | SetupTold
    | StaffCame
    | PinJudged
    | StaffTouched
    | GlassTouched
    | StaffTold
    | Tested
    | Stumbled
)
"""Every event, as journeys write them down."""
