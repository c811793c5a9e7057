"""Speaks what no clip can hold: sentences with a name or number that was read from a visitor's own sticker.

    live = Live()
    live.say("Người nhận: cô Ba.", "vi", "normal", given=take_the_clip)   # called later, from a thread of this module
    live.forget()
    live.close()

The text lives in memory only: it goes through a pipe to a child, the sound comes back the same way, and no error is
ever told with its words, for they might quote it. The child starts with the first sentence and ends after a minute
without one: a kiosk where nobody shows a sticker has no such process, and a speech library that remembers remembers
nobody for long.
"""

import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue

from msgspec import Struct

from kiosk.core.units import Accent, DurationMs, Lang, Pace
from kiosk.core.words.spoken import sentence, spoken
from kiosk.voice.clips import Clip, Pcm
from kiosk.voice.spread import word_starts
from kiosk.voice.tasks import Task
from kiosk.voice.voices import voice_of
from kiosk.voice.worker import CannotBeginError, Worker

ALOUD = (sys.executable, "-m", "kiosk.voice.aloud")

DEADLINE = 2.0
"""Seconds for a sentence; on a PC five seconds of speech take 20 ms."""

BEGIN_WITHIN = 5.0
"""Seconds for the child to load its libraries."""

REST_AFTER = 60.0
"""Seconds without a sentence before the child is ended."""

TRY_AGAIN_AFTER = 60.0
"""Seconds before a speech library that could not begin is tried again."""

LONGEST = 400
"""Letters of a sentence, as shown and as said: about 25 s of speech. What is longer stays a caption: nobody listens to
it, and a code made to annoy shall not hold the voice."""

Given = Callable[[Clip | None], None]
"""Takes the clip, or none when the sentence cannot be spoken."""


class _Job(Struct, frozen=True):
    """A sentence that somebody waits for."""

    text: str
    lang: Lang
    pace: Pace
    given: Given

    def __repr__(self) -> str:
        return "_Job()"


class Live:
    """One sentence after another, in a thread that starts with the first and never holds up whoever asks."""

    def __init__(
        self,
        command: Sequence[str] = ALOUD,
        deadline: float = DEADLINE,
        rest_after: float = REST_AFTER,
        clock: Callable[[], float] = time.monotonic,
        accent: Accent = "central",
    ) -> None:
        self._accent: Accent = accent
        self._command, self._deadline, self._rest_after, self._clock = tuple(command), deadline, rest_after, clock
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._worker: Worker | None = None
        self._silent_until = float("-inf")
        self._closed = False

    def say(self, text: str, lang: Lang, pace: Pace, given: Given) -> None:
        """Have the clip of this sentence given, soon, from another thread; none when it cannot be spoken."""
        if self._closed:
            return
        self._jobs.put(_Job(text, lang, pace, given))
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="voice-live", daemon=True)
            self._thread.start()

    def forget(self) -> None:
        """Nobody waits any more for what was not begun."""
        with suppress(Empty):
            while True:
                self._jobs.get_nowait()

    def close(self) -> None:
        """End thread and child, as often as one likes."""
        self._closed = True
        self.forget()
        self._jobs.put(None)
        if self._thread is not None:
            self._thread.join(self._deadline + 1)

    def _run(self) -> None:
        while not self._closed:
            self._serve_next()
        self._end_child()

    def _serve_next(self) -> None:
        """A function of its own, so that no name here keeps the last sentence until the next comes."""
        try:
            job = self._jobs.get(timeout=None if self._worker is None else self._rest_after)
        except Empty:
            self._end_child()
            return
        if job is not None:
            job.given(self._clip(job))

    def _end_child(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.close()

    def _clip(self, job: _Job) -> Clip | None:
        """The border: whatever goes wrong, the sentence is a caption, and no word of an error is told."""
        if len(job.text) > LONGEST or self._clock() < self._silent_until:
            return None
        try:
            return self._spoken(job)
        except Exception as error:  # noqa: BLE001 - see above
            if isinstance(error, CannotBeginError):
                self._silent_until = self._clock() + TRY_AGAIN_AFTER
            return None

    def _spoken(self, job: _Job) -> Clip | None:
        tokens = spoken(job.text, job.lang)
        said = sentence(tokens)
        if len(said) > LONGEST:
            return None
        voice = voice_of(job.lang, self._accent)
        if self._worker is None:
            self._worker = Worker(self._command, self._deadline, begin_within=BEGIN_WITHIN, deaf=True)
        answer = self._worker.ask(Task(said, voice.id, voice.rates[job.pace]))
        if answer.why or not answer.sound:
            return None
        words = word_starts(tokens, answer, 0, answer.length)
        return Clip(None, DurationMs(answer.length), words, Pcm(answer.sound))
