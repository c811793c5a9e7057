"""A bucket, `s3://name/folder`. Keys and endpoint come from the environment only (`AWS_…`)."""

import os
from collections.abc import Iterator, Mapping
from datetime import timedelta
from urllib.parse import urlsplit

from obstore import delete, get, head, put
from obstore import list as listing
from obstore.exceptions import BaseError
from obstore.store import S3Store

from kiosk.fleet.refusing import NotPublished
from kiosk.fleet.sending.place import far_place_holds
from kiosk.update import layout

_WHO = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")


class BucketPlace:
    """Files under a prefix of a bucket."""

    def __init__(self, address: str, environment: Mapping[str, str] = os.environ, *, tries: int = 5) -> None:
        parts = urlsplit(address)
        if not parts.netloc:
            raise NotPublished(f"{address} is no bucket: write s3://bucket/folder.")
        self.name = address.rstrip("/")
        endpoint = environment.get("AWS_ENDPOINT_URL") or environment.get("AWS_ENDPOINT") or ""
        who = {name.removeprefix("AWS_").lower(): environment.get(name, "") for name in _WHO}
        if not all(who.values()):
            raise NotPublished(f"{self.name}: who we are is not told. Set {' and '.join(_WHO)}.")
        if token := environment.get("AWS_SESSION_TOKEN"):
            who["session_token"] = token
        place = {"prefix": parts.path.strip("/"), "endpoint": endpoint}
        self._store = S3Store(
            parts.netloc,
            region=environment.get("AWS_REGION") or "us-east-1",
            virtual_hosted_style_request=not endpoint,
            client_options={"allow_http": urlsplit(endpoint).hostname in ("127.0.0.1", "localhost", "::1")},
            retry_config={"max_retries": tries - 1, "retry_timeout": timedelta(seconds=60)},
            **{name: value for name, value in place.items() if value},  # type: ignore[arg-type] # only these two
            **who,  # type: ignore[arg-type]
        )

    def size(self, path: str) -> int | None:
        """What the bucket says of it."""
        try:
            return head(self._store, path)["size"]
        except FileNotFoundError:
            return None
        except (BaseError, OSError) as error:
            raise self._fault(path, error) from error

    def get(self, path: str, most: int) -> bytes | None:
        """Its first bytes."""
        try:
            answer = get(self._store, path)
            return bytes(answer.bytes())[:most] if answer.meta["size"] <= most else b""
        except FileNotFoundError:
            return None
        except (BaseError, OSError) as error:
            raise self._fault(path, error) from error

    def put(self, path: str, raw: bytes) -> None:
        """A bucket takes an object as a whole or not at all."""
        try:
            put(self._store, path, raw)
        except (BaseError, OSError) as error:
            raise self._fault(path, error) from error

    def settle(self) -> None:
        """When a bucket has answered, it has the object."""

    def holds(self, path: str, digest: str) -> bool:
        """As far as it can be told without fetching everything back."""
        return far_place_holds(self, path, digest)

    def room(self, needed: dict[str, int]) -> str:
        """A bucket has no end."""
        return ""

    def others(self, keep: set[str]) -> Iterator[str]:
        """All objects below the two folders of a depot."""
        try:
            for top in (layout.TARGETS, layout.METADATA):
                for page in listing(self._store, prefix=top):
                    yield from (one["path"] for one in page if one["path"] not in keep)
        except (BaseError, OSError) as error:
            raise self._fault("", error) from error

    def remove(self, path: str) -> None:
        """Take an object away."""
        try:
            delete(self._store, path)
        except FileNotFoundError:
            return
        except (BaseError, OSError) as error:
            raise self._fault(path, error) from error

    def _fault(self, path: str, error: Exception) -> NotPublished:
        return NotPublished(
            f"{self.name}: {path or 'the bucket'} cannot be reached ({type(error).__name__}). Look at AWS_ENDPOINT_URL,"
            " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. What is there stays usable; try again."
        )
