"""What a visitor may ask at any time, in any place, without losing it: again, slower, louder, language, size, help."""

from collections.abc import Callable
from typing import Any

from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.content.packs import Library
from kiosk.core.state import State
from kiosk.core.turn import Turn, counting, told

LOUDEST = 3
QUIETEST = 0
"""How loud a headphone begins: it sits in the ear, and whoever put it in has not heard anything yet."""


def _again(library: Library, turn: Turn) -> Turn:
    return told(library, turn)


def _slower(library: Library, turn: Turn) -> Turn:
    pace = "slow" if turn.state.pace == "normal" else "normal"
    return told(library, counting(turn, "pace", pace).but(pace=pace))


def _louder(library: Library, turn: Turn) -> Turn:
    return told(library, turn.but(volume=(turn.state.volume + 1) % (LOUDEST + 1)))


def _language(library: Library, turn: Turn) -> Turn:
    langs, now = turn.state.house.langs, turn.state.lang
    lang = langs[(langs.index(now) + 1) % len(langs)] if now in langs else langs[0]
    if lang == now:
        return told(library, turn)
    return told(library, counting(turn, "language", lang).but(lang=lang))


def _size(_library: Library, turn: Turn) -> Turn:
    size = "normal" if turn.state.size == "large" else "large"
    return counting(turn, "text_size", size).but(size=size)


def _help(library: Library, turn: Turn) -> Turn:
    return told(library, counting(turn, "help_opened").but(sheet="help"))


def _close(library: Library, turn: Turn) -> Turn:
    return told(library, turn.but(sheet="", helper_called=False))


def _helper(library: Library, turn: Turn) -> Turn:
    return told(library, counting(turn, "helper_called").but(sheet="help", helper_called=True))


def _missed(_library: Library, turn: Turn) -> Turn:
    return turn.but(o.Play("miss"))


ANYTIME: dict[type[e.Event], Callable[[Library, Turn], Turn]] = {
    e.AskedAgain: _again,
    e.AskedSlower: _slower,
    e.AskedLouder: _louder,
    e.LanguageSwitched: _language,
    e.SizeSwitched: _size,
    e.HelpOpened: _help,
    e.HelpClosed: _close,
    e.HelperCalled: _helper,
    e.NothingTouched: _missed,
}


def fresh(state: State, **changes: Any) -> State:
    """The kiosk as the next visitor finds it: nothing of the last one but the machine's own troubles."""
    return State(
        now=state.now,
        touched_at=state.now,
        beat=state.beat,
        speaking=state.speaking,
        broken=state.broken,
        house=state.house,
        stick=state.stick,
        setup=state.setup,
        ready=state.ready,
        dark=state.dark,
        without=state.without,
        limping=state.limping,
        around=state.around,
        lang=state.house.lang,
        volume=QUIETEST if state.around.plugged else state.house.volume,
        **changes,
    )
