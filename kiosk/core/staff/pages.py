"""The pages of the staff menu, as tables: two levels and what hangs on them.

What the machine tells for a page (`TellStaff` → `StaffTold`) is rows of two texts, both without a word of any language:

- The name of a row is a field of `StaffPhrases` without its `row_` (`row_release` → `release`); on the pages of counts
  the name of a metric, and its key after a slash: `lessons_opened/pay-by-qr/watch`; what the machine tells of itself
  is `health/boots` (`health_boots`). Others are shown as they stand.
- The value is shown as it stands (`1-0a2b3c4d`, `12`), unless it is a field of `StaffPhrases` without its `value_`
  (`yes` → `value_yes`), or such a field and a number: `days:3` → `value_days` with 3 in the place of `{n}`.
"""

from msgspec import Struct

from kiosk.core.content.packs import Library
from kiosk.core.units import Lang

LOCKED_PAGES = frozenset({"pin", "choose", "locked"})
"""Pages before the PIN was right; from them no other page can be opened."""

PIN_SHORTEST, PIN_LONGEST = 6, 12
PHONE_LONGEST = 15
"""Digits of a telephone number, as ITU-T E.164 has them at most."""

HALF_HOUR, DAY = 30, 24 * 60
WAKES, CLOSES = 6 * 60, 20 * 60
"""Hours offered first to a kiosk that was always awake."""

ROWS_A_PAGE = 4
"""Rows under one another; four fit the smallest screen."""


class Page(Struct, frozen=True):
    """`says`: fields of `StaffPhrases`, spoken on coming here. `back`: where the back button leads; empty leaves."""

    says: tuple[str, ...]
    back: str = "menu"
    tells: str = ""
    """What `TellStaff` asks for on coming here."""


class Choice(Struct, frozen=True):
    """A tile of the menu. `word` is a field of `StaffPhrases`."""

    page: str
    word: str
    icon: str
    ground: str


class Part(Struct, frozen=True):
    """A part of the machine that can be tried."""

    part: str
    icon: str

    @property
    def word(self) -> str:
        """Its name among the phrases."""
        return f"part_{self.part}"

    @property
    def page(self) -> str:
        """Where it is tried by hand."""
        return f"test-{self.part}"


PAGES: dict[str, Page] = {
    "pin": Page(("pin_ask",), back=""),
    "choose": Page(("pin_choose",), back=""),
    "locked": Page(("pin_locked",), back=""),
    "menu": Page(("title",), back=""),
    "sound": Page(("sound_title",)),
    "languages": Page(("languages_title",)),
    "content": Page(("content_title",), tells="content"),
    "tests": Page(("tests_title",)),
    "counts": Page(("counts_title",), tells="counts-today"),
    "tonight": Page(("tonight_title",), tells="counts-tonight"),
    "sent": Page(("sent_title",), back="tonight", tells="counts-sent"),
    "network": Page(("network_title",), tells="network"),
    "phone": Page(("phone_title",)),
    "power": Page(("power_title",)),
    "sure": Page(()),
    "doing": Page(()),
    "test-touch": Page(("test_touch_says",), back="tests"),
    "test-sound": Page(("test_sound_says", "test_sound_asks"), back="tests"),
    "test-camera": Page(("test_camera_says",), back="tests"),
    "test-buttons": Page(("test_buttons_says",), back="tests"),
    "test-lamp": Page(("test_lamp_asks",), back="tests"),
    "test-printer": Page(("test_printer_says",), back="tests"),
    "machine": Page(("machine_title",), back="tests", tells="machine"),
    "aim": Page(("aim_says",), back="machine"),
    "self-test": Page(("self_test_starts",), back="tests"),
    "summary": Page(("summary_good",), back="tests"),
}

READ_ALOUD = frozenset({"counts", "tonight", "sent"})
"""Pages whose rows are spoken: nobody shall have to read in order to know what a machine tells of her."""

MENU: tuple[Choice, ...] = (
    Choice("sound", "menu_sound", "volume_up", "sky"),
    Choice("languages", "menu_languages", "translate", "mint"),
    Choice("content", "menu_content", "menu_book", "sand"),
    Choice("tests", "menu_tests", "fact_check", "lilac"),
    Choice("counts", "menu_counts", "bar_chart", "leaf"),
    Choice("network", "menu_network", "wifi", "sky"),
    Choice("phone", "menu_phone", "phone", "sand"),
    Choice("power", "menu_power", "power_settings_new", "rose"),
)
"""The first level: eight tiles."""

PARTS: tuple[Part, ...] = (
    Part("touch", "touch_app"),
    Part("sound", "volume_up"),
    Part("camera", "photo_camera"),
    Part("buttons", "gamepad"),
    Part("lamp", "lightbulb"),
    Part("printer", "print"),
)
"""What can be tried, in the order of the self-test."""

BUTTONS: dict[str, str] = {"back": "arrow_back", "again": "volume_up", "next": "arrow_forward", "help": "pan_tool"}
"""Buttons of the panel → their signs."""

SQUARES = tuple(str(number) for number in range(1, 13))
"""The touch test: twelve squares, three by four whichever way the screen stands."""

SKIP_AFTER_MS = 5_000
"""So long after the last square that answered it offers to leave the others out: it is the one place that surely
feels a finger."""

ERRANDS: dict[str, str] = {"update": "content", "roll-back": "content", "power-off": "power", "restart": "power"}
"""Errand → the page that it is asked for on. All but `update` are asked once more."""

OFFERS: dict[str, tuple[Lang, ...]] = {"vi": ("vi",), "en": ("en",), "both": ("vi", "en")}
"""Which languages a visitor may choose from."""


def row_pages(rows: tuple[tuple[str, str], ...]) -> int:
    """How many pages some rows take; at least one."""
    return max(1, -(-len(rows) // ROWS_A_PAGE))


def knows(library: Library, phrase: str) -> bool:
    """Whether there is such a phrase."""
    return phrase in library.staff.__struct_fields__
