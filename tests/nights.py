"""A kiosk that has counted for some days, with everything that it needs to tell of them."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from kiosk.config import Settings, load_settings
from kiosk.durable import keep
from kiosk.packs.shelf import packed
from kiosk.stats.counters import Counters
from kiosk.stats.declare import compile_metrics
from kiosk.stats.registry import load_registry
from tests.small import library


def kiosk(folder: Path, **environ: str) -> Settings:
    """Its settings; lessons and metrics lie where they should."""
    keep(folder / "library.msgpack", packed(library()))
    keep(folder / "metrics.msgpack", compile_metrics())
    return load_settings(
        {"KIOSK_DATA_FOLDER": str(folder), "KIOSK_STATS_SITE": "dong-ba", **environ}, system_file=folder / "none.toml"
    )


def counts(settings: Settings, days: Mapping[str, int]) -> None:
    """So many visits on each day, through the true counters; every third visit makes a mistake."""
    registry = load_registry(compile_metrics(), library())
    now = datetime(2026, 11, 1)
    counters = Counters(settings.stats.path, registry, lambda: now)
    for day, visits in days.items():
        now = datetime.fromisoformat(f"{day}T09:30:00")
        for number in range(visits):
            counters.count("visits")
            if number % 3 == 0:
                counters.count("mistakes", "missing-zero")
        counters.flush()
    counters.close()
