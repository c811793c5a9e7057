"""Never more than was agreed, in a night; never faster than was allowed; and no restart forgets it."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.update.refusal import Refused
from kiosk.update.sources.meter import AHEAD, Meter, budget, spent_in_night
from kiosk.update.sources.source import Source
from kiosk.update.sources.web import Web
from tests.update.sources.hostile import BODY, hostile

EVENING = datetime(2026, 11, 21, 22, 30)
PIECE = 64 * 1024


def drain(meter: Meter, most: int = 10**9) -> int:
    """Read as much as it allows, in pieces."""
    came = 0
    try:
        while came < most:
            count = meter.allow(min(PIECE, most - came))
            meter.spent(count)
            came += count
    except Refused as refused:
        assert refused.why == "budget"
    return came


def test_a_night_has_so_many_megabytes(tmp_path: Path) -> None:
    assert drain(Meter(tmp_path / "meter", nightly_mb=5, now=lambda: EVENING)) == budget(5)


def test_what_is_under_way_is_kept_back() -> None:
    assert [budget(megabytes) for megabytes in (0, 1, 5, 200)] == [0, 750_000, 3_750_000, 198_500_000]


def test_a_restart_does_not_forget(tmp_path: Path) -> None:
    first = Meter(tmp_path / "meter", nightly_mb=5, now=lambda: EVENING)
    came = drain(first, 2_000_000)
    first.settle()
    came += drain(Meter(tmp_path / "meter", nightly_mb=5, now=lambda: EVENING + timedelta(hours=4)))
    assert came == budget(5)
    assert drain(Meter(tmp_path / "meter", nightly_mb=5, now=lambda: EVENING + timedelta(hours=5))) == 0


def test_a_pulled_plug_costs_a_megabyte_at_most_and_gives_none(tmp_path: Path) -> None:
    came = 0
    for _ in range(8):  # nobody settles
        came += drain(Meter(tmp_path / "meter", nightly_mb=5, now=lambda: EVENING), 300_000)
    assert budget(5) - 8 * AHEAD <= came <= budget(5)


def test_a_night_goes_from_noon_to_noon(tmp_path: Path) -> None:
    file = tmp_path / "meter"
    assert drain(Meter(file, nightly_mb=1, now=lambda: EVENING)) > 0
    assert drain(Meter(file, nightly_mb=1, now=lambda: EVENING + timedelta(hours=6))) == 0
    assert drain(Meter(file, nightly_mb=1, now=lambda: EVENING + timedelta(hours=14))) > 0


def test_a_night_may_turn_while_it_runs(tmp_path: Path) -> None:
    moment = [EVENING]
    meter = Meter(tmp_path / "meter", nightly_mb=1, now=lambda: moment[0])
    assert drain(meter) == budget(1)
    moment[0] += timedelta(days=1)
    assert drain(meter) == budget(1)


def test_a_clock_that_nobody_set_brings_no_new_night(tmp_path: Path) -> None:
    file = tmp_path / "meter"
    assert drain(Meter(file, nightly_mb=1, now=lambda: None)) == budget(1)
    assert drain(Meter(file, nightly_mb=1, now=lambda: None)) == 0
    assert drain(Meter(file, nightly_mb=1, now=lambda: EVENING)) > 0
    assert drain(Meter(file, nightly_mb=1, now=lambda: None)) == 0


def test_a_clock_that_goes_back_a_little_brings_none_either(tmp_path: Path) -> None:
    file = tmp_path / "meter"
    drain(Meter(file, nightly_mb=1, now=lambda: EVENING))
    assert drain(Meter(file, nightly_mb=1, now=lambda: EVENING - timedelta(hours=20))) == 0


def test_a_night_of_a_lying_clock_does_not_last_for_ever(tmp_path: Path) -> None:
    file = tmp_path / "meter"
    drain(Meter(file, nightly_mb=1, now=lambda: EVENING.replace(year=2036)))
    assert drain(Meter(file, nightly_mb=1, now=lambda: EVENING)) > 0


@pytest.mark.parametrize("raw", [b"", b"\0" * 40, b"2026-11-21 -5\n", b"2026-99-99 5\n", b"2026-11-21 5\nmore"])
def test_what_cannot_be_read_may_have_been_spent(tmp_path: Path, raw: bytes) -> None:
    file = tmp_path / "meter"
    file.write_bytes(raw)
    assert drain(Meter(file, nightly_mb=1, now=lambda: None)) == 0
    assert drain(Meter(file, nightly_mb=1, now=lambda: EVENING)) > 0


def test_a_link_that_costs_nothing_is_not_counted(tmp_path: Path) -> None:
    assert drain(Meter(tmp_path / "meter", now=lambda: EVENING), 10**9) == 10**9
    assert not (tmp_path / "meter").exists()


def test_a_disk_that_cannot_be_written_allows_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refused) as refused:
        Meter(tmp_path / "file" / "meter", nightly_mb=1, now=lambda: EVENING).allow(1)
    assert refused.value.why in ("full", "readonly", "damaged")


def test_never_faster_than_allowed(tmp_path: Path) -> None:
    time = [100.0]

    def wait(seconds: float) -> None:
        time[0] += seconds

    meter = Meter(tmp_path / "meter", kb_per_second=50, clock=lambda: time[0], wait=wait)
    assert drain(meter, 1_000_000) == 1_000_000
    assert time[0] - 100.0 == pytest.approx(20.0)
    time[0] += 60  # what was not used is not saved up
    began = time[0]
    drain(meter, 500_000)
    assert time[0] - began == pytest.approx(10.0)


def test_a_slow_ceiling_asks_for_little_at_once(tmp_path: Path) -> None:
    """A second's worth: a server hangs up on who takes nothing for a minute."""
    waits: list[float] = []
    meter = Meter(tmp_path / "meter", kb_per_second=2, clock=lambda: 0.0, wait=waits.append)
    assert meter.allow(PIECE) == 2_000


def through(source: Source, path: str) -> bytes:
    with source.open(path) as pieces:
        return b"".join(pieces)


def test_over_a_network_everything_counts(tmp_path: Path) -> None:
    """Skipped bytes too, and what a try cost that came to nothing: a phone company does not ask what they were for."""
    meter = Meter(tmp_path / "meter", nightly_mb=1, now=lambda: EVENING)
    with hostile() as server:
        web = Web(server.address, plain=True, toll=meter, wait=lambda _: None)
        with web.open("no-ranges", 250_000) as pieces:
            assert b"".join(pieces) == BODY[250_000:]
        with pytest.raises(Refused) as refused:
            for _ in range(3):
                through(web, "whole")
        asked = len(server.asked)
        with pytest.raises(Refused):
            through(web, "whole")
        assert len(server.asked) == asked
    assert refused.value.why == "budget"


def test_staff_see_what_is_noted_for_this_night(tmp_path: Path) -> None:
    file, evening = tmp_path / "meter", datetime(2026, 11, 22, 22)
    assert spent_in_night(file, evening) == 0
    meter = Meter(file, nightly_mb=50, now=lambda: evening)
    meter.allow(1000)
    meter.spent(2_000_000)
    meter.settle()
    assert spent_in_night(file, evening + timedelta(hours=8)) == 2_000_000
    assert spent_in_night(file, evening + timedelta(days=1)) == 0
    file.write_bytes(b"?")
    assert spent_in_night(file, evening) > 10**12
