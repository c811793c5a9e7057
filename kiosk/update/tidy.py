"""What nobody can open any more is cleared away: never the release in use, never the one behind it."""

import shutil
from pathlib import Path

from kiosk.durable import settle
from kiosk.update.disk import made, on_disk
from kiosk.update.objects import Objects
from kiosk.update.releases import RELEASES, Releases, Standing, version_of

BEGUN = ".begun-"
"""In front of the name of a release that is being put together."""
_DOOMED = ".gone-"
"""Renamed first, all at once, for a release that has lost half its files must not look like one."""


def tidy(folder: Path, coming: str, wanted: frozenset[str]) -> int:
    """Clear away releases and objects; not what is `coming` or `wanted` for it. How many releases went.

    While a release is on trial the older ones stay, too: whoever clears up before it is confirmed burns the bridge.
    """
    shelves = folder / RELEASES
    with on_disk():
        made(shelves)
        with Releases(folder).held() as now:
            doomed = [entry for entry in shelves.iterdir() if not _stays(entry.name, now, coming)]
            for entry in doomed:
                entry.rename(shelves / f"{_DOOMED}{entry.name.removeprefix(_DOOMED)}")
            if doomed:
                settle(shelves)
        for entry in shelves.glob(f"{_DOOMED}*"):
            shutil.rmtree(entry)
    Objects(folder / "objects").sweep(wanted)
    return len(doomed)


def _stays(name: str, now: Standing, coming: str) -> bool:
    if name in now.kept or name in (coming, f"{BEGUN}{coming}"):
        return True  # what was begun of it is gone on with
    return now.trial is not None and not name.startswith(".") and version_of(name) < version_of(now.active)
