"""What leaves this machine on a stick: the figures of finished days and a support bundle, out of all rooms."""

import hashlib
import hmac
import os
import platform
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from kiosk.config import Settings, names
from kiosk.health import examine
from kiosk.knowledge import TRUST
from kiosk.nightly import NotMade, make, outbox
from kiosk.renewal import status
from kiosk.stats.outbox import OutboxFault
from kiosk.update.stick.bundle import bundle, metadata_told, settings_told

MACHINE_ID = Path("/etc/machine-id")
LIBRARIES = ("pygame-ce", "msgspec", "numpy", "tuf", "securesystemslib", "zxing-cpp", "pyzbar", "sqlite-utils")


def machine(file: Path = MACHINE_ID) -> str:
    """Eight letters that are always the same on this machine, and from which nobody learns its own number.

    As machine-id(5) asks: the number itself is never shown, only what is made of it with a name of our own.
    """
    try:
        number = file.read_bytes().strip()
    except OSError:
        number = platform.node().encode()
    return hmac.new(number, b"kiosk: folder on a stick", hashlib.sha256).hexdigest()[:8]


def documents(settings: Settings, today: date | None) -> dict[str, bytes]:
    """Name → bytes of everything that a stick may take away."""
    return dict(statistics(settings, today)) | {"support.zip": support(settings)}


def statistics(settings: Settings, today: date | None) -> Iterator[tuple[str, bytes]]:
    """The document of each day that is over, sealed: the very one that leaves over a network."""
    with suppress(NotMade):
        make(settings, today=today)
    with suppress(OutboxFault):
        for laid in outbox(settings).laid():
            yield laid.place, laid.raw


def support(settings: Settings) -> bytes:
    """The support bundle."""
    told = status(settings)
    entries: dict[str, Any] = {
        "versions": versions(),
        "settings": settings_told(_values(settings)),
        "doctor": examine(settings, os.environ),
        "state": told.standing,
        "status": told.last,
        "metadata": metadata_told(settings.update.folder / TRUST),
    }
    return bundle(entries)


def versions() -> dict[str, str]:
    """Of everything that could be to blame."""
    found = {"kiosk": _version("kiosk"), "python": platform.python_version(), "kernel": platform.release()}
    return found | {"machine": platform.machine()} | {name: _version(name) for name in LIBRARIES}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _values(settings: Settings) -> Iterator[tuple[str, Any, str]]:
    for section, name in names():
        key = f"{section}.{name}"
        yield key, getattr(getattr(settings, section), name), settings.origins.get(key, "default")
