"""A depot in a bucket, `s3://bucket/folder`. Keys and endpoint come from the environment only.

    AWS_ENDPOINT_URL, or AWS_ENDPOINT     where it is, if not at the one whose names these are
    AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN     without them the bucket is read as anybody
    AWS_REGION

Nothing else is asked for keys: obstore would otherwise look for a server of its cloud in the kiosk's own network.
"""

import os
import re
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from obstore import get
from obstore.exceptions import BaseError, PermissionDeniedError, UnauthenticatedError
from obstore.store import S3Store

from kiosk.update.refusal import Refused
from kiosk.update.sources.asked import PIECE, parts_of
from kiosk.update.sources.pace import PATIENT, Broke, Pace, Patience, begun, resumed, without
from kiosk.update.sources.source import Absent
from kiosk.update.sources.toll import ASKING, FREE, Toll

if TYPE_CHECKING:
    from obstore import GetOptions, GetResult

_ADDRESS = re.compile(r"s3://([a-z0-9][a-z0-9.-]{2,62})((?:/[A-Za-z0-9_][A-Za-z0-9._-]*)*)/?")
_ENDPOINT = re.compile(r"https?://([A-Za-z0-9.-]+|\[[0-9a-f:]+\])(:\d{1,5})?(/[A-Za-z0-9._~-]+)*/?")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_OUR_FAULT = ("SignatureDoesNotMatch", "InvalidAccessKeyId", "RequestTimeTooSkewed", "ExpiredToken", "InvalidToken")


class Bucket:
    """A depot under `address`. `authority`: a file with certificates to trust besides those of the system."""

    def __init__(  # noqa: PLR0913 - knobs with a default
        self,
        address: str,
        *,
        proxy: str = "",
        authority: Path | None = None,
        toll: Toll = FREE,
        patience: Patience = PATIENT,
        clock: Callable[[], float] = monotonic,
        wait: Callable[[float], None] = sleep,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        found = _ADDRESS.fullmatch(address)
        if not found:
            raise Refused("gone", "The address of the content is no s3:// address. Correct it in the settings.")
        self._where, self._folder = found[1], found[2].strip("/")
        self.name = address.rstrip("/")
        self._proxy, self._authority, self._toll = proxy, authority, toll
        self._patience, self._clock, self._wait = patience, clock, wait
        self._environment = environment
        self._store: S3Store | None = None
        self._ranges = True

    @contextmanager
    def open(self, path: str, offset: int = 0) -> Iterator[Iterator[bytes]]:
        """The bytes of a file; goes on by itself where the connection broke, a few times."""
        key, pace = "/".join(parts_of(path)), Pace(self.name, self._patience, self._clock)
        with closing(resumed(lambda at: self._from(key, at, pace), offset, self._patience, self._wait)) as pieces:
            yield begun(pieces)

    def _from(self, key: str, at: int, pace: Pace) -> Generator[bytes]:
        """From one connection. Not every kind of bucket can begin in the middle; rclone answers as if nobody asked."""
        if at and self._ranges:
            try:
                answer = self._asked(key, {"range": {"offset": at}}, pace)
            except Broke as error:
                self._ranges = "416" in str(error.__cause__)
            else:
                yield from self._read(answer, pace)
                return
        yield from without(self._read(self._asked(key, {}, pace), pace), at)

    def _asked(self, key: str, options: "GetOptions", pace: Pace) -> "GetResult":
        self._toll.allow(ASKING)
        try:
            with _border(f"{self.name} cannot be reached."), self._absent(key):
                return pace.waiting(lambda: get(self._bucket(), key, options=options))
        finally:
            self._toll.spent(ASKING)

    @contextmanager
    def _absent(self, key: str) -> Iterator[None]:
        """To those who may not list a bucket, what is absent is forbidden; wrong keys are told apart by their code."""
        try:
            yield
        except FileNotFoundError as error:
            raise Absent(f"{self.name} has no {key}") from error
        except (PermissionDeniedError, UnauthenticatedError) as error:
            if any(code in str(error) for code in _OUR_FAULT):
                hint = "Correct the keys in the environment, and see whether the date of the kiosk is right."
                raise Refused("gone", f"{self.name} does not take this kiosk's keys. {hint}") from error
            raise Absent(f"{self.name} does not give {key}") from error

    def _read(self, answer: "GetResult", pace: Pace) -> Generator[bytes]:
        chunks = iter(answer.stream(1))
        while chunk := self._waited(chunks, pace):
            self._toll.spent(len(chunk))
            pace.came(len(chunk))
            for start in range(0, len(chunk), PIECE):
                yield chunk[start : start + PIECE]

    def _waited(self, chunks: Iterator[bytes], pace: Pace) -> bytes:
        self._toll.allow(PIECE)
        with _border(f"{self.name} broke off."):
            return bytes(pace.waiting(lambda: next(chunks, b"")))

    def _bucket(self) -> S3Store:
        if self._store is None:
            try:
                self._store = S3Store(self._where, prefix=self._folder or None, **self._settings())
            except (BaseError, ValueError, OSError) as error:
                raise Refused("gone", f"{self.name} cannot be asked: see what the environment says of it.") from error
        return self._store

    def _settings(self) -> dict[str, Any]:
        said = self._environment
        endpoint = _checked(said.get("AWS_ENDPOINT_URL") or said.get("AWS_ENDPOINT") or "")
        told = {
            "endpoint": endpoint,
            "access_key_id": said.get("AWS_ACCESS_KEY_ID"),
            "secret_access_key": said.get("AWS_SECRET_ACCESS_KEY"),
            "session_token": said.get("AWS_SESSION_TOKEN"),
            "region": said.get("AWS_REGION") or "us-east-1",
        }
        return {name: value for name, value in told.items() if value} | {
            "skip_signature": "AWS_ACCESS_KEY_ID" not in said,
            "virtual_hosted_style_request": not endpoint,
            "client_options": self._client(endpoint),
            "retry_config": {"max_retries": 0},
        }

    def _client(self, endpoint: str) -> dict[str, Any]:
        more: dict[str, Any] = {"proxy_url": self._proxy} if self._proxy else {}
        if self._authority:
            more["root_certificate"] = self._authority.read_bytes()
        return more | {
            "allow_http": _is_here(endpoint),
            "connect_timeout": timedelta(seconds=self._patience.connect_s),
            "read_timeout": timedelta(seconds=self._patience.gap_s),
            "timeout": timedelta(seconds=self._patience.file_s),
            "user_agent": "kiosk",
        }


def _checked(endpoint: str) -> str:
    """An endpoint that may be given to obstore, which panics over an address with a blank in it."""
    if not endpoint or (_ENDPOINT.fullmatch(endpoint) and (endpoint.startswith("https://") or _is_here(endpoint))):
        return endpoint
    raise ValueError("AWS_ENDPOINT_URL is no https:// address")


def _is_here(endpoint: str) -> bool:
    return urlsplit(endpoint).hostname in _LOOPBACK


@contextmanager
def _border(sentence: str) -> Iterator[None]:
    """What obstore raises leaves as `Broke`. A panic of its Rust is no `Exception`, and would end the program."""
    try:
        yield
    except (BaseError, OSError, ValueError) as error:
        raise Broke(sentence) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise Broke(sentence) from error
