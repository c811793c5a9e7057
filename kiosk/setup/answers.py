"""The answer file: what whoever sets a kiosk up tells it, and what is wrong with that, all of it at once.

match understood(raw, folder, Known()):
    case Answers() as answers: ...
    case Faults(faults=faults, half=half): ...
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from kiosk.config.schema import Stats, Update
from kiosk.config.screens import Rotation
from kiosk.core.setup import AnswerFault
from kiosk.core.units import Lang
from kiosk.setup import beside, values
from kiosk.setup.fault import Wrong, fault, unknown
from kiosk.setup.lines import Line, lines_of, text_of


class Answers(Struct, frozen=True, kw_only=True):
    """`kiosk-answers.toml`, believed."""

    site: str = ""
    """Names this kiosk in the numbers of the office; the one answer that has to be there."""
    place: str = ""
    """The place as people call it, shown and said at the first start; it stays in the kiosk."""
    group: str = "market"
    language: Lang = "vi"
    screen: str = "hdmi-10"
    rotation: Rotation | None = None
    """`None`: as this screen is usually mounted."""
    opens: int = 0
    """Minutes after midnight, as `closes`; both 0: always."""
    closes: int = 0
    help_number: str = ""
    wifi_name: str = ""
    wifi_password: str = ""
    """Empty where the kiosk has it already."""
    country: str = "VN"
    upload: bool = False
    upload_to: str = ""
    update_from: str = ""
    ssh_key: str = ""
    staff_card: str = ""
    """A file beside the answers; empty where the kiosk has taken it already."""
    root: str = ""
    camera: Literal["auto", "picamera2", "webcam", "none"] = "auto"
    panel: bool = False

    def __repr__(self) -> str:
        return f"Answers({self.site})"  # there is a password among them


class Known(Struct, frozen=True):
    """What this kiosk has taken before and removed from the boot partition."""

    wifi_name: str = ""
    staff_card: str = ""


class Faults(Struct, frozen=True):
    """What is wrong, in the order of the file; and the answers as far as they are right."""

    faults: tuple[AnswerFault, ...]
    half: Answers


READERS: dict[str, values.Read] = {
    "site": values.code(Stats, "site"),
    "place": values.words(60),
    "group": values.code(Update, "group"),
    "language": values.one_of("vi", "en"),
    "screen": values.screen,
    "rotation": values.rotation,
    "opens": values.hour,
    "closes": values.hour,
    "help_number": values.number,
    "wifi_name": values.network,
    "wifi_password": values.password,
    "country": values.country,
    "upload": values.truth,
    "upload_to": values.address(Stats, "to"),
    "update_from": values.address(Update, "source"),
    "ssh_key": values.ssh_key,
    "staff_card": beside.name,
    "root": beside.name,
    "camera": values.one_of("auto", "picamera2", "webcam", "none"),
    "panel": values.truth,
}
"""How each answer is read; all that there are."""

MAY_BE_EMPTY = frozenset(
    {"place", "help_number", "wifi_name", "wifi_password", "upload_to", "update_from", "ssh_key", "staff_card", "root"}
)

MOST_FAULTS = 20
"""Of a file that is something else altogether nobody wants to hear more."""

_UNCLEAR_WITH_HASH = frozenset({"wifi_name", "wifi_password", "place"})
"""In these a `#` may well be meant."""


def understood(raw: bytes, folder: Path, known: Known) -> Answers | Faults:
    """The answers, or every fault. `folder` is where the files lie that are named in them."""
    try:
        lines = tuple(lines_of(text_of(raw)))
    except Wrong as wrong:
        return Faults((fault("", 0, wrong),), Answers())
    reading = _Reading()
    for line in lines:
        reading.take(line)
    answers = Answers(**reading.values)
    for check in _CHECKS:
        check(answers, reading, folder, known)
    if not reading.faults:
        return _always(answers)
    faults = sorted(reading.faults, key=lambda pair: pair[0])[:MOST_FAULTS]
    return Faults(tuple(one for _, one in faults), _always(Answers(**reading.values)))


class _Reading:
    """The values read so far, where they stand, and what is wrong."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.places: dict[str, int] = {}
        self.faults: list[tuple[int, AnswerFault]] = []

    def wrong(self, field: str, wrong: Wrong, line: int | None = None) -> None:
        """One more fault, and the field counts as never answered."""
        number = self.places.get(field, 0) if line is None else line
        self.values.pop(field, None)
        self.faults.append((number or 1_000_000, fault(field, number, wrong)))

    def take(self, line: Line) -> None:
        """One line."""
        try:
            self._take(line)
        except Wrong as wrong:
            self.wrong(line.name, wrong, line.number)

    def _take(self, line: Line) -> None:
        if line.wrong and not line.name:
            raise Wrong(line.wrong)
        if line.name not in READERS:
            self.faults.append((line.number, unknown(line.name, line.number)))
            return
        if line.name in self.places:
            self.faults.append((line.number, fault(line.name, line.number, Wrong("twice", self.places[line.name]))))
            return
        self.places[line.name] = line.number
        if line.wrong:
            raise Wrong(line.wrong)
        if line.hashed and line.name in _UNCLEAR_WITH_HASH:
            raise Wrong("line.hash")
        if not line.value:
            if line.name not in MAY_BE_EMPTY:
                raise Wrong("empty")
            return
        self.values[line.name] = READERS[line.name](line.value)


# --- what only shows when all of them are there -----------------------------------------------------------------------

_Check = Callable[[Answers, _Reading, Path, Known], None]


def _site(answers: Answers, reading: _Reading, _folder: Path, _known: Known) -> None:
    if "site" not in reading.places:
        reading.wrong("site", Wrong("missing"))


def _hours(answers: Answers, reading: _Reading, _folder: Path, _known: Known) -> None:
    """From 0 to 24 is always, too."""
    faulty = {one.field for _, one in reading.faults}
    if answers.opens == answers.closes != 0 and not faulty & {"opens", "closes"}:
        reading.wrong("closes", Wrong("meet"))


def _wifi(answers: Answers, reading: _Reading, _folder: Path, known: Known) -> None:
    faulty = {one.field for _, one in reading.faults}
    if faulty & {"wifi_name", "wifi_password"}:
        return
    if answers.wifi_password and not answers.wifi_name:
        reading.wrong("wifi_password", Wrong("nameless"))
    if answers.wifi_name and not answers.wifi_password and known.wifi_name != answers.wifi_name:
        there = "wifi_password" in reading.places
        reading.wrong(
            "wifi_password",
            Wrong("empty" if there else "missing"),
            reading.places["wifi_password" if there else "wifi_name"],
        )


def _upload(answers: Answers, reading: _Reading, _folder: Path, _known: Known) -> None:
    if answers.upload and not answers.upload_to and "upload_to" not in {one.field for _, one in reading.faults}:
        reading.wrong("upload", Wrong("nowhere"))


def _files(answers: Answers, reading: _Reading, folder: Path, known: Known) -> None:
    for field, file in (("staff_card", answers.staff_card), ("root", answers.root)):
        if not file or (field == "staff_card" and file == known.staff_card and not (folder / file).exists()):
            continue
        try:
            beside.CONTENTS[field](folder / file)
        except Wrong as wrong:
            reading.wrong(field, wrong)


_CHECKS: tuple[_Check, ...] = (_site, _hours, _wifi, _upload, _files)


def _always(answers: Answers) -> Answers:
    """From 0 to 24 is all day: the kiosk's own word for that is 0 and 0."""
    return replace(answers, opens=0, closes=0) if (answers.opens, answers.closes) == (0, 24 * 60) else answers
