"""What all pages of the staff menu share: their bar, their title, cards and big buttons."""

from itertools import product

from msgspec import Struct

from kiosk.core import events as e
from kiosk.core.staff.pages import PAGES
from kiosk.core.state import Staff
from kiosk.scenes.bar import AGAIN, BACK, HELP, Slot, bar, language_slot
from kiosk.scenes.controls import BESIDE, OVER, Arrangement, Control, Sign, control, plate, style_for
from kiosk.scenes.grid import centred, shape
from kiosk.scenes.setting import Setting
from kiosk.scenes.theme import PLAIN, PURPLE, PURPLE_DARK, Tone
from kiosk.scenes.values import Box, Icon, Item

LEAVE = Slot("leave", "staff.leave", "exit_to_app", e.WentHome())
_BACK = Slot(BACK.name, BACK.word, BACK.icon, e.StaffTouched("back"))
_AGAIN = Slot(AGAIN.name, AGAIN.word, AGAIN.icon, e.StaffTouched("again"), AGAIN.tone)
_HELP = Slot(HELP.name, HELP.word, HELP.icon, e.StaffTouched("help"), HELP.tone)

CHOICE = Tone(PLAIN.fill, PURPLE_DARK, PLAIN.edge)
"""A button that changes something, on white."""


class Button(Struct, frozen=True):
    """A big button of a page. `word` is a field of `StaffPhrases`."""

    name: str
    word: str
    icon: str
    means: e.Event
    tone: Tone = CHOICE


def staff_of(setting: Setting) -> Staff:
    """Who stands there; on the page of the PIN when nobody is known."""
    return setting.state.staff or Staff()


def word(setting: Setting, name: str) -> str:
    """A phrase of the staff menu."""
    return setting.phrase(f"staff.{name}")


def staff_bar(setting: Setting) -> tuple[Item, ...]:
    """Back first, leaving third, on every page; the first pages, with nowhere to go back to, offer the language.

    Its buttons mean what the buttons of the panel mean, but are other events: the page on which the panel's are tried
    must tell them apart.
    """
    first = _BACK if PAGES[staff_of(setting).page].back else language_slot(setting)
    return bar(setting, first, LEAVE, _AGAIN, _HELP)


def buttons(setting: Setting, wanted: tuple[Button, ...], places: tuple[Box, ...]) -> tuple[Item, ...]:
    """Big buttons in equal boxes, all set alike."""
    likes: tuple[Arrangement, ...] = BESIDE if places[0].w > 2 * places[0].h else OVER
    words = tuple(word(setting, one.word) for one in wanted)
    styles = tuple(product(likes, setting.faces()))
    arrangement, face = style_for(setting.look, places[0], words, styles)
    return tuple(
        control(
            setting,
            place,
            Control(
                one.name, word(setting, one.word), Sign(one.icon, ems=2.6), one.means, one.tone,
                faces=(face, setting.small()), likes=(arrangement, *likes),
            ),
        )
        for one, place in zip(wanted, places, strict=True)
    )  # fmt: skip


def emblem(setting: Setting, box: Box, icon: str, *, ground: str = PLAIN.fill) -> Item:
    """A card with one large sign: what the page is about."""
    look = setting.look
    side = min(box.w, box.h) * 3 // 5 if shape(look) != "low" else min(box.w, box.h) * 4 // 5
    sign = Icon(centred(box, side, side), icon, PURPLE)
    return Item("emblem", "decor", box, (plate(look, box, Tone(ground, PURPLE, PLAIN.edge), 5), sign))
