"""A proxy as offices have them: it lets through what asks by CONNECT, and with a word if it wants one."""

from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from selectors import EVENT_READ, DefaultSelector
from socket import create_connection, socket
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread


@contextmanager
def proxy(word: str = "") -> Iterator[tuple[str, list[str]]]:
    """Its address, and where it was asked to connect to."""
    asked: list[str] = []
    wanted = f"Basic {b64encode(word.encode()).decode()}"

    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            target = self.rfile.readline().decode().split(" ")[1]
            headers = [line.decode().strip() for line in iter(self.rfile.readline, b"\r\n")]
            asked.append(target)
            if word and f"proxy-authorization: {wanted}".lower() not in [header.lower() for header in headers]:
                self.wfile.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
                return
            host, _, port = target.rpartition(":")
            with suppress(OSError), create_connection((host, int(port)), 5) as there:
                self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
                _carry(self.request, there)

    with ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://{word + '@' if word else ''}127.0.0.1:{server.server_address[1]}", asked
        finally:
            server.shutdown()
            thread.join()


def _carry(one: socket, other: socket) -> None:
    with DefaultSelector() as ready:
        ready.register(one, EVENT_READ, other)
        ready.register(other, EVENT_READ, one)
        while True:
            for key, _ in ready.select():
                if not (piece := one.recv(65_536) if key.fileobj is one else other.recv(65_536)):
                    return
                key.data.sendall(piece)
