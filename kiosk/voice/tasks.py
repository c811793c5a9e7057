"""What this side and its child processes tell each other: one JSON line each way.

A child first says that it is ready (an empty answer) or why it cannot be; then answers each task in turn.
"""

import os
import sys
from collections.abc import Callable

import msgspec
from msgspec import Struct


class Task(Struct, frozen=True):
    """Speak these words with this voice; into `path` where a file is wanted. It says nothing of them in a log."""

    said: str
    voice: str
    rate: int
    path: str = ""

    def __repr__(self) -> str:
        return "Task()"


class Answer(Struct, frozen=True):
    """Done, or `why` not. `length` in milliseconds; `words` are pairs of a position in the text and its moment.

    `sound` comes only from the child that speaks at once: 16-bit samples. Bytes travel as base64, which costs 0.5 ms
    for five seconds of speech and leaves one kind of line for all children.
    """

    why: str = ""
    length: int = 0
    words: tuple[tuple[int, int], ...] = ()
    sound: bytes = b""

    def __repr__(self) -> str:
        return f"Answer(why={self.why!r}, length={self.length})"


READ_TASK = msgspec.json.Decoder(Task)
READ_ANSWER = msgspec.json.Decoder(Answer)


def serve(prepare: Callable[[], Callable[[Task], Answer]]) -> None:
    """The life of a child: prepare, then answer every line of standard input until it ends.

    Answers leave by a private copy of standard output, because speech libraries print on the real one.
    """
    answers = os.dup(1)
    os.dup2(2, 1)

    def tell(answer: Answer) -> None:
        os.write(answers, msgspec.json.encode(answer) + b"\n")

    carry_out = _guarded(prepare, tell)
    if carry_out is None:
        return
    for line in sys.stdin.buffer:
        try:
            tell(carry_out(READ_TASK.decode(line)))
        except Exception as error:  # noqa: BLE001 - whatever happened, the other side must get an answer
            tell(Answer(why=f"{type(error).__name__}: {error}"))


def _guarded(
    prepare: Callable[[], Callable[[Task], Answer]], tell: Callable[[Answer], None]
) -> Callable[[Task], Answer] | None:
    try:
        ready = prepare()
    except Exception as error:  # noqa: BLE001 - a library that is missing is told, not thrown
        tell(Answer(why=f"{type(error).__name__}: {error}"))
        return None
    tell(Answer())
    return ready
