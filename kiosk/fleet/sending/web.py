"""A web server that takes files by PUT, such as nginx with its WebDAV module. Who we are comes from the environment:
`KIOSK_DEPOT_USER` and `KIOSK_DEPOT_PASSWORD`.
"""

import os
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from urllib3 import BaseHTTPResponse, PoolManager, ProxyManager, Retry, Timeout
from urllib3.exceptions import HTTPError
from urllib3.util import make_headers

from kiosk.fleet.refusing import NotPublished
from kiosk.fleet.sending.place import far_place_holds

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_FOUND, _NOT_THERE = (200,), (404, 410)
_TAKEN = (200, 201, 204)


class WebPlace:
    """Files under an address."""

    def __init__(self, address: str, environment: Mapping[str, str] = os.environ, *, tries: int = 4) -> None:
        parts = urlsplit(address)
        if parts.username or parts.password:
            raise NotPublished("No password in an address, please: set KIOSK_DEPOT_USER and KIOSK_DEPOT_PASSWORD.")
        if not parts.hostname or (parts.scheme != "https" and parts.hostname not in _LOOPBACK):
            raise NotPublished(f"{address}: send to https:// only, or others can read the password on its way.")
        self.name = address.rstrip("/")
        user, password = environment.get("KIOSK_DEPOT_USER", ""), environment.get("KIOSK_DEPOT_PASSWORD", "")
        who = make_headers(basic_auth=f"{user}:{password}") if user else {}
        again = Retry(
            total=tries - 1, redirect=0, backoff_factor=0.5, status_forcelist=(502, 503, 504), allowed_methods=None
        )
        how: dict[str, Any] = {"headers": who, "retries": again, "timeout": Timeout(connect=10, read=60)}
        how["ca_certs"] = environment.get("SSL_CERT_FILE")
        proxy = environment.get("HTTPS_PROXY") or environment.get("https_proxy") or ""
        through = proxy and parts.hostname not in _LOOPBACK
        self._pool = ProxyManager(proxy, **how) if through else PoolManager(**how)

    def size(self, path: str) -> int | None:
        """What the server says of it."""
        answer = self._ask("HEAD", path)
        if answer.status in _NOT_THERE:
            return None
        self._expect(answer, path, _FOUND)
        length = answer.headers.get("Content-Length", "")
        return int(length) if length.isdecimal() else -1

    def get(self, path: str, most: int) -> bytes | None:
        """Its first bytes."""
        answer = self._ask("GET", path, preload=False)
        try:
            if answer.status in _NOT_THERE:
                return None
            self._expect(answer, path, _FOUND)
            return answer.read(most)
        except HTTPError as error:
            raise self._fault(path, error) from error
        finally:
            answer.release_conn()

    def put(self, path: str, raw: bytes) -> None:
        """A server takes a file as a whole or not at all."""
        self._expect(self._ask("PUT", path, raw), path, _TAKEN)

    def settle(self) -> None:
        """When a server has answered, it has the file; its disk is its own business."""

    def holds(self, path: str, digest: str) -> bool:
        """As far as it can be told without fetching everything back."""
        return far_place_holds(self, path, digest)

    def room(self, needed: dict[str, int]) -> str:
        """A server does not say; it refuses."""
        return ""

    def others(self, keep: set[str]) -> Iterator[str]:
        """A web server lists nothing; what it holds is known from its metadata alone."""
        return iter(())

    def remove(self, path: str) -> None:
        """Take a file away."""
        self._expect(self._ask("DELETE", path), path, (*_TAKEN, *_NOT_THERE))

    def _ask(self, how: str, path: str, raw: bytes | None = None, *, preload: bool = True) -> BaseHTTPResponse:
        try:
            return self._pool.request(how, f"{self.name}/{path}", body=raw, preload_content=preload, redirect=False)
        except (HTTPError, OSError) as error:
            raise self._fault(path, error) from error

    def _expect(self, answer: BaseHTTPResponse, path: str, good: tuple[int, ...]) -> None:
        if answer.status in (401, 403):
            raise NotPublished(f"{self.name} does not let us in: set KIOSK_DEPOT_USER and KIOSK_DEPOT_PASSWORD.")
        if answer.status not in good:
            raise NotPublished(
                f"{self.name} answered {answer.status} for {path}. What is there stays usable; try again."
            )

    def _fault(self, path: str, error: Exception) -> NotPublished:
        return NotPublished(
            f"{self.name} cannot be reached for {path} ({type(error).__name__}). What is there stays usable; try again."
        )
