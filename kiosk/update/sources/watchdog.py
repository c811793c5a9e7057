"""Cuts a connection when one single call to it takes too long.

Every byte puts a socket's time-out back to its start, and the reader of headers asks for byte after byte without coming
back: a server that drips them, or says `100 Continue` for ever, holds it as long as it likes. Only another thread can
end that. It sleeps while all is well, and wakes at most once in the time that a call may take.
"""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from time import monotonic
from weakref import WeakSet

from urllib3 import BaseHTTPResponse, PoolManager, ProxyManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool


class TooLong(Exception):  # noqa: N818 - told in a sentence by whoever asked
    """A call was cut."""


class Watchdog:
    """Minds the connections of one source, for one file at a time."""

    def __init__(self, limit_s: float) -> None:
        self._limit_s = limit_s
        self._until = 0.0
        self._calling = self._bit = False
        self._connections: WeakSet[HTTPConnection] = WeakSet()
        self._answer: BaseHTTPResponse | None = None

    @contextmanager
    def minding(self) -> Iterator[None]:
        """For as long as a file is read."""
        over = Event()
        self._bit, self._answer = False, None
        thread = Thread(target=self._mind, args=(over,), name="watchdog", daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    @contextmanager
    def calling(self) -> Iterator[None]:
        """Around one call that may block. A cut connection may look like the end of an answer, hence the look back."""
        self._until, self._calling = monotonic() + self._limit_s, True
        try:
            yield
        finally:
            self._calling = False
            if self._bit:
                raise TooLong

    def heed(self, answer: BaseHTTPResponse) -> None:
        """From now on this is what is read."""
        self._answer = answer

    def teach(self, pool: PoolManager | ProxyManager) -> None:
        """Every connection that `pool` makes is known here from the moment it stands."""
        know = self._connections.add

        class Plain(HTTPConnection):
            def connect(self) -> None:
                super().connect()
                know(self)

        class Secret(HTTPSConnection):
            def connect(self) -> None:
                super().connect()
                know(self)

        class PlainPool(HTTPConnectionPool):
            ConnectionCls = Plain

        class SecretPool(HTTPSConnectionPool):
            ConnectionCls = Secret

        pool.pool_classes_by_scheme = {"http": PlainPool, "https": SecretPool}

    def _mind(self, over: Event) -> None:
        while not over.wait(max(0.0, self._until - monotonic()) if self._calling else self._limit_s):
            if self._calling and monotonic() >= self._until:
                self._bit = True
                self._cut()
                return

    def _cut(self) -> None:
        """Whoever waits for bytes wakes up and gets the end of them."""
        doors: list[Callable[[int], None]] = [one.sock.shutdown for one in list(self._connections) if one.sock]
        for shut in doors:
            with suppress(OSError):
                shut(socket.SHUT_RDWR)
        if self._answer is not None:
            with suppress(OSError, ValueError, RuntimeError):
                self._answer.shutdown()
