"""`picture(library, state, look) -> Scene`: what the screen should show now, looked up in two tables."""

from collections.abc import Callable

from msgspec.structs import replace

from kiosk.core.content.packs import Library
from kiosk.core.lamps import brightness
from kiosk.core.state import Place, Sheet, State
from kiosk.scenes.attract import attract
from kiosk.scenes.check_code import check_code
from kiosk.scenes.done import done
from kiosk.scenes.glow import breathes, lit
from kiosk.scenes.home import home
from kiosk.scenes.lesson import lesson
from kiosk.scenes.look import Look
from kiosk.scenes.power import off_sheet
from kiosk.scenes.setting import Setting
from kiosk.scenes.setup import setup
from kiosk.scenes.sheets import help_sheet, idle_sheet, trouble_sheet
from kiosk.scenes.staff.menu import staff
from kiosk.scenes.stick import stick
from kiosk.scenes.theme import PAPER, PAPER_DONE, darker
from kiosk.scenes.topic import topic
from kiosk.scenes.values import Item, Mark, Plate, Scene

Room = Callable[[Setting], tuple[Item, ...]]

PLACES: dict[Place, Room] = {
    "attract": attract,
    "home": home,
    "topic": topic,
    "lesson": lesson,
    "done": done,
    "check": check_code,
    "stick": stick,
    "staff": staff,
    "setup": setup,
}
SHEETS: dict[Sheet, Room] = {"help": help_sheet, "idle": idle_sheet, "trouble": trouble_sheet, "off": off_sheet}


def picture(library: Library, state: State, look: Look) -> Scene:
    """The scene of a state on a screen."""
    setting = Setting(library, state, look)
    room = SHEETS[state.sheet] if state.sheet else PLACES[state.place]
    items = lit(setting, tuple(_pressed(item, state.pressed) for item in room(setting)))
    paper = PAPER_DONE if state.place == "done" and not state.sheet else PAPER
    moving = breathes(setting, items) or _turns_pages(state)
    return Scene(look.width, look.height, paper, items, moving, slop=look.gap // 2, light=brightness(state))


def _pressed(item: Item, pressed: str) -> Item:
    """The item under the finger on a darker plate; nothing else about it changes, so nothing moves."""
    if item.name != pressed or item.means is None:
        return item
    return replace(item, marks=tuple(_darker(item.marks)))


def _darker(marks: tuple[Mark, ...]) -> list[Mark]:
    changed = list(marks)
    for number, mark in enumerate(marks):
        if isinstance(mark, Plate) and mark.fill:
            changed[number] = replace(mark, fill=darker(mark.fill))
            break
    return changed


def _turns_pages(state: State) -> bool:
    """Without a voice long captions turn their pages with the beat."""
    return "voice" in state.broken and state.place != "attract"
