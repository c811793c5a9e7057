"""The page over loopback, for an author who wants to see changes as she types.

Only this machine can reach it, and only by its own name: a page of the web that lets its name point here (DNS
rebinding) sends another `Host` and gets nothing. Besides the page there are the pictures it names, and a stream of
changes (server-sent events); no other path leads anywhere.
"""

import re
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Self
from urllib.parse import parse_qs, urlsplit

import msgspec

from kiosk.preview.board import Board

HOST = "127.0.0.1"
PULSE_S = 10.0
"""A line without meaning goes out this often, so that a page that was closed is noticed."""

_PICTURE = re.compile(r"/pictures/([\w-]+\.png)")
_POLICY = (
    "default-src 'none'; img-src 'self'; connect-src 'self'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
)


class Server:
    """Serves in threads of its own from when it is entered until it is left."""

    def __init__(self, out: Path, board: Board, page: Callable[[int], str], port: int) -> None:
        class Handler(_Handler):
            pass

        Handler.out, Handler.board, Handler.page = out, board, staticmethod(page)
        self._board = board
        self._server = ThreadingHTTPServer((HOST, port), Handler)
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, args=(0.1,), name="preview", daemon=True)

    @property
    def address(self) -> str:
        """What to open in a browser."""
        return f"http://{HOST}:{self._server.server_address[1]}/"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._board.close()
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    """One request."""

    out: Path
    board: Board
    page: Callable[[int], str]
    server_version = "kiosk"
    timeout = 60  # of a browser that says nothing

    def do_GET(self) -> None:
        """The page, a picture, or the stream of changes."""
        address = urlsplit(self.path)
        picture = _PICTURE.fullmatch(address.path)
        if self.headers.get("Host", "").rpartition(":")[0] not in (HOST, "localhost"):
            self._answer(403, "text/plain", b"Not by this name.")
        elif address.path == "/":
            revision = self.board.revision  # before the page is made: what changes meanwhile is told again
            self._answer(200, "text/html; charset=utf-8", self.page(revision).encode())
        elif picture:
            self._picture(self.out / "pictures" / picture[1])
        elif address.path == "/changes":
            self._changes(parse_qs(address.query).get("since", ["0"])[-1])
        else:
            self._answer(404, "text/plain", b"Nothing here.")

    def log_message(self, *_: object) -> None:
        """Silence: the terminal tells of changes, not of requests."""

    def _picture(self, file: Path) -> None:
        try:
            self._answer(200, "image/png", file.read_bytes())
        except OSError:
            self._answer(404, "text/plain", b"No such picture.")

    def _answer(self, code: int, kind: str, body: bytes) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", _POLICY)
        self.end_headers()
        self.wfile.write(body)

    def _changes(self, since: str) -> None:
        """All that changes from now on, until the page is closed. A browser that comes back says where it was."""
        since = self.headers.get("Last-Event-ID", since)
        revision = int(since) if since.isdecimal() and len(since) < 10 else 0
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        try:
            while not self.board.closed:
                revision = self._tell(revision)
        except OSError:
            self.close_connection = True  # the page was closed

    def _tell(self, revision: int) -> int:
        news = self.board.since(revision, PULSE_S)
        if news.again:
            self.wfile.write(b"event: again\ndata: {}\n\n")
        for name, html in news.blocks:
            data = msgspec.json.encode({"id": name, "html": html})  # JSON has no line break of its own
            self.wfile.write(b"event: block\ndata: " + data + b"\n\n")
        self.wfile.write(b"id: %d\n: pulse\n\n" % news.revision)
        self.wfile.flush()
        return news.revision
