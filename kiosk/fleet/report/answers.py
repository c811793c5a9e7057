"""Everything the report shows, as plain frozen values: no engine, no page, nothing left to reckon.

All numbers are sums of *published* numbers: each was at least ten when it left a kiosk, and was rounded to five. What
stayed below ten is in none of them, so sums are close to the truth, mostly below it, and none tells what was left out
(`NOTE`). Visits are counted, not people.

Lists are in a fixed order: places by their place on the map, counts from large to small and then by name, with `other`
last. Days are texts, `2026-11-22`; a day that never was is empty.
"""

from msgspec import Struct

from kiosk.core.units import Words
from kiosk.fleet.health_rules import Concern

NOTE: Words = {
    "vi": "Mọi con số là tổng của những số đã công bố: mỗi số ít nhất là 10 và làm tròn đến 5. Số nhỏ hơn không rời "
    "khỏi máy, nên tổng chỉ là gần đúng và thường thấp hơn thực tế. Đây là lượt dùng, không phải số người.",
    "en": "Every number is a sum of published numbers: each is at least 10 and rounded to 5. Smaller ones never leave "
    "a kiosk, so sums are close to the truth and mostly below it. These are uses of kiosks, not people.",
}
"""What must stand beside any of these numbers."""

OTHER = "other"
"""The key of what a kiosk folded together, because each alone was below ten."""


PARTS_OF_DAY = ("morning", "midday", "afternoon")
"""As the counters cut it; the office loads nothing that counts."""


class Count(Struct, frozen=True):
    """How often something of a closed list was counted. `key` may be `other`."""

    key: str
    n: int


class Figures(Struct, frozen=True, kw_only=True):
    """The main numbers of the city, a ward, a site, a week. Fields are named as the counters are."""

    visits: int = 0
    topics_opened: int = 0
    lessons_opened: int = 0
    lessons_finished: int = 0
    lessons_helped: int = 0
    lessons_unassisted: int = 0
    lessons_left_at: int = 0
    mistakes: int = 0
    tests_passed: int = 0
    tests_failed: int = 0
    checks_opened: int = 0
    codes_read: int = 0
    codes_unreadable: int = 0
    hints: int = 0
    help_opened: int = 0
    helper_called: int = 0
    idle_ends: int = 0
    stumbles: int = 0


class Nights(Struct, frozen=True, kw_only=True):
    """How much was heard. A night is one document of one kiosk."""

    heard: int = 0
    quiet: int = 0
    """Of these: days of fewer than ten visits, which told no numbers."""


class Week(Struct, frozen=True, kw_only=True):
    """Seven days from a Monday; the first and last of a report may be cut short."""

    monday: str
    days: int
    """How many days of it lie within the report."""
    kiosks: int
    """How many were heard at least once."""
    nights: Nights
    figures: Figures


class Way(Struct, frozen=True):
    """One way of learning a lesson: watch, together, alone, test, or `other`."""

    way: str
    opened: int
    finished: int


class Lesson(Struct, frozen=True, kw_only=True):
    """One lesson in the whole city. The lesson `other` is what cannot be told apart any more."""

    lesson: str
    opened: int = 0
    finished: int = 0
    helped: int = 0
    """Finished, with hints asked for or given."""
    unassisted: int = 0
    """Finished alone, without a single hint."""
    passed: int = 0
    failed: int = 0
    ways: tuple[Way, ...] = ()
    left_at: tuple[Count, ...] = ()
    """Where people give up; the key is the id of the step. In the order of ids, numbers by their size: only the
    content knows the order of its steps, and `tables.py` keeps to it where the office has that content."""
    weeks: tuple[int, ...] = ()
    """Opened in each of `Answers.weeks`."""

    @property
    def given_up_at(self) -> str:
        """The step at which most gave up; empty when none is known."""
        known = [count for count in self.left_at if count.key != OTHER]
        return max(known, key=lambda count: count.n).key if known else ""


class Choices(Struct, frozen=True, kw_only=True):
    """What visitors chose for themselves."""

    language: tuple[Count, ...] = ()
    accent: tuple[Count, ...] = ()
    """Empty where no accents are counted."""
    text_size: tuple[Count, ...] = ()
    pace: tuple[Count, ...] = ()


class Scans(Struct, frozen=True, kw_only=True):
    """What the cameras saw."""

    read: tuple[Count, ...] = ()
    """By kind of code."""
    unreadable: tuple[Count, ...] = ()
    """By reason."""


class Kiosk(Struct, frozen=True, kw_only=True):
    """One machine, by the number it has this year."""

    kiosk: str
    site: str
    """Where it was last heard."""
    first: str
    last: str
    silent: int
    """Nights since it was last heard; 0: heard on the last night of the report."""
    replaced: bool
    """A new number was heard at its site later: numbers change every year, so this one is not missed."""
    nights: Nights
    release: str
    app: str


class Release(Struct, frozen=True):
    """What is in use, by the last word of every kiosk that is not replaced. An empty release: as it was set up."""

    release: str
    app: str
    kiosks: int


class Site(Struct, frozen=True, kw_only=True):
    """One place. A place of the register that was never heard has no kiosks and only noughts."""

    site: str
    name: Words
    ward: Words
    kind: str
    """`market`, `hall`, or empty for a place that the register does not know."""
    row: int
    column: int
    kiosks: int = 0
    """Heard in the days of the report, without replaced ones."""
    silent: int = 0
    """How many of these are silent for three nights or more."""
    last: str = ""
    nights: Nights = Nights()
    figures: Figures = Figures()
    topics: tuple[Count, ...] = ()
    lessons: tuple[Count, ...] = ()
    """Opened, in any way."""
    unreadable: tuple[Count, ...] = ()
    concerns: int = 0


class Ward(Struct, frozen=True, kw_only=True):
    """All sites of a ward, with its place in a grid that lies as the map lies."""

    name: Words
    row: int
    column: int
    sites: int
    kiosks: int
    silent: int
    nights: Nights
    figures: Figures
    topics: tuple[Count, ...]
    concerns: int


class Answers(Struct, frozen=True, kw_only=True):
    """The whole report of a city."""

    since: str
    until: str
    """Both days are in it."""
    figures: Figures
    nights: Nights
    kiosks: tuple[Kiosk, ...]
    parts_of_day: tuple[Count, ...]
    """Visits in the morning, at midday, in the afternoon, in this order."""
    weeks: tuple[Week, ...]
    wards: tuple[Ward, ...]
    sites: tuple[Site, ...]
    topics: tuple[Count, ...]
    lessons: tuple[Lesson, ...]
    mistakes: tuple[Count, ...]
    hints: tuple[Count, ...]
    choices: Choices
    scans: Scans
    part_failures: tuple[Count, ...]
    part_recoveries: tuple[Count, ...]
    releases: tuple[Release, ...]
    concerns: tuple[Concern, ...]
    """Machines that need a visit, the gravest first."""
