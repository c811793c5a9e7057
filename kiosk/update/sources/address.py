"""One way to every source: an address as it stands in the settings, and out comes what files are read from."""

from pathlib import Path

from kiosk.update.refusal import Refused
from kiosk.update.sources.folder import Folder
from kiosk.update.sources.source import Source
from kiosk.update.sources.toll import FREE, Toll


def open_source(address: str, *, proxy: str = "", meter: Toll | None = None) -> Source:
    """A folder (`/mnt/depot`, `file:///mnt/depot`), `https://…` or `s3://bucket/folder`; nothing is asked of it yet.

    What comes over a network goes through `meter` when one is given, skipped and failed bytes too; a folder costs
    nobody anything. Raises `Refused` when the address is none.
    """
    if address.startswith(("/", "file:///")):
        return Folder(Path(address.removeprefix("file://")).resolve())
    toll = meter or FREE
    if address.startswith("https://"):
        from kiosk.update.sources.web import Web  # noqa: PLC0415 - a stick needs no network

        return Web(address, proxy=proxy, toll=toll)
    if address.startswith("s3://"):
        from kiosk.update.sources.bucket import Bucket  # noqa: PLC0415 - nor a bucket

        return Bucket(address, proxy=proxy, toll=toll)
    raise Refused("gone", f"{address!r} is no address of content: a folder, https:// or s3:// is.")
