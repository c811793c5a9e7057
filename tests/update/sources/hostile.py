"""A server that does what no server should: written by hand, for no true one would."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from socket import SHUT_RDWR, socket
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Event, Thread

from msgspec import Struct

BODY = bytes(range(256)) * 1_000
"""What it serves when it is asked nicely: 256,000 bytes."""
PATIENCE_S = 0.005
"""Between two bytes of a server that drips; a real one would take seconds."""


class Asked(Struct, frozen=True):
    """One question, and how to answer it."""

    path: str
    headers: dict[str, str]
    nth: int
    """How often this path was asked for before."""
    door: socket
    over: Event

    @property
    def start(self) -> int:
        """Where the question wants the body to begin."""
        return int(self.headers.get("range", "bytes=0-").removeprefix("bytes=").rstrip("-"))

    def say(self, status: str, *headers: str, body: bytes = b"") -> None:
        """A whole answer, except that its length is whatever `headers` say."""
        self.door.sendall("\r\n".join([f"HTTP/1.1 {status}", *headers, "", ""]).encode() + body)


Answer = Callable[[Asked], None]


class Hostile:
    """A running one. `asked` remembers every question: its path and its headers."""

    def __init__(self, address: str, asked: list[tuple[str, dict[str, str]]]) -> None:
        self.address, self.asked = address, asked


@contextmanager
def hostile(certificate: tuple[Path, Path] | None = None) -> Iterator[Hostile]:
    """Serves every word of `ANSWERS` as a file; with TLS when a certificate and its key are given."""
    asked: list[tuple[str, dict[str, str]]] = []
    over = Event()
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)

    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            with suppress(OSError, ValueError, IndexError):
                _answer(_secret(self.request, context), asked, over)

    with ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield Hostile(f"http{'s' if context else ''}://127.0.0.1:{server.server_address[1]}", asked)
        finally:
            over.set()
            server.shutdown()
            thread.join()


def _secret(door: socket, context: ssl.SSLContext | None) -> socket:
    return context.wrap_socket(door, server_side=True) if context else door


def _answer(door: socket, asked: list[tuple[str, dict[str, str]]], over: Event) -> None:
    with door:
        lines = _question(door)
        path = lines[0].split(" ")[1].strip("/").split("/")[0]
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        nth = sum(path == before for before, _ in asked)
        asked.append((path, headers))
        ANSWERS[path](Asked(path, headers, nth, door, over))
        with suppress(OSError):
            door.shutdown(SHUT_RDWR)


def _question(door: socket) -> list[str]:
    raw = b""
    while b"\r\n\r\n" not in raw and (piece := door.recv(4096)):
        raw += piece
    return raw.decode("latin-1").split("\r\n\r\n", maxsplit=1)[0].split("\r\n")


def _endless(*headers: str) -> Answer:
    def answer(asked: Asked) -> None:
        asked.say("200 OK", *headers)
        while not asked.over.is_set():
            asked.door.sendall(b"\0" * 65_536)

    return answer


def _dripping(before: str, drop: bytes) -> Answer:
    def answer(asked: Asked) -> None:
        asked.door.sendall(before.encode())
        while not asked.over.wait(PATIENCE_S):
            asked.door.sendall(drop)

    return answer


def _silent(asked: Asked) -> None:
    asked.over.wait(30)


def _cut_at(most: int, ranges: bool = True) -> Answer:
    """Never more than `most` bytes at once, whatever was promised."""

    def answer(asked: Asked) -> None:
        start = asked.start if ranges else 0
        rest = BODY[start:]
        where = f"Content-Range: bytes {start}-{len(BODY) - 1}/{len(BODY)}"
        status = "206 Partial Content" if start else "200 OK"
        asked.say(status, f"Content-Length: {len(rest)}", where, 'ETag: "one"', body=rest[:most])

    return answer


def _whole(asked: Asked) -> None:
    asked.say("200 OK", f"Content-Length: {len(BODY)}", body=BODY)


def _wrong_range(asked: Asked) -> None:
    if "range" not in asked.headers:
        return _whole(asked)
    where = f"Content-Range: bytes 7-{len(BODY) - 1}/{len(BODY)}"
    return asked.say("206 Partial Content", where, f"Content-Length: {len(BODY) - 7}", body=BODY[7:])


def _unasked_range(asked: Asked) -> None:
    asked.say("206 Partial Content", "Content-Range: bytes 7-9/10", "Content-Length: 3", body=b"abc")


def _changed(asked: Asked) -> None:
    """Breaks off, and when asked to go on has another file."""
    if not asked.nth:
        asked.say("200 OK", f"Content-Length: {len(BODY)}", 'ETag: "one"', body=BODY[:100_000])
    elif asked.headers.get("if-range") == '"one"':
        asked.say("200 OK", f"Content-Length: {len(BODY)}", 'ETag: "two"', body=bytes(reversed(BODY)))


def _to(where: str) -> Answer:
    return lambda asked: asked.say("302 Found", f"Location: {where}", "Content-Length: 0")


def _status(status: str, *, times: int = 10**9) -> Answer:
    def answer(asked: Asked) -> None:
        if asked.nth >= times:
            return _whole(asked)
        return asked.say(status, "Content-Length: 5", body=b"sorry")

    return answer


ANSWERS: dict[str, Answer] = {
    "whole": _whole,
    "endless": _endless(),
    "giant": _endless("Content-Length: 1000000000000000"),
    "drip": _dripping("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", b"x"),
    "drip-headers": _dripping("HTTP/1.1 200 OK\r\nX-Long: ", b"x"),
    "drip-chunks": _dripping("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"0"),
    "continue": _dripping("", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "silent": _silent,
    "cut": _cut_at(50_000, ranges=False),
    "cut-short": _cut_at(0),
    "bit-by-bit": _cut_at(70_000),
    "no-ranges": _whole,
    "wrong-range": _wrong_range,
    "unasked-range": _unasked_range,
    "changed": _changed,
    "circle": _to("/circle"),
    "elsewhere": _to("http://127.0.0.2/whole"),
    "other-door": _to("http://127.0.0.1:9/whole"),
    "nonsense-place": _to("http://[/"),
    "aside": _to("/whole"),
    "500": _status("500 Internal Server Error"),
    "busy-twice": _status("503 Service Unavailable", times=2),
    "418": _status("418 I'm a teapot"),
    "404": _status("404 Not Found"),
    "garbage": lambda asked: asked.door.sendall(b"\x00\xff\x16\x03 SSH-2.0 hello\r\n\r\n" * 20),
    "bad-length": lambda asked: asked.say("200 OK", "Content-Length: -5", body=b"abc"),
    "two-lengths": lambda asked: asked.say("200 OK", "Content-Length: 3", "Content-Length: 5", body=b"abcde"),
    "bad-chunks": lambda asked: asked.say("200 OK", "Transfer-Encoding: chunked", body=b"zz\r\nabc\r\n"),
    "many-headers": lambda asked: asked.say("200 OK", *[f"X-{n}: {n}" for n in range(5_000)], body=b"abc"),
    "squeezed": lambda asked: asked.say("200 OK", "Content-Encoding: gzip", "Content-Length: 9", body=b"not gzip!"),
}
