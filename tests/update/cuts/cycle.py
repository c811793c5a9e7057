"""The whole life of a release in one process: fetched, proven, taken at a start, confirmed, the oldest cleared away.

python -m tests.update.cuts.cycle DATA DEPOT

The steps that `kiosk update` gives to children are done here, so that one process makes every call there is.
"""

import sys
from datetime import date
from pathlib import Path

from kiosk.config import Settings, load_settings
from kiosk.packs.shelf import open_library
from kiosk.proof import compile_release
from kiosk.renewal import renew
from kiosk.update.install import Workshop
from kiosk.update.releases import Releases
from kiosk.update.sources.address import open_source


def settings(data: Path) -> Settings:
    """Of a kiosk with its data there and nothing else."""
    return load_settings({"KIOSK_DATA_FOLDER": str(data)}, system_file=data / "none.toml")


def workshop() -> Workshop:
    """Compiles truly; whether the robot learner gets through is not the question here."""
    return Workshop(
        compile=lambda content, recorded, library, _share: compile_release(
            content, recorded, library, date(2026, 11, 21), "en"
        ),
        test=lambda library, _before, _share: _opens(library),
        voice=lambda _library, _share: None,
    )


def _opens(library: Path) -> None:
    open_library(library)


def updated(data: Path, depot: Path) -> None:
    """An update, up to a release that is ready."""
    renew(settings(data), open_source(str(depot)), lambda *_: None, workshop=workshop())


def cycle(data: Path, depot: Path) -> None:
    """An update, a start, a minute of pictures, and another update that finds nothing new and clears up."""
    updated(data, depot)
    releases = Releases(settings(data).update.folder)
    releases.opening()
    releases.confirm()
    updated(data, depot)


if __name__ == "__main__":
    cycle(Path(sys.argv[1]), Path(sys.argv[2]))
