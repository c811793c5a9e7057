"""What the updater tells the running interface: datagrams on a Unix socket in the data folder, never more than a word.

The interface has no network and verifies nothing; whoever reads a stick or a server is another process. Between the two
goes one kind of message, an event as JSON, and only four kinds of event are understood. A file that is polled would
have to be deleted by somebody; a connection would have to be held. A datagram that nobody hears is simply lost, and
must be: the release it tells of is found again at the next start.

    with Listener(data / SOCKET, loop.put):     # in the interface
        loop.run()
    send(data / SOCKET, StickTold("found"))      # anywhere else
"""

import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Self

import msgspec

from kiosk.core.events import Event, ReleaseReady, StaffCame, StickLeft, StickTold
from kiosk.update.refusal import WHYS

SOCKET = "news.sock"

LONGEST = 1024
"""Bytes of a message; the longest that is ever sent has about a hundred."""

PATIENCE_S = 0.5
"""How long a sender waits for an interface that is busy, for instance with its first picture."""

BREATH_S = 0.005
"""Between two messages: whoever floods the socket waits, and the interface does not."""

MODE = 0o660
"""The interface and the group of its updaters, nobody else."""

News = StickTold | StickLeft | ReleaseReady | StaffCame

_DECODER: msgspec.json.Decoder[News] = msgspec.json.Decoder(News)


def send(path: Path, event: News) -> bool:
    """Tell the interface; whether somebody listens. Never raises: an update goes on without anybody watching."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
        sender.settimeout(PATIENCE_S)
        try:
            sender.sendto(msgspec.json.encode(event), str(path))
        except OSError:  # nobody there, no socket, a full queue, a path that is too long
            return False
    return True


def understood(raw: bytes) -> News | None:
    """The event in a message; `None` for everything else."""
    if len(raw) > LONGEST:
        return None
    try:
        event = _DECODER.decode(raw)
    except msgspec.MsgspecError:
        return None
    if isinstance(event, StickTold) and not _sensible(event):
        return None
    return event


def _sensible(told: StickTold) -> bool:
    why_fits = told.why in WHYS if told.stage == "fault" else told.why == ""
    return why_fits and 0 <= told.done <= told.of


class Listener:
    """A thread that puts what it hears into the inbox. Not started before it is entered."""

    def __init__(self, path: Path, put: Callable[[Event], None]) -> None:
        self._path, self._put = path, put
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC)
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="news", daemon=True)

    def open(self) -> None:
        """Take the place of whoever listened here before. Raises `OSError` when the folder does not let us."""
        self._path.unlink(missing_ok=True)
        try:
            self._socket.bind(str(self._path))
            self._path.chmod(MODE)
        except OSError:
            self._socket.close()
            raise
        self._thread.start()

    def close(self) -> None:
        """Stop listening. May be called twice."""
        if self._closed.is_set():
            return
        self._closed.set()
        if self._thread.is_alive():
            self._socket.shutdown(socket.SHUT_RDWR)  # a plain close would leave the thread waiting for ever
            self._thread.join(timeout=2)
            self._path.unlink(missing_ok=True)
        self._socket.close()

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _listen(self) -> None:
        while not self._closed.is_set():
            try:
                raw = self._socket.recv(LONGEST + 1)
            except OSError:
                return
            event = understood(raw)
            if event is not None:
                self._put(event)
            self._closed.wait(BREATH_S)
