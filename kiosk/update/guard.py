"""Limits around everything that looks into content: it works in a child that cannot take the machine with it.

Signed content is still content: somebody may have signed a drawing that nobody can draw. A child has a ceiling for
memory, processor time and files; beyond it the child ends, the content is refused, and the kiosk never noticed.

A child says one line of JSON for each piece of its work; the last one says how it ended.
"""

import os
import selectors
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import IO, Literal

import msgspec
from msgspec import Struct

from kiosk.update.refusal import Refused, Why

_PR_SET_PDEATHSIG = 1
"""From <linux/prctl.h>: when the one who waits is gone, nobody needs the work."""
_SIGKILL = 9
_LONGEST_LINE = 4096


class Ceiling(Struct, frozen=True):
    """What a child may take."""

    seconds: int
    """Of the clock on the wall; half as much again of all processors together."""
    memory: int
    """Bytes of address space."""
    file: int = 64_000_000
    """Bytes of one file that it writes."""


class Line(Struct, frozen=True):
    """What a child says."""

    kind: Literal["done", "good", "refused"]
    done: int = 0
    of: int = 0
    why: Why = "broken"
    sentence: str = ""
    """Of a refusal, or what it is at: the last thing that is known of a child that ends without a word."""


_READ = msgspec.json.Decoder(Line)


def guarded(command: Sequence[str], ceiling: Ceiling, share: Callable[[int, int], None], too_much: Refused) -> str:
    """Let a child do its work; what it says at its end. It raises what the child refuses, `too_much` if it was cut."""
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)  # noqa: S603 - our own module
    at = ""
    try:
        for line in _lines(child, time.monotonic() + ceiling.seconds):
            at = line.sentence
            if line.kind == "done":
                share(line.done, line.of)
            elif line.kind == "good":
                return line.sentence
            else:
                raise Refused(line.why, line.sentence)
    finally:
        child.kill()
        child.wait()
        if child.stdout:
            child.stdout.close()
    raise Refused(too_much.why, f"{at}: {too_much}" if at else str(too_much))


def _lines(child: "subprocess.Popen[bytes]", until: float) -> Iterator[Line]:
    """What the child says, until it says no more or its time is up."""
    if child.stdout is None:
        return
    unread = b""
    for piece in _pieces(child.stdout, until):
        *lines, unread = (unread + piece).split(b"\n")
        for line in lines:
            try:
                yield _READ.decode(line)
            except msgspec.MsgspecError:
                continue  # a library that prints
        if len(unread) > _LONGEST_LINE:
            return


def _pieces(out: IO[bytes], until: float) -> Iterator[bytes]:
    with selectors.DefaultSelector() as selector:
        selector.register(out, selectors.EVENT_READ)
        while selector.select(max(0.0, until - time.monotonic())):
            piece = os.read(out.fileno(), 65_536)
            if not piece:
                return
            yield piece


# --- in the child ---------------------------------------------------------------------------------------------------


def bound(ceiling: Ceiling) -> None:
    """From here on this process and its children live under the ceiling. Called before any content is opened."""
    import ctypes  # noqa: PLC0415 - only a child needs these two
    import resource  # noqa: PLC0415

    seconds = ceiling.seconds + ceiling.seconds // 2
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (ceiling.file, ceiling.file))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if ceiling.memory:
        resource.setrlimit(resource.RLIMIT_AS, (ceiling.memory, ceiling.memory))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)


def say(line: Line) -> None:
    """One line to whoever waits."""
    os.write(1, msgspec.json.encode(line) + b"\n")
