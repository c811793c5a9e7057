"""A bucket, `s3://name/folder`. Keys and endpoint come from the environment only (`AWS_…`).

An object is created on condition that there is none (`If-None-Match: *`). Some kinds of bucket take the condition and
do not mind it (rclone serve s3), so it is looked first whether there is one, as far as our keys let us.
"""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from obstore import get, put
from obstore.exceptions import (
    AlreadyExistsError,
    BaseError,
    NotSupportedError,
    PermissionDeniedError,
    UnauthenticatedError,
)
from obstore.store import S3Store

from kiosk.stats.places import AUTHORITY, NotSent, occupied

AGENT = "kiosk"
_WHO = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_OUR_FAULT = ("SignatureDoesNotMatch", "InvalidAccessKeyId", "RequestTimeTooSkewed", "ExpiredToken", "AccessDenied")


class BucketPlace:
    """Documents under a prefix of a bucket."""

    def __init__(
        self, address: str, environment: Mapping[str, str], *, proxy: str = "", patience_s: float = 60.0
    ) -> None:
        parts = urlsplit(address)
        if not parts.hostname or "@" in parts.netloc:
            raise NotSent("address", "The address to send to must be s3://bucket/folder: correct stats.to.")
        self.name = address.rstrip("/")
        who = {name.removeprefix("AWS_").lower(): environment.get(name, "") for name in _WHO}
        if not all(who.values()):
            raise NotSent("keys", f"{self.name}: who we are is not told. Set {' and '.join(_WHO)}.")
        if token := environment.get("AWS_SESSION_TOKEN"):
            who["session_token"] = token
        client = _client(environment, proxy, patience_s)
        self._store = _store(parts.netloc, parts.path.strip("/"), who, environment, client)

    def give(self, path: str, raw: bytes) -> None:
        """Create it, unless it is there."""
        if self._holds(path, raw):
            return
        try:
            put(self._store, path, raw, mode="create", use_multipart=False)
        except AlreadyExistsError:
            self._holds(path, raw)
        except NotSupportedError:
            self._put(path, raw)
        except (BaseError, OSError) as error:
            raise self._fault(error) from error

    def _put(self, path: str, raw: bytes) -> None:
        try:
            put(self._store, path, raw, use_multipart=False)
        except (BaseError, OSError) as error:
            raise self._fault(error) from error

    def _holds(self, path: str, raw: bytes) -> bool:
        """Whether it is there, as far as we may look. Whoever may only write, sees nothing and is told so."""
        try:
            answer = get(self._store, path)
            if answer.meta["size"] != len(raw) or bytes(answer.bytes()) != raw:
                raise occupied(self.name, path)
        except (FileNotFoundError, PermissionDeniedError, UnauthenticatedError):
            return False
        except (BaseError, OSError) as error:
            raise self._fault(error) from error
        return True

    def _fault(self, error: Exception) -> NotSent:
        said = str(error)
        if isinstance(error, PermissionDeniedError | UnauthenticatedError) or any(code in said for code in _OUR_FAULT):
            hint = f"See {_WHO[0]} and {_WHO[1]}, and whether the date is right."
            return NotSent("denied", f"{self.name} does not let this kiosk in. {hint}")
        if isinstance(error, FileNotFoundError):
            return NotSent("answered", f"{self.name}: there is no such bucket.")
        if "certificate" in said.lower():
            hint = f"See whether the date is right, and {AUTHORITY}."
            return NotSent("certificate", f"{self.name} cannot prove that it is the one. {hint}")
        if "EntityTooLarge" in said or " 413" in said:
            return NotSent("too-large", f"{self.name} takes no object of this length: allow 16 KB.")
        if "kind: Timeout" in said or "TimedOut" in said:
            return NotSent("slow", f"{self.name} does not answer in time.")
        return NotSent("unreachable", f"{self.name} cannot be reached, or broke off ({type(error).__name__}).")


def _client(environment: Mapping[str, str], proxy: str, patience_s: float) -> dict[str, Any]:
    client: dict[str, Any] = {
        "user_agent": AGENT,
        "allow_http": _plain(environment),
        "timeout": timedelta(seconds=patience_s),
        "connect_timeout": timedelta(seconds=min(10.0, patience_s)),
    }
    if proxy:
        client["proxy_url"] = proxy
    if authority := environment.get(AUTHORITY):
        client["root_certificate"] = _certificate(Path(authority))
    return client


def _certificate(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise NotSent("keys", f"{AUTHORITY} names {file}, which cannot be read ({error.strerror}).") from error


def _endpoint(environment: Mapping[str, str]) -> str:
    return environment.get("AWS_ENDPOINT_URL") or environment.get("AWS_ENDPOINT") or ""


def _plain(environment: Mapping[str, str]) -> bool:
    """Without encryption only within this very machine."""
    parts = urlsplit(_endpoint(environment))
    return parts.scheme == "http" and parts.hostname in _LOOPBACK


def _store(
    bucket: str, prefix: str, who: Mapping[str, str], environment: Mapping[str, str], client: dict[str, Any]
) -> S3Store:
    endpoint = _endpoint(environment)
    where = {"prefix": prefix, "endpoint": endpoint}
    return S3Store(
        bucket,
        region=environment.get("AWS_REGION") or "us-east-1",
        virtual_hosted_style_request=not endpoint,
        client_options=client,  # type: ignore[arg-type] # assembled above
        retry_config={"max_retries": 0, "retry_timeout": client["timeout"]},
        **{name: value for name, value in where.items() if value},  # type: ignore[arg-type] # only these two
        **who,  # type: ignore[arg-type]
    )
