"""A whole night in one process: documents of finished days are made and sent.

python -m tests.stats.cuts.night DATA ADDRESS AUTHORITY

What `kiosk stats upload` gives to a child is done here, so that one process makes every call there is.
"""

import sys
from datetime import date
from pathlib import Path

from kiosk.config import load_settings
from kiosk.nightly import make, outbox
from kiosk.stats.place_web import WebPlace
from kiosk.stats.sending import send

TODAY = date(2026, 11, 23)


def night(data: Path, address: str, authority: str) -> None:
    """Make, send, mark."""
    environ = {"KIOSK_DATA_FOLDER": str(data), "KIOSK_STATS_SITE": "dong-ba", "KIOSK_STATS_UPLOAD": "true"}
    settings = load_settings(environ, system_file=data / "none.toml")
    make(settings, today=TODAY)
    place = WebPlace(address, {"UPLOAD_AUTHORITY": authority})
    came = send(outbox(settings), place, now=lambda: "2026-11-23T02:00:00+00:00", wait=lambda _: None, waits=())
    if came.faults:
        raise came.faults[0]


if __name__ == "__main__":
    night(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
