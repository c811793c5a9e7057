"""What is said while the steps are carried out, and at the end: sentences, on a terminal with a bar."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from provision.drive import Told
from provision.step import Step

MOST = 12
"""Sentences of one step: a fresh device differs in everything."""

RESTART = "Restart it, by its plug if no password opens it any more, and it is a kiosk."

OUT, ERRORS = Console(highlight=False, soft_wrap=True), Console(stderr=True, highlight=False, soft_wrap=True)


def fault(sentence: str) -> None:
    """What failed and what to do."""
    ERRORS.print(escape(f"provision/install: {sentence}"))


def steps(all_steps: Iterable[Step]) -> None:
    """The table of steps."""
    for step in all_steps:
        OUT.print(escape(f"{step.name:10} {step.what}"))


class Watch:
    """The lines and the bar, step by step."""

    def __init__(self, bar: Progress, task: TaskID, check: bool) -> None:
        """`check`: nothing is changed."""
        self._bar, self._task, self._check = bar, task, check

    def begins(self, step: Step) -> None:
        """Say what goes on now."""
        self._bar.update(self._task, description=step.what)

    def done(self, told: Told, several: bool) -> None:
        """Say what came of it."""
        self._bar.advance(self._task)
        where = f"{told.device.host.name}: " if several else ""
        for line in self._lines(told):
            OUT.print(escape(where + line))

    def _lines(self, told: Told) -> Iterator[str]:
        if told.not_for:
            yield f"{told.step.name:10} does not apply: {told.not_for}"
        elif not told.what and not told.fault:
            yield f"{told.step.name:10} as it has to be"
        else:
            count = len(told.what)
            yield f"{told.step.name:10} {count} {'difference' if self._check else 'change'}{'s' * (count != 1)}"
            yield from (f"           {line}" for line in told.what[:MOST])
            if count > MOST:
                yield f"           … and {count - MOST} more"
        if told.fault:
            yield f"{told.step.name:10} failed: {told.fault}"


@contextmanager
def progress(steps_to_do: int, check: bool) -> Iterator[Watch]:
    """A bar on a terminal; elsewhere only the lines."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=OUT, transient=True, disable=not OUT.is_terminal) as bar:
        yield Watch(bar, bar.add_task("", total=steps_to_do), check)


def summary(told: Sequence[Told], lost: list[str], check: bool, seconds: float, log: Path) -> int:
    """The last line, and what the command ends with; `lost` are those that no step was carried out on."""
    count = sum(len(each.what) for each in told)
    if failed := [*lost, *(each.device.host.name for each in told if each.fault)]:
        names = ", ".join(name for name in failed if not name.startswith("@"))
        where = f" on {names}" if names else ""
        fault(f"Not finished{where}. What is done stays; mend what is told above, then call it again. Details: {log}")
        return 1
    took = f"in {seconds:.0f} s"
    if check:
        OUT.print(f"Nothing differs ({took})." if not count else f"{count} differences ({took}); nothing was changed.")
        return 1 if count else 0
    OUT.print(f"{count} changes {took}. {RESTART if count else 'It was a kiosk already.'}")
    return 0
