"""Somebody of the staff at the kiosk, in a process of its own. Run by `test_canary_staff.py`, as `canary_visit` is.

Secrets come in by the standard input and go back by the descriptor named on the command line.
"""

import json
import os
import sqlite3
import sys
from collections.abc import Callable
from typing import Any

from kiosk.config import Settings, load_settings
from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.state import Staff, State
from tests.e2e.canary_visit import CanaryVisit


class StaffVisit(CanaryVisit):
    """The same kiosk; what its staff room told is noted by kind."""

    def __init__(self, settings: Settings, secrets: dict[str, str]) -> None:
        # What is held up is named by the one list of names that the visit of a learner has.
        cards = {"link": secrets["card"], "cccd": secrets["lost"], "wifi": secrets["card"], "sticker": secrets["card"]}
        self.judged: list[str] = []
        self.typed: list[str] = []
        super().__init__(settings, cards | secrets)

    @property
    def staff(self) -> Staff:
        """The menu as it is."""
        assert self.loop.state.staff is not None, f"nobody of the staff is at {self.loop.state}"
        return self.loop.state.staff

    def comes(self, card: str) -> None:
        """Go to the check and hold a card up."""
        self.touch("start", "check")
        self.show(card, "staff")

    def enters(self, digits: str) -> None:
        """Type a PIN and send it off."""
        self.type(digits)
        self.typed.append(self.staff.typed)
        self.touch("enter")

    def waits_for_judgement(self, number: int) -> None:
        """Until so many PINs were judged."""
        self.wait_for(lambda: len(self.judged) == number)

    def _stepped(self, state: State, event: e.Event) -> Any:
        if isinstance(event, e.PinJudged):
            self.judged.append(event.outcome)
        return super()._stepped(state, event)

    def fails_with_the_pin(self) -> None:
        """The next PIN meets a part that breaks with the secrets in its words."""
        self._raises = {o.TryPin}


def visit(settings: Settings, secrets: dict[str, str]) -> dict[str, Any]:
    """A lost card, a PIN chosen, a wrong one, the right one, every page. And proof that it was really so."""
    kiosk = StaffVisit(settings, secrets)
    kiosk.comes("cccd")
    kiosk.touch("help", "home")
    kiosk.touch("check")
    kiosk.show("link", "staff")
    kiosk.wait_for(at(kiosk, "choose"))
    kiosk.enters(secrets["pin"])
    kiosk.enters(secrets["pin"])
    kiosk.waits_for_judgement(1)
    for page in ("content", "counts", "network"):
        kiosk.touch(page)
        kiosk.wait_for(lambda: bool(kiosk.staff.rows))
        kiosk.touch("back")
    kiosk.touch("leave")
    kiosk.comes("link")
    kiosk.wait_for(at(kiosk, "pin"))
    kiosk.fails_with_the_pin()
    kiosk.enters(secrets["wrong"])
    kiosk.enters(secrets["wrong"])
    kiosk.waits_for_judgement(2)
    kiosk.enters(secrets["pin"])
    kiosk.waits_for_judgement(3)
    text = repr(kiosk.loop.state) + repr(kiosk.staff)
    return {"judged": kiosk.judged, "typed": kiosk.typed, "text": text, "kinds": kiosk.kinds} | _end(kiosk, settings)


def at(kiosk: StaffVisit, page: str) -> Callable[[], bool]:
    """Whether this page is open."""
    return lambda: kiosk.loop.state.staff is not None and kiosk.staff.page == page


def _end(kiosk: StaffVisit, settings: Settings) -> dict[str, Any]:
    """Everything is written; another reader keeps SQLite from folding its journal away, for that is searched too."""
    kiosk.wait_for(settings.stats.path.exists)
    reader = sqlite3.connect(settings.stats.path)
    reader.execute("select count(*) from counts").fetchone()
    kiosk.parts.close()
    return {"stumbles": kiosk.loop.stumbles, "held": str(type(reader).__name__)}


if __name__ == "__main__":
    told = visit(load_settings(os.environ), json.load(sys.stdin))
    with os.fdopen(int(sys.argv[1]), "w") as back:
        json.dump(told, back)
    sys.stderr.flush()
    os._exit(0)  # as when the plug is pulled: nothing is tidied up behind
