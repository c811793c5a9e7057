"""A web server that takes documents by PUT, such as nginx with its WebDAV module: https only, no redirection followed.

A request says the least there is to say: host, length, kind, a fixed name of the program, who we are, and that nothing
may be overwritten (`If-None-Match: *`, RFC 9110 13.1.2). No cookie is taken, none is given.

A server that drips its answer byte by byte keeps every time-out of a socket at rest; so a second thread ends the
connection when the whole answer takes too long.
"""

import builtins
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from ssl import SSLCertVerificationError, SSLError
from threading import Timer
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct
from urllib3 import BaseHTTPResponse, PoolManager, Timeout
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool
from urllib3.exceptions import HTTPError, NewConnectionError, TimeoutError
from urllib3.util import make_headers

from kiosk.stats.places import AUTHORITY, CERTIFICATE, KEY, PASSWORD, USER, NotSent, occupied
from kiosk.web import causes, through

AGENT = "kiosk"
_REDIRECTIONS = frozenset({300, 301, 302, 303, 307, 308})
_THERE = 412
_TAKEN = frozenset({201, 204})


class Patience(Struct, frozen=True, kw_only=True):
    """Seconds."""

    connect_s: float = 10.0
    gap_s: float = 20.0
    """Without a single byte."""
    answer_s: float = 60.0
    """From asking to the end of the answer."""


PATIENT = Patience()


class WebPlace:
    """Documents under an address."""

    def __init__(
        self, address: str, environment: Mapping[str, str], *, proxy: str = "", patience: Patience = PATIENT
    ) -> None:
        parts = urlsplit(address)
        if parts.scheme != "https" or not parts.hostname or "@" in parts.netloc or parts.query or parts.fragment:
            raise NotSent("address", f"The address to send to must be https://host/folder; who we are says {USER}.")
        self.name = address.rstrip("/")
        self._patience = patience
        self._headers = {
            "User-Agent": AGENT,
            "Content-Type": "application/json",
            "Accept-Encoding": "identity",
            **_basic(environment),
        }
        self._connections: list[HTTPSConnection] = []
        self._pool = self._opened(environment, proxy)

    def give(self, path: str, raw: bytes) -> None:
        """PUT it. When something lies there, look what, as far as we may."""
        answer, body = self._asked("PUT", path, raw, {"If-None-Match": "*"})
        if answer.status == _THERE:
            self._compare(path, raw)
            return
        if answer.status in _TAKEN or (answer.status == 200 and not body):
            return
        raise self._refused(answer.status, path, body)

    def _compare(self, path: str, raw: bytes) -> None:
        """Whoever may only write cannot see what lies there; under our random number it can only be ours."""
        answer, body = self._asked("GET", path, None, {})
        if answer.status == 200 and body != raw:
            raise occupied(self.name, path)

    def _asked(self, how: str, path: str, raw: bytes | None, more: dict[str, str]) -> tuple[BaseHTTPResponse, bytes]:
        """The answer and as much of its body as a document may be long."""
        url, headers = f"{self.name}/{path}", self._headers | more
        with self._border(), self._ending():
            answer = self._pool.request(
                how, url, body=raw, headers=headers, redirect=False, retries=False, preload_content=False,
                decode_content=False,
            )  # fmt: skip
            try:
                body = answer.read(2 * (len(raw) if raw else 20_000) + 1, decode_content=False)
            finally:
                answer.close()
            return answer, body

    def _refused(self, status: int, path: str, body: bytes) -> NotSent:
        if status in _REDIRECTIONS:
            why = "sends elsewhere, which is not followed. A page to log in may stand before the network."
            return NotSent("redirected", f"{self.name} {why}")
        if status in (401, 403):
            return NotSent("denied", f"{self.name} does not let this kiosk in ({status}): see {USER} or {CERTIFICATE}.")
        if status == 413:
            return NotSent("too-large", f"{self.name} takes no {path} of this length (413): allow 16 KB.")
        if status == 200:
            size = f"{len(body)} bytes of something"
            return NotSent("strange", f"{self.name} answered with {size} instead of having created {path}.")
        return NotSent("answered", f"{self.name} answered {status} for {path}.")

    @contextmanager
    def _ending(self) -> Iterator[None]:
        """Ends the connection when the answer takes too long."""
        rang = []

        def ring() -> None:
            rang.append(True)
            for connection in self._connections:
                if connection.sock is not None:
                    with suppress(OSError):
                        connection.sock.shutdown(socket.SHUT_RDWR)

        timer = Timer(self._patience.answer_s, ring)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            if rang:
                raise NotSent("slow", f"{self.name} takes longer than {self._patience.answer_s:.0f} s to answer.")

    @contextmanager
    def _border(self) -> Iterator[None]:
        try:
            yield
        except (HTTPError, OSError, ValueError) as error:
            raise self._fault(error) from error

    def _fault(self, error: Exception) -> NotSent:
        known = list(causes(error))
        if any(isinstance(cause, SSLCertVerificationError) for cause in known):
            hint = f"See whether the date is right, and {AUTHORITY}."
            return NotSent("certificate", f"{self.name} cannot prove that it is the one. {hint}")
        if any(isinstance(cause, SSLError) and "CERTIFICATE" in str(cause).upper() for cause in known):
            return NotSent("denied", f"{self.name} does not take the certificate of this kiosk: see {CERTIFICATE}.")
        late = (cause for cause in known if not isinstance(cause, NewConnectionError))  # a time-out, says urllib3
        if any(isinstance(cause, TimeoutError | builtins.TimeoutError) for cause in late):
            return NotSent("slow", f"{self.name} does not answer in time.")
        return NotSent("unreachable", f"{self.name} cannot be reached, or broke off ({type(error).__name__}).")

    def _opened(self, environment: Mapping[str, str], proxy: str) -> PoolManager:
        how: dict[str, Any] = {
            "timeout": Timeout(connect=self._patience.connect_s, read=self._patience.gap_s),
            "cert_reqs": "CERT_REQUIRED",
            "ca_certs": _file(environment, AUTHORITY),
            "cert_file": _file(environment, CERTIFICATE),
            "key_file": _file(environment, KEY),
        }
        pool = through(proxy, how) if proxy else PoolManager(**how)
        made = self._connections

        class Known(HTTPSConnection):
            def connect(self) -> None:
                super().connect()
                made[:] = [self]

        class KnownPool(HTTPSConnectionPool):
            ConnectionCls = Known

        pool.pool_classes_by_scheme = {**pool.pool_classes_by_scheme, "https": KnownPool}
        return pool


def _basic(environment: Mapping[str, str]) -> dict[str, str]:
    user = environment.get(USER, "")
    return make_headers(basic_auth=f"{user}:{environment.get(PASSWORD, '')}") if user else {}


def _file(environment: Mapping[str, str], name: str) -> str | None:
    file = environment.get(name) or None
    if file is not None and not Path(file).is_file():
        raise NotSent("keys", f"{name} names {file}, which is no file that this process can see.")
    return file
