"""What lies in the depot but in no day that can be: wrong clocks, wrong names, links. It is looked at each time."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kiosk.durable import keep
from kiosk.fleet.collecting.judging import Reason, out_of_time
from kiosk.fleet.collecting.looking import Found, days_in, found_in, shown, taken
from kiosk.fleet.collecting.office import Office
from kiosk.fleet.collecting.quarantine import MOST_ROWS, Quarantine
from kiosk.fleet.collecting.tables import QUARANTINE


def elsewhere(depot: Path, office: Office, today: date) -> tuple[dict[Reason, int], int]:
    """Keep apart what lies in no day. How many for each reason, and how many were not there before."""
    quarantine = Quarantine(None, _before(office.elsewhere))
    strays = list(islice(_strays(depot, today), MOST_ROWS))
    quarantine.forget_all_but({found.name for found, _ in strays})
    for found, reason in strays:
        if quarantine.held(found) is None:
            quarantine.hold(found, reason, taken(found.path) if reason not in {"link", "no-file"} else None)
    if quarantine.changed:
        sink = pa.BufferOutputStream()
        pq.write_table(quarantine.table().cast(QUARANTINE), sink, compression="zstd", store_schema=False)
        keep(office.elsewhere, sink.getvalue().to_pybytes())
    return quarantine.reasons(), quarantine.new


def _before(file: Path) -> pa.Table | None:
    try:
        return pq.read_table(file, partitioning=None).cast(QUARANTINE)
    except (OSError, pa.ArrowException, ValueError, KeyError):
        return None


def _strays(depot: Path, today: date) -> Iterator[tuple[Found, Reason]]:
    for day, path in days_in(depot):
        if day is None:
            yield _stray(path)
        elif reason := out_of_time(day, today):
            with suppress(OSError):  # a folder that cannot be read holds nothing that could be believed
                yield from ((found, found.bad or reason) for found in found_in(path))


def _stray(path: Path) -> tuple[Found, Reason]:
    about = path.lstat()
    reason: Reason = "link" if path.is_symlink() else "strange-name" if path.is_file() else "no-file"
    return Found(str(path), shown(path.name), "", about.st_size, about.st_mtime_ns, reason), reason
