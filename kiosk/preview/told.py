"""What the check finds, in both languages of authors, without listening twice to the same recording."""

from datetime import date
from pathlib import Path

from msgspec import Struct

from kiosk.core.units import LANGS, Lang
from kiosk.packs.check import checked_source
from kiosk.packs.findings.finding import Problem
from kiosk.packs.findings.telling import told
from kiosk.packs.reading.recorded import Recording, Unfit
from kiosk.packs.reading.source import Source
from kiosk.preview.memory import Seen, seen
from kiosk.recordings import hear


class Told(Struct, frozen=True):
    """Problems, with files as seen from the folder of content."""

    problems: dict[Lang, tuple[Problem, ...]]

    @property
    def grave(self) -> bool:
        """Whether anything would be refused."""
        return any(problem.grave for several in self.problems.values() for problem in several)


class Checker:
    """Checks content that was read."""

    def __init__(self, content: Path, today: date) -> None:
        self._content, self._today = content, today
        self._heard: dict[Recording, tuple[Seen | None, Unfit | None]] = {}

    def check(self, read: Source) -> Told:
        """Everything that is wrong."""
        try:
            findings = checked_source(read, self._today, hear=self._hear).findings
        except Exception as error:  # noqa: BLE001 - a fault of the check must not end the page it is told on
            fault = Problem(".", 1, f"{type(error).__name__}: {error}")
            return Told(dict.fromkeys(LANGS, (fault,)))
        return Told({lang: tuple(self._near(one) for one in told(findings, lang)) for lang in LANGS})

    def _hear(self, recording: Recording) -> Unfit | None:
        now = seen(recording.path)
        then, unfit = self._heard.get(recording, (None, None))
        if then is None or then != now:
            unfit = hear(recording)
            self._heard[recording] = now, unfit
        return unfit

    def _near(self, problem: Problem) -> Problem:
        return Problem(shown(Path(problem.file), self._content), problem.line, problem.text, problem.grave)


def shown(file: Path, content: Path) -> str:
    """A file as authors call it: as seen from the folder of content."""
    return file.relative_to(content).as_posix() if file.is_relative_to(content) else str(file)
