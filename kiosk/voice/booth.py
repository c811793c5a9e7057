"""Where one sentence is recorded: asks the two children, checks what came, tries again, and says why it gave up."""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from kiosk.core.units import Accent, Lang, Pace
from kiosk.core.words.spoken import sentence, spoken
from kiosk.voice.judge import fault
from kiosk.voice.loudness import Samples
from kiosk.voice.polish import polished, read_wave
from kiosk.voice.spread import word_starts
from kiosk.voice.tasks import Answer, Task
from kiosk.voice.times import Times
from kiosk.voice.voices import SAMPLE_RATE, made_of, voice_of
from kiosk.voice.worker import CannotBeginError, Worker, WorkerError

ENGINE = (sys.executable, "-m", "kiosk.voice.engine")
TIMING = (sys.executable, "-m", "kiosk.voice.timing")

_TRIES = 3
_BATCH = 200
"""Sentences before the children are replaced: whatever a speech library gathers over time is thrown away."""


class Recording(Struct, frozen=True):
    """A finished clip and its times."""

    samples: Samples
    times: Times


class UnusableError(Exception):
    """A sentence could not be recorded in several tries; the message says what was wrong with the last."""


class Booth:
    """Two children that belong together: one makes the sound, one knows when each word begins."""

    def __init__(
        self,
        engine: Sequence[str] = ENGINE,
        timing: Sequence[str] = TIMING,
        deadline: float = 15.0,
        accent: Accent = "central",
    ) -> None:
        self._accent: Accent = accent
        self._engine, self._timing = Worker(engine, deadline), Worker(timing, deadline)
        self._folder = tempfile.TemporaryDirectory(prefix="kiosk-voice-")
        self._made = 0

    def record(self, text: str, lang: Lang, pace: Pace) -> Recording:
        """The clip of one shown sentence."""
        tokens = spoken(text, lang)
        said = sentence(tokens)
        if not any(c.isalpha() for c in said):
            raise UnusableError("there is nothing in it to be said")
        voice = voice_of(lang, self._accent)
        task = Task(said, voice.id, voice.rates[pace], str(Path(self._folder.name) / "take.wav"))
        raw, answer = self._taken(task)
        self._made += 1
        if self._made % _BATCH == 0:
            self._engine.stop()
        take = polished(raw)
        duration = len(take.samples) * 1000 // SAMPLE_RATE
        words = word_starts(tokens, answer, take.cut_ms, duration)
        return Recording(take.samples, Times(duration, words, made_of(said, lang, pace, self._accent)))

    def close(self) -> None:
        """Stop both children and throw their files away."""
        self._engine.close()
        self._timing.close()
        self._folder.cleanup()

    def _taken(self, task: Task) -> tuple[Samples, Answer]:
        """The raw sound and its word events."""
        last: Exception = UnusableError()
        for _ in range(_TRIES):
            timed = self._timed(task)
            try:
                return self._sound(task, timed), timed
            except (WorkerError, ValueError) as error:
                last = error
                self._engine.stop()
                self._timing.stop()
        if isinstance(last, CannotBeginError):
            raise last
        raise UnusableError(str(last)) from last

    def _sound(self, task: Task, timed: Answer) -> Samples:
        Path(task.path).unlink(missing_ok=True)
        if why := self._engine.ask(task).why:
            raise ValueError(why)
        samples = read_wave(Path(task.path))
        if why := fault(samples, task.said, timed.length):
            raise ValueError(why)
        return samples

    def _timed(self, task: Task) -> Answer:
        """Word events; an empty answer where the library is not to be had, and the times are spread instead."""
        try:
            return self._timing.ask(task)
        except WorkerError:
            return Answer()
