"""One day of the depot → the tables of that day, made beside. Runs in a worker, which decides nothing: whoever called
it lets the day take its place."""

from datetime import date
from pathlib import Path

import pyarrow as pa
from msgspec import Struct
from msgspec.structs import replace

from kiosk.fleet.collecting.columns import Columns
from kiosk.fleet.collecting.judging import RETRIED, Believed, Judge, Reason
from kiosk.fleet.collecting.looking import Found, found_in, taken
from kiosk.fleet.collecting.office import Office, Seen
from kiosk.fleet.collecting.quarantine import Quarantine
from kiosk.fleet.collecting.storing import Known, Torn, known, looked_up, merged, retouched, stored
from kiosk.fleet.collecting.tables import BELIEVED, Table

TICK_NS = 2_000_000_000
"""The coarsest clock of a file system, FAT's. What changed a folder so lately may change it again unseen."""


class Task(Struct, frozen=True, kw_only=True):
    """A day to look at."""

    day: date
    folder: Path
    """Of the depot."""
    office: Path
    register: str
    now_ns: int
    anew: bool = False
    """Judge the day as if nothing of it had been read."""


class Done(Struct, frozen=True, kw_only=True):
    """How a day went."""

    day: date
    seen: Seen
    staged: Path | None
    """Where its new tables are; `None` when they stay as they are."""
    new: int
    held: int
    """Newly kept apart."""


class _Day:
    """The work on one day."""

    def __init__(self, task: Task, judge: Judge) -> None:
        self._task, self._judge = task, judge
        self._old: dict[Table, pa.Table] = {} if task.anew else looked_up(task.office, task.day)
        self._known = known(self._old)
        self._columns = Columns(task.day)
        self._quarantine = Quarantine(task.day, self._old.get("quarantine"))
        self._copied_anew: dict[str, tuple[int, int]] = {}
        self._again = self._valid_again()

    def _valid_again(self) -> bool:
        """Whether what is quarantined was judged by another register."""
        before = Office(self._task.office).seen(self._task.day)
        return before is None or before.register != self._task.register

    def look_at(self, files: list[Found]) -> None:
        """Decide about every file that lies there."""
        self._quarantine.forget_all_but({found.name for found in files})
        for found in files:
            self.look(found)

    def look(self, found: Found) -> None:
        """Decide about one file; most were decided before."""
        before = self._known.get(found.kiosk)
        if before and (before.size, before.touched) == (found.size, found.touched):
            return
        held = self._quarantine.held(found)
        if held and not (self._again and held.reason in RETRIED):
            return
        verdict, raw = self._verdict(found, before)
        if isinstance(verdict, Believed):
            self._quarantine.release(found)
            if before is None:
                self._columns.add(verdict.document, found.size, found.touched, verdict.digest)
            else:
                self._copied_anew[found.kiosk] = (found.size, found.touched)
        else:
            self._quarantine.hold(found, verdict, raw)

    def _verdict(self, found: Found, before: Known | None) -> tuple[Believed | Reason, bytes | None]:
        raw = taken(found.path) if found.bad in {None, "strange-name"} else None
        if found.bad:
            return found.bad, raw
        if raw is None:
            return "cannot-be-read", None
        verdict = self._judge.judge(raw, found.name)
        if isinstance(verdict, Believed) and before and before.digest != verdict.digest:
            return "changed-after-sending", raw
        return verdict, raw

    def done(self, touched: int) -> Done:
        """The tables beside, if there is anything new."""
        changed = bool(len(self._columns)) or bool(self._copied_anew) or self._quarantine.changed or self._task.anew
        seen = Seen(
            touched=touched if touched < self._task.now_ns - TICK_NS else 0,
            register=self._task.register,
            believed=len(self._known) + len(self._columns),
            quarantined=self._quarantine.reasons(),
            again=self._quarantine.may_be_released,
        )
        staged = self._staged(seen) if changed else None
        new, held = len(self._columns), self._quarantine.new
        return Done(day=self._task.day, seen=seen, staged=staged, new=new, held=held)

    def _staged(self, seen: Seen) -> Path:
        fresh: dict[Table, pa.Table] = {}
        if len(self._columns) or self._task.anew:
            fresh |= self._columns.tables()
        if self._copied_anew:
            self._old["documents"] = retouched(self._old["documents"], self._copied_anew)
            fresh.setdefault("documents", self._old["documents"].slice(0, 0))
        if self._quarantine.changed or self._task.anew:
            fresh["quarantine"] = self._quarantine.table()
        if "documents" in self._old:
            more = [table for table in BELIEVED if table in fresh and table not in self._old]
            self._old |= stored(self._task.office, self._task.day, more)
        folder = Office(self._task.office).stage(self._task.day)
        merged(folder, self._old, fresh, seen)
        return folder


def read_day(task: Task, judge: Judge) -> Done | None:
    """Look at every file of a day that was not decided before; `None` when its folder cannot be read. Raises `OSError`
    where the office cannot be written."""
    try:
        touched = task.folder.stat().st_mtime_ns
        files = found_in(task.folder)
    except OSError:
        return None
    try:
        return _done(task, judge, files, touched)
    except Torn:
        return _done(replace(task, anew=True), judge, files, touched)


def _done(task: Task, judge: Judge, files: list[Found], touched: int) -> Done:
    day = _Day(task, judge)
    day.look_at(files)
    return day.done(touched)
