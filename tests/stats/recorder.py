"""A server on loopback that writes down every byte it is told, and answers as the test says."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from socket import SHUT_RDWR, socket
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Event, Thread

from msgspec import Struct


class Asked(Struct, frozen=True):
    """One request, as it came."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def named(self) -> dict[str, str]:
        return {name.lower(): value for name, value in self.headers}


class Line(Struct, frozen=True):
    """A connection that waits for an answer."""

    door: socket
    asked: Asked
    over: Event

    def say(self, status: str, *headers: str, body: bytes = b"") -> None:
        told = any(header.startswith("Content-Length") for header in headers)
        length = () if told else (f"Content-Length: {len(body)}",)
        lines = [f"HTTP/1.1 {status}", *headers, *length, "Connection: close", "", ""]
        self.door.sendall("\r\n".join(lines).encode() + body)


Answer = Callable[[Line], None]


def created(line: Line) -> None:
    """As a server does that has taken a file."""
    line.say("201 Created")


def status(words: str, *headers: str, body: bytes = b"sorry") -> Answer:
    return lambda line: line.say(words, *headers, body=body)


def cut(line: Line) -> None:
    """Hangs up."""
    line.door.shutdown(SHUT_RDWR)


def silent(line: Line) -> None:
    line.over.wait(30)


def dripping(line: Line) -> None:
    """An answer of which a byte comes now and then."""
    line.door.sendall(b"HTTP/1.1 201 Created\r\nX-Long: ")
    while not line.over.wait(0.01):
        line.door.sendall(b"x")


def half(line: Line) -> None:
    """Promises more than it gives."""
    line.say("200 OK", "Content-Length: 5000", body=b"<html>")


class Recorder:
    """A running one. `answers` are used up one by one; then every file is taken."""

    def __init__(self, address: str, asked: list[Asked], answers: list[Answer]) -> None:
        self.address, self.asked, self.answers = address, asked, answers

    def bodies(self) -> dict[str, list[bytes]]:
        """Path → everything that was put there."""
        found: dict[str, list[bytes]] = {}
        for one in self.asked:
            found.setdefault(one.path, []).append(one.body)
        return found


@contextmanager
def recorder(certificate: tuple[Path, Path]) -> Iterator[Recorder]:
    """With TLS; everybody is let in."""
    asked: list[Asked] = []
    answers: list[Answer] = []
    over = Event()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)

    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            with suppress(OSError, ValueError, IndexError), context.wrap_socket(self.request, server_side=True) as door:
                asked.append(_request(door))
                (answers.pop(0) if answers else created)(Line(door, asked[-1], over))

    with ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield Recorder(f"https://127.0.0.1:{server.server_address[1]}/stats", asked, answers)
        finally:
            over.set()
            server.shutdown()
            thread.join()


def _request(door: socket) -> Asked:
    raw = b""
    while b"\r\n\r\n" not in raw and (piece := door.recv(4096)):
        raw += piece
    head, _, body = raw.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    method, path, _ = lines[0].split(" ")
    headers = tuple((name, value.strip()) for name, _, value in (line.partition(":") for line in lines[1:]))
    length = int(next((value for name, value in headers if name.lower() == "content-length"), "0"))
    while len(body) < length and (piece := door.recv(4096)):
        body += piece
    return Asked(method, path, headers, body)
