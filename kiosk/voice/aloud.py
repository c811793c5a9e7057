"""The child that speaks at once: text in, finished sound and word times out, and nothing of it ever in a file.

Run as `python -m kiosk.voice.aloud`. It is trimmed and levelled like a clip, by the same voice at the same rate, so
that nobody hears where a clip ends and a name read from a sticker begins.
"""

from collections.abc import Callable

import numpy as np

from kiosk.privacy import forbid_core_dumps
from kiosk.voice.judge import fault
from kiosk.voice.polish import polished
from kiosk.voice.tasks import Answer, Task, serve
from kiosk.voice.timing import Stopwatch
from kiosk.voice.voices import SAMPLE_RATE


class Reciter:
    """libespeak-ng without pyttsx3, which can only write to files or play through a program of its own."""

    def __init__(self) -> None:
        self._stopwatch = Stopwatch(keep=True)
        if self._stopwatch.rate != SAMPLE_RATE:
            raise RuntimeError(f"libespeak-ng speaks at {self._stopwatch.rate} Hz instead of {SAMPLE_RATE}")

    def recite(self, task: Task) -> Answer:
        """The sound as it will be played; `words` count from its beginning."""
        timed = self._stopwatch.time(task)
        if timed.why:
            return timed
        raw = np.frombuffer(timed.sound, "<i2").astype(np.float32) / 32768
        if why := fault(raw, task.said, timed.length):
            return Answer(why=why)
        take = polished(raw)
        words = tuple((position, at - take.cut_ms) for position, at in timed.words)
        sound = (take.samples * 32767).astype("<i2").tobytes()
        return Answer(length=len(take.samples) * 1000 // SAMPLE_RATE, words=words, sound=sound)


def _prepare() -> Callable[[Task], Answer]:
    forbid_core_dumps()
    return Reciter().recite


if __name__ == "__main__":
    serve(_prepare)
