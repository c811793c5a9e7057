"""One run: which days have to be looked at, by two workers, and each day taking its place as soon as it is done."""

import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from itertools import islice
from multiprocessing import connection, get_context, parent_process
from pathlib import Path
from threading import Thread

from msgspec import Struct

from kiosk.fleet.collecting.day import Done, Task, read_day
from kiosk.fleet.collecting.elsewhere import elsewhere
from kiosk.fleet.collecting.judging import Judge, Reason, out_of_time
from kiosk.fleet.collecting.looking import days_in
from kiosk.fleet.collecting.office import Office
from kiosk.fleet.collecting.refusing import NotCollected
from kiosk.fleet.sites import Register

LATE = timedelta(days=40)
"""A kiosk keeps its documents for 35 days, so nothing true comes later. Of days so young every file is looked at; older
days only where their folder changed."""

Tell = Callable[[int, int], None]
"""Told how many days are done, and of how many."""

SumUp = Callable[[Path], int]
"""Keeps sums of the tables in this folder."""


class Collected(Struct, frozen=True, kw_only=True):
    """What a run did."""

    days: int
    """Looked at."""
    new: int
    """Documents believed that were not here before."""
    held: int
    """Files newly kept apart."""
    reasons: dict[Reason, int]
    """Files kept apart in all, for each reason."""
    unread: int
    """Days whose folder the disk or its rights did not let be read."""


class Run(Struct, frozen=True, kw_only=True):
    """What to collect, into where, and how."""

    depot: Path
    office: Path
    register: Register
    now: datetime
    anew: bool = False
    workers: int = 2
    tell: Tell = lambda done, of: None
    sum_up: SumUp = lambda office: 0
    """Called at the end, while nobody else writes: `kiosk.fleet.summing.make.sum_up`."""


def collect(run: Run) -> Collected:
    """Bring the office up to the depot. May be stopped at any time and called again."""
    if not run.depot.is_dir():
        raise NotCollected(f"There is no folder {run.depot}. Give the folder that holds a folder for each day.")
    with Office(run.office).working() as office:
        return _collected(run, office)


def _collected(run: Run, office: Office) -> Collected:
    days = {day: path for day, path in days_in(run.depot) if day and not out_of_time(day, run.now.date())}
    tasks = [task for day, path in days.items() if (task := _due(run, office, day, path))]
    sums: Counter[str] = Counter()
    run.tell(0, len(tasks))
    with _finishing(run, tasks) as done_days:
        for number, done in enumerate(done_days, 1):
            if done is None:
                sums["unread"] += 1
            else:
                _settle(office, done)
                sums.update(new=done.new, held=done.held, days=1)
            run.tell(number, len(tasks))
    run.sum_up(office.folder)
    strays, new_strays = elsewhere(run.depot, office, run.now.date())
    reasons = Counter(strays)
    for day in days:
        seen = office.seen(day)
        reasons.update(seen.quarantined if seen else {})
    return Collected(
        days=sums["days"],
        new=sums["new"],
        held=sums["held"] + new_strays,
        reasons=dict(reasons.most_common()),
        unread=sums["unread"],
    )


def _due(run: Run, office: Office, day: date, folder: Path) -> Task | None:
    """A day that may hold anything new."""
    seen = office.seen(day)
    if seen and not run.anew:
        retried = seen.again and seen.register != run.register.fingerprint
        young = day >= run.now.date() - LATE
        if not retried and not young and seen.touched == folder.stat().st_mtime_ns:
            return None
    now_ns = int(run.now.timestamp() * 1e9)
    return Task(
        day=day, folder=folder, office=run.office, register=run.register.fingerprint, now_ns=now_ns, anew=run.anew
    )


def _settle(office: Office, done: Done) -> None:
    if done.staged:
        office.settle(done.staged, done.day)
    elif office.seen(done.day) != done.seen:
        office.note(done.day, done.seen)


@contextmanager
def _finishing(run: Run, tasks: list[Task]) -> Iterator[Iterator[Done | None]]:
    """Days as they are done; in this process when there are few."""
    if len(tasks) <= 1 or run.workers <= 1:
        judge = Judge(run.register, run.now.date())
        yield (read_day(task, judge) for task in tasks)
        return
    pool = ProcessPoolExecutor(
        run.workers, get_context("spawn"), initializer=_begin, initargs=(run.register, run.now.date())
    )
    try:
        yield _through(pool, tasks, run.workers)
    finally:
        pool.shutdown(cancel_futures=True)


def _through(pool: ProcessPoolExecutor, tasks: list[Task], workers: int) -> Iterator[Done | None]:
    """Few at a time, so that stopping is quick."""
    rest = iter(tasks)
    try:
        at_work: set[Future[Done | None]] = {pool.submit(_read, task) for task in islice(rest, 2 * workers)}
        while at_work:
            finished, at_work = wait(at_work, return_when=FIRST_COMPLETED)
            at_work |= {pool.submit(_read, task) for task in islice(rest, len(finished))}
            yield from (one.result() for one in finished)
    except BrokenProcessPool as error:
        raise NotCollected("A worker died; was there memory enough? Call it again: what is done stays.") from error


_JUDGES: list[Judge] = []
"""Of this worker: made once, for it remembers keys."""


def _begin(register: Register, today: date) -> None:
    """Ctrl-C is the caller's business, and no worker outlives its caller."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _JUDGES.append(Judge(register, today))
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _read(task: Task) -> Done | None:
    return read_day(task, _JUDGES[0])
