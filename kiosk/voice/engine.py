"""The child that makes sound: pyttsx3 over espeak-ng, one engine for the life of the process, one sentence at a time.

Run as `python -m kiosk.voice.engine`. What pyttsx3 2.99 does that this has to live with:

- Its first `runAndWait()` returns before anything is spoken. So a word is thrown away first, and the end is known from
  `finished-utterance`, which comes after the file is written.
- `runAndWait()` cancels whatever the library is still busy with, the end of the sentence before or a rate just set,
  and may then cancel the new sentence too: files came out empty and rates were lost. So the library is waited for
  before it is given anything (`espeak_Synchronize`); since then 0 of 1,200 sentences needed a second try.
- With nothing queued it never returns: it is only ever called with a sentence.
- Of several queued sentences only the last is rendered: one at a time.
- A voice it does not know raises nothing: voices are looked up first.
- An engine made anew after `del` crashed the process: one engine, and a fresh process when it misbehaves.
- Anything may hang: the parent has a deadline and kills.
"""

import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kiosk.voice.tasks import Answer, Task, serve
from kiosk.voice.timing import espeak_library


class Studio:
    """One pyttsx3 engine."""

    def __init__(self) -> None:
        import pyttsx3  # noqa: PLC0415 - it opens the speech library: only ever in a child

        self._engine: Any = pyttsx3.init("espeak")
        self._library = espeak_library()
        self._voices = {voice.id.rpartition("/")[2] for voice in self._engine.getProperty("voices")}
        self._finished = threading.Event()
        self._errors: list[str] = []
        self._engine.connect("finished-utterance", self._on_finished)
        self._engine.connect("error", self._on_error)
        with tempfile.TemporaryDirectory() as folder:
            self._speak("a", str(Path(folder) / "thrown-away.wav"))

    def record(self, task: Task) -> Answer:
        """Write one sentence to its file."""
        if task.voice.lower() not in self._voices:
            return Answer(why=f"espeak-ng has no voice '{task.voice}'. Install espeak-ng-data 1.51 or newer.")
        self._errors.clear()
        self._engine.setProperty("voice", task.voice)
        self._engine.setProperty("rate", task.rate)
        self._speak(task.said, task.path)
        return Answer(why="; ".join(self._errors))

    def _speak(self, said: str, path: str) -> None:
        """Returns when the file is written and the library is idle."""
        self._library.espeak_Synchronize()
        self._finished.clear()
        self._engine.save_to_file(said, path)
        self._engine.runAndWait()
        self._finished.wait()
        self._library.espeak_Synchronize()

    def _on_finished(self, **_: object) -> None:
        self._finished.set()

    def _on_error(self, exception: Exception, **_: object) -> None:
        self._errors.append(repr(exception))


def _prepare() -> Callable[[Task], Answer]:
    return Studio().record


if __name__ == "__main__":
    serve(_prepare)
