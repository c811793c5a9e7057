"""A depot on a web server: https only, its certificate checked, on the host that was named and no other."""

import re
import socket
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from ssl import SSLCertVerificationError
from time import monotonic, sleep
from typing import Any, TypeVar
from urllib.parse import quote, urljoin, urlsplit

from urllib3 import BaseHTTPResponse, HTTPHeaderDict, PoolManager, Timeout
from urllib3.connection import HTTPConnection
from urllib3.exceptions import HTTPError, LocationValueError

from kiosk.update.refusal import Refused
from kiosk.update.sources.asked import PIECE, parts_of
from kiosk.update.sources.pace import PATIENT, Broke, Pace, Patience, begun, resumed, too_slow, without
from kiosk.update.sources.source import Absent
from kiosk.update.sources.toll import ASKING, FREE, Toll
from kiosk.update.sources.watchdog import TooLong, Watchdog
from kiosk.web import causes, through

Given = TypeVar("Given")

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

_MOST_TURNS = 3
_IN_FLIGHT = 256 * 1024
"""What the kernel may take in before anybody reads it: bytes that the meter has not seen yet."""
_NOT_THERE = frozenset({403, 404, 410})
"""403: that is how a bucket behind a web address answers for a file it does not have."""
_PASSING = frozenset({408, 429, 500, 502, 503, 504})


class Web:
    """A depot under `address`.

    `proxy`: `http://host:port`, empty for none; the environment is not asked. `authority`: a file with the only
    certificates to trust, instead of the system's. `plain`: also `http://`, of this very machine only.
    """

    def __init__(  # noqa: PLR0913 - knobs with a default
        self,
        address: str,
        *,
        proxy: str = "",
        authority: Path | None = None,
        plain: bool = False,
        toll: Toll = FREE,
        patience: Patience = PATIENT,
        clock: Callable[[], float] = monotonic,
        wait: Callable[[float], None] = sleep,
    ) -> None:
        self._base = _checked(address.rstrip("/"), plain)
        self.name = _named(self._base)
        self._proxy, self._authority, self._toll = proxy, authority, toll
        self._patience, self._clock, self._wait = patience, clock, wait
        self._watchdog = Watchdog(patience.answer_s)
        self._pool: PoolManager | None = None

    @contextmanager
    def open(self, path: str, offset: int = 0) -> Iterator[Iterator[bytes]]:
        """The bytes of a file; goes on by itself where the connection broke, a few times."""
        url = f"{self._base}/{quote('/'.join(parts_of(path)))}"
        pace, mark = Pace(self.name, self._patience, self._clock), HTTPHeaderDict()
        with (
            self._watchdog.minding(),
            closing(resumed(lambda at: self._from(url, at, pace, mark), offset, self._patience, self._wait)) as pieces,
        ):
            yield begun(pieces)

    def _from(self, url: str, at: int, pace: Pace, mark: HTTPHeaderDict) -> Generator[bytes]:
        """From one connection; `mark` knows which file it was the first time."""
        answer = self._asked(url, at, pace, mark)
        try:
            if answer.status == 416 and at:
                return
            if answer.status == 206 and not _begins_at(answer, at):
                answer.close()
                answer = self._asked(url, 0, pace, mark)
            self._judge(answer, at)
            mark.setdefault("If-Range", _strong(answer.headers.get("ETag")))
            pieces = self._read(answer, pace)
            yield from pieces if answer.status == 206 else without(pieces, at)
        finally:
            answer.close()

    def _read(self, answer: BaseHTTPResponse, pace: Pace) -> Generator[bytes]:
        self._watchdog.heed(answer)
        while piece := self._waited(pace, lambda: answer.read1(self._toll.allow(PIECE))):
            self._toll.spent(len(piece))
            pace.came(len(piece))
            if answer.length_remaining == 0:
                answer.drain_conn()  # the connection serves the next file, even if nobody asks for the end of this one
            yield piece

    def _asked(self, url: str, at: int, pace: Pace, mark: HTTPHeaderDict) -> BaseHTTPResponse:
        """An answer that is no redirection."""
        headers = {"Accept-Encoding": "identity", "User-Agent": "kiosk"}
        if at:
            headers |= {"Range": f"bytes={at}-"} | {name: etag for name, etag in mark.items() if etag}
        for _ in range(1 + _MOST_TURNS):
            self._toll.allow(ASKING)
            answer = self._waited(pace, lambda url=url: self._request(url, headers))  # type: ignore[misc]
            self._toll.spent(ASKING)
            if answer.status not in (301, 302, 303, 307, 308):
                return answer
            answer.close()
            url = self._turned(url, answer.headers.get("Location", ""))
        raise Refused("gone", f"{self.name} sends in circles. Its web server is set up wrongly.")

    def _request(self, url: str, headers: dict[str, str]) -> BaseHTTPResponse:
        return self._connections().request(
            "GET", url, headers=headers, preload_content=False, decode_content=False, redirect=False, retries=False
        )

    def _waited(self, pace: Pace, call: Callable[[], Given]) -> Given:
        try:
            with self._watchdog.calling():
                return pace.waiting(call)
        except TooLong:
            raise too_slow(self.name) from None
        except LocationValueError as error:
            raise Refused("gone", f"{self.name}, or the proxy before it, is no address. See the settings.") from error
        except (HTTPError, OSError, ValueError) as error:
            raise self._fault(error) from error

    def _fault(self, error: Exception) -> Broke | Refused:
        if any(isinstance(cause, SSLCertVerificationError) for cause in causes(error)):
            hint = "See whether the date of the kiosk is right, and whether the address is."
            return Refused("gone", f"{self.name} cannot prove that it is the one. {hint}")
        return Broke(f"{self.name} cannot be reached, or broke off.")

    def _turned(self, url: str, location: str) -> str:
        """Where a redirection leads: only elsewhere on the same host, by the same way."""
        try:
            there = urljoin(url, location)
            old, new = urlsplit(url), urlsplit(there)
            same = (old.scheme, old.hostname, old.port) == (new.scheme, new.hostname, new.port)
        except ValueError:
            same = False
        if not same or not location:
            raise Refused("gone", f"{self.name} sends to another place. A page to log in may stand before the network.")
        return there

    def _judge(self, answer: BaseHTTPResponse, at: int) -> None:
        if answer.status == 200 or (answer.status == 206 and at):
            return
        if answer.status in _NOT_THERE:
            raise Absent(f"{self.name}: {answer.status}")
        if answer.status in _PASSING:
            raise Broke(f"{self.name} answers {answer.status}.")
        raise Refused("gone", f"{self.name} answers {answer.status}. Its web server is set up wrongly.")

    def _connections(self) -> PoolManager:
        if self._pool is None:
            settings: dict[str, Any] = {
                "timeout": Timeout(connect=self._patience.connect_s, read=self._patience.gap_s),
                "ca_certs": str(self._authority) if self._authority else None,
                "cert_reqs": "CERT_REQUIRED",
                "socket_options": [
                    *HTTPConnection.default_socket_options,
                    (socket.SOL_SOCKET, socket.SO_RCVBUF, _IN_FLIGHT),
                ],
            }
            self._pool = through(self._proxy, settings) if self._proxy else PoolManager(**settings)
            self._watchdog.teach(self._pool)
        return self._pool


def _checked(address: str, plain: bool) -> str:
    """The address, if it may be asked."""
    try:
        parts = urlsplit(address)
        known = bool(parts.hostname) and (parts.port is None or parts.port > 0) and "@" not in parts.netloc
    except ValueError:
        known = False
    if known and (parts.scheme == "https" or (plain and parts.scheme == "http" and parts.hostname in LOOPBACK)):
        return address.partition("?")[0].partition("#")[0]
    raise Refused("gone", "The address of the content is no https:// address. Correct update.source in the settings.")


def _named(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.hostname}{parts.path}"


def _strong(etag: str | None) -> str:
    return etag if etag and etag.startswith('"') else ""


def _begins_at(answer: BaseHTTPResponse, at: int) -> bool:
    found = re.match(r"bytes (\d{1,15})-\d{1,15}/", answer.headers.get("Content-Range", ""))
    return bool(found) and int(found[1]) == at  # type: ignore[index]
