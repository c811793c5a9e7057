"""What came of the answers that somebody wrote for this kiosk: all of them understood, or what is wrong with each."""

from typing import Literal

from msgspec import Struct

from kiosk.core.units import Lang, Words

Outcome = Literal["right", "wrong", "none"]
"""`none`: nobody has set this kiosk up; it runs on what it comes with."""


class AnswerFault(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that is wrong, in sentences that can be shown and spoken as they stand."""

    code: str
    """For the log: `wifi_password.short`."""
    field: str
    """As it stands in the file; empty where the whole file is meant."""
    where: str
    """`kiosk-answers.toml:12`."""
    says: Words
    remedy: Words


class Told(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the first boot tells the kiosk, as it stands in `setup.json`. No password, no key and no card is in it."""

    format: Literal[1] = 1
    outcome: Outcome
    place: str = ""
    """As people call it; where nobody wrote that, its code."""
    language: Lang = "vi"
    opens: int = 0
    """Minutes after midnight; both 0: always."""
    closes: int = 0
    help_number: str = ""
    wifi_name: str = ""
    uploads: bool = False
    faults: tuple[AnswerFault, ...] = ()


class Setup(Struct, frozen=True):
    """The same before the kiosk: what it told, and how far somebody has listened."""

    told: Told
    mark: str = ""
    """Names what was told; once somebody has said that it is right it is not shown again."""
    page: Literal["asks", "sure", "off"] = "asks"
    at: int = 0
    """Which fault is shown."""
    mentioned: bool = False
    """Staff were told in their menu that something is wrong."""
