"""The one thread behind the staff menu: orders in, events out, one after another, and the screen never waits.

    room = StaffRoom(tell, folder=…, defaults=house, cards=…, errands=…, pages=…, trials=…, changed=hours.set, say=say)
    room.do(TryPin("…"))        # returns at once; `PinJudged` comes later
    room.close()

Nothing typed is ever told, logged or named in an error: faults are told by their kind, or in words of this room.
"""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Thread, get_native_id

from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.state import House
from kiosk.staff import house, private
from kiosk.staff.cards import StaffCards
from kiosk.staff.errands import Errands, NotDone
from kiosk.staff.pin import KeeperFault, PinKeeper
from kiosk.staff.trials import Trials

Rows = tuple[tuple[str, str], ...]

_CLOSING_S = 2.0

_BEHIND = 10
"""Niceness: a PIN that takes a moment longer is better than a screen that stutters while it is judged."""


def give_way() -> None:
    """Let the other threads of this process go first. On Linux niceness is each thread's own, sched(7)."""
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, get_native_id(), _BEHIND)


def _unfit(_touches: tuple[tuple[float, float], ...]) -> bool:
    """Where there is no glass to put right."""
    return False


class StaffRoom:
    """Carries out what the staff menu orders. `do` never raises and never waits."""

    def __init__(  # noqa: PLR0913 - each thing it needs of the rest of the kiosk, by name
        self,
        tell: Callable[[e.Event], None],
        *,
        folder: Path,
        defaults: House,
        cards: StaffCards,
        errands: Errands,
        pages: Mapping[str, Callable[[], Rows]],
        trials: Trials,
        changed: Callable[[int, int], None],
        say: Callable[[str], None],
        fit: Callable[[tuple[tuple[float, float], ...]], bool] = _unfit,
        keeper: PinKeeper | None = None,
    ) -> None:
        """`defaults` is the house of the settings; `changed` is told new opening hours."""
        self._tell, self._say = tell, say
        self._folder, self._defaults, self._changed = folder, defaults, changed
        self._cards, self._errands, self._pages, self._trials = cards, errands, pages, trials
        self._keeper = PinKeeper(folder) if keeper is None else keeper
        self._fit = fit
        self._failing = False
        self._orders: SimpleQueue[o.Order | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name="staff", daemon=True)
        self._thread.start()

    def do(self, order: o.Order) -> None:
        """Carry out an order of the staff menu, soon."""
        self._orders.put(order)

    def close(self) -> None:
        """Finish what was ordered and end. May be called twice."""
        self._orders.put(None)
        self._thread.join(_CLOSING_S)

    def _run(self) -> None:
        give_way()
        while (order := self._orders.get()) is not None:
            try:
                self._carry(order)
            except NotDone as why:
                self._missed(str(why))
            except Exception as error:  # noqa: BLE001 - the border of a part: the visit goes on
                self._missed(f"The staff menu could not do that ({type(error).__name__}); try again.")
            del order  # a PIN must not lie here until the next order

    def _carry(self, order: o.Order) -> None:
        match order:
            case o.TryPin():
                self._try(order)
            case o.ShowCard(digest=digest):
                self._show(digest)
            case o.KeepHouse():
                self._keep(order)
            case o.ConfirmSetup(mark=mark):
                private.keep(self._folder / house.SETUP_SEEN, mark.encode())
            case o.Errand(errand=errand):
                self._errands.do(errand)
            case o.TellStaff(page=page):
                self._tell(e.StaffTold(page, self._pages.get(page, tuple)()))
            case o.Test(part=part):
                self._tell(self._trials.run(part))
            case o.FitTouch(touches=touches):
                self._aim(touches)

    def _try(self, order: o.TryPin) -> None:
        try:
            judged = self._keeper.judge(order.digits, new=order.new)
        except KeeperFault as fault:
            # First that the keeper is broken, then the answer for which somebody waits: so the right words are said.
            self._failing = True
            self._tell(e.Failed("staff", str(fault)))
            judged = e.PinJudged("wrong")
        else:
            self._recovered()
        self._tell(judged)

    def _aim(self, touches: tuple[tuple[float, float], ...]) -> None:
        try:
            self._tell(e.Tested("aim", "good" if self._fit(touches) else "bad"))
        except OSError as error:
            self._tell(e.Tested("aim", "good"))
            why = f"{self._folder} cannot be written ({error.strerror or type(error).__name__})"
            raise NotDone(f"{why}: the touchscreen is to be calibrated anew after the next start.") from None

    def _recovered(self) -> None:
        if self._failing:
            self._failing = False
            self._tell(e.Recovered("staff"))

    def _show(self, digest: str) -> None:
        if self._cards.knows(digest):
            self._tell(e.StaffCame("card", pin_set=self._keeper.is_set))
        else:
            self._say("staff: a card was shown that is not on the list of this kiosk.")

    def _keep(self, order: o.KeepHouse) -> None:
        self._changed(order.opens, order.closes)
        try:
            house.keep(self._folder, order, self._defaults)
        except OSError as error:
            why = f"{self._folder} cannot be written ({error.strerror or type(error).__name__})"
            raise NotDone(f"{why}: what was set is gone at the next start.") from None

    def _missed(self, why: str) -> None:
        """One thing was not done; the room itself is well, and says so unless the keeper is not."""
        self._tell(e.Failed("staff", why))
        if not self._failing:
            self._tell(e.Recovered("staff"))
