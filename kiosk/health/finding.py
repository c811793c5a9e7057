"""What `kiosk doctor` says of one part."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct

Condition = Literal["ok", "degraded", "broken"]
"""`degraded`: lessons go on without it. `broken`: there are no lessons."""


class Finding(Struct, frozen=True, kw_only=True):
    """One part: how it is, a sentence about it, and what to do; the remedy is empty when all is well."""

    part: str
    state: Condition
    says: str
    remedy: str = ""


class Place(Struct, frozen=True):
    """The machine that is looked at; another root lets a test bring its own."""

    environ: Mapping[str, str]
    root: Path = Path("/")
