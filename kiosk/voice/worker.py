"""A child process that must answer in time: asked, waited for until a deadline, killed and begun anew when it hangs.

A `deaf` worker does not listen to what its child says beside its answers, which is otherwise kept in a file for the
sake of one good sentence about a fault: that of a child which hears a visitor's words might quote them.
"""

import os
import select
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress

import msgspec

from kiosk.voice.tasks import READ_ANSWER, Answer, Task

READY_WITHIN = 30.0
"""Seconds a child may take to load its libraries, on a slow card with a cold cache."""

_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}
"""NumPy's library for matrices, which no child needs, gets its threads ready at import: 50 of 175 ms (NumPy 2, PC)."""


class WorkerError(Exception):
    """A child did not answer: it hung, died or could not begin. The message says which."""


class CannotBeginError(WorkerError):
    """A child could not even load its libraries: trying other sentences would not help."""


class Worker:
    """One child, started when first asked."""

    def __init__(
        self, command: Sequence[str], deadline: float, *, begin_within: float = READY_WITHIN, deaf: bool = False
    ) -> None:
        self._command, self._deadline, self._begin_within = tuple(command), deadline, begin_within
        self._child: subprocess.Popen[bytes] | None = None
        self._faults = None if deaf else tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the worker
        self._unread = b""

    def ask(self, task: Task) -> Answer:
        """The answer to one task; `WorkerError` when there is none in time, and then the child is gone."""
        try:
            return self._ask(task)
        except OSError as error:
            self.stop()
            raise WorkerError(f"{self._name} died: {error}") from error
        except WorkerError:
            self.stop()
            raise

    def stop(self) -> None:
        """Kill the child; the next task starts another. May be called twice."""
        child, self._child, self._unread = self._child, None, b""
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            with suppress(OSError):  # a pipe with an unsent task in it
                if pipe:
                    pipe.close()

    def close(self) -> None:
        """Stop for good."""
        self.stop()
        if self._faults:
            self._faults.close()

    @property
    def _name(self) -> str:
        return " ".join(self._command[-2:])

    def _ask(self, task: Task) -> Answer:
        child = self._child or self._start()
        if child.stdin is None:
            raise WorkerError(f"{self._name} has no way in.")
        child.stdin.write(msgspec.json.encode(task) + b"\n")
        child.stdin.flush()
        return self._answer(child, self._deadline)

    def _start(self) -> subprocess.Popen[bytes]:
        """Start the child and hear that it is ready."""
        if self._faults:
            self._faults.truncate(0)
        child = self._child = subprocess.Popen(  # noqa: S603 - our own modules, no shell
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._faults or subprocess.DEVNULL,
            env=os.environ | _ONE_THREAD,
        )
        try:
            why = self._answer(child, self._begin_within).why
        except WorkerError as error:
            why = str(error)
        if why:
            raise CannotBeginError(f"{self._name} cannot begin: {why}")
        return child

    def _answer(self, child: subprocess.Popen[bytes], within: float) -> Answer:
        """One line of the child, or an error when the time is up or the child is gone."""
        until = time.monotonic() + within
        while b"\n" not in self._unread:
            self._unread += self._more(child, until - time.monotonic(), within)
        line, _, self._unread = self._unread.partition(b"\n")
        try:
            return READ_ANSWER.decode(line)
        except msgspec.DecodeError as error:
            raise WorkerError(f"{self._name} answered what nobody understands: {line[:80]!r}") from error

    def _more(self, child: subprocess.Popen[bytes], left: float, within: float) -> bytes:
        if child.stdout is None or not select.select([child.stdout], [], [], max(0.0, left))[0]:
            raise WorkerError(f"{self._name} did not answer within {within:g} s and was killed.")
        if more := os.read(child.stdout.fileno(), 65_536):
            return more
        raise WorkerError(f"{self._name} stopped with exit code {child.wait()}: {self._last_fault()}")

    def _last_fault(self) -> str:
        if not self._faults:
            return "it is not listened to"
        self._faults.seek(0)
        lines = self._faults.read()[-2000:].decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else "it said nothing"
