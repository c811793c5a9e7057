"""Whoever can write into the depot can write anything. Nothing is believed, nothing executed, nothing followed."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.fleet.collecting.looking import Found
from kiosk.fleet.collecting.quarantine import MOST_COPIED, MOST_ROWS, Quarantine
from kiosk.stats.document import MOST_BYTES
from tests.fleet.nights import DAY, NOW, City, Sender, rows

ME, OTHER = Sender(0), Sender(1)
PLACE = f"{DAY}/{ME.kiosk}.json"


@pytest.fixture
def city(tmp_path: Path) -> City:
    return City(tmp_path)


def spoilt(**changed: Any) -> bytes:
    """A signed document whose fields were set past the schema."""
    return ME.signed(ME.document(**changed))


HOSTILE = {
    "forged": (OTHER.signed(ME.document()), "no-key-fits"),
    "unsigned": (msgspec.json.encode(ME.document()), "not-a-document"),
    "with a garbled signature": (ME.signed(ME.document())[:-90] + b"!" * 88 + b'"}', "no-key-fits"),
    "of another site": (ME.signed(ME.document(site="cho-la")), "unknown-site"),
    "truncated": (ME.signed(ME.document())[:-30], "not-a-document"),
    "empty": (b"", "not-a-document"),
    "huge": (ME.signed(ME.document()) + b" " * MOST_BYTES, "too-large"),
    "no text": (bytes(range(256)), "not-a-document"),
    "deep": (b"[" * 10_000, "not-a-document"),
    "a formula": (spoilt(release="=cmd|' /C calc'!A0"), "not-a-document"),
    "a page": (spoilt(counters={"<script>alert(1)</script>": {"all": 10}}), "not-a-document"),
    "a new line": (spoilt(health={"clock": "none\n"}), "not-a-document"),
    "a new line in a name": (spoilt(counters={"visits": {"all\n": 10}}), "not-a-document"),
    "a small number": (spoilt(counters={"visits": {"all": 5}}), "not-a-document"),
    "not rounded": (spoilt(counters={"visits": {"all": 11}}), "not-a-document"),
    "an endless number": (spoilt(health={"boots": 10**30}), "not-a-document"),
    "one more field": (ME.signed(ME.document()).replace(b'"quiet"', b'"who":"me","quiet"'), "not-a-document"),
    "of no day": (ME.signed(ME.document("2026-02-30")), "wrong-place"),
    "of another day": (ME.signed(ME.document("2026-11-19")), "wrong-place"),
    "of another kiosk": (OTHER.signed(OTHER.document()), "wrong-place"),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_it_is_not_believed(city: City, what: str) -> None:
    raw, reason = HOSTILE[what]
    city.lay(raw, PLACE)
    done = city.collect()
    assert (done.new, city.held()) == (0, {PLACE: reason})
    copies = [row["copy"] for row in rows(city.office, "quarantine")]
    assert copies == [raw[:MOST_BYTES]]


def test_a_true_document_beside_hostile_ones_is_believed(city: City) -> None:
    for number, (raw, _) in enumerate(HOSTILE.values(), 10):
        city.lay(raw, f"{DAY}/{number:016x}.json")
    city.send(ME)
    assert city.collect().new == 1
    assert len(city.held()) == len(HOSTILE)


def test_documents_of_impossible_days_wait_apart(city: City) -> None:
    for of in ("1970-01-01", "2024-12-31", "2099-01-01", "2026-11-23"):
        city.send(ME, of)
    city.send(ME, "2026-11-22")
    done = city.collect()
    assert done.new == 1, "tomorrow may have begun elsewhere"
    assert done.reasons == {"too-early": 2, "in-the-future": 2}
    assert city.collect(NOW + timedelta(days=1)).new == 1, "that day has come"
    assert sorted(city.held().values()) == ["in-the-future", "too-early", "too-early"]


def test_links_folders_and_pipes_are_not_opened(city: City, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(ME.signed(ME.document()))
    (city.depot / DAY).mkdir()
    (city.depot / PLACE).symlink_to(secret)
    (city.depot / DAY / f"{1:016x}.json").mkdir()
    os.mkfifo(city.depot / DAY / f"{2:016x}.json")
    (city.depot / "2026-11-19").symlink_to(city.depot / DAY)
    assert city.collect().new == 0
    assert city.held() == {
        PLACE: "link",
        f"{DAY}/{1:016x}.json": "no-file",
        f"{DAY}/{2:016x}.json": "no-file",
        "2026-11-19": "link",
    }
    assert [row["copy"] for row in rows(city.office, "quarantine")] == [None] * 4


def test_strange_names_are_shown_harmlessly(city: City) -> None:
    city.lay(b"x", f"{DAY}/=1+1.csv")
    city.lay(b"x", f"{DAY}/\x1b[31mred.json")
    city.lay(b"x", "read me.txt")
    (city.depot / os.fsdecode(b"\xff\xfe")).mkdir()
    city.collect()
    assert set(city.held().values()) == {"strange-name", "no-file"}
    assert all(name.isascii() and name.isprintable() for name in city.held())


def test_what_is_still_being_written_is_left_alone(city: City) -> None:
    for name in (f".{ME.kiosk}.json.new", f"{ME.kiosk}.json.part", f"{ME.kiosk}.json.a1b2.partial"):
        city.lay(b"half", f"{DAY}/{name}")
    assert city.collect().reasons == {}


def test_the_same_kiosk_number_at_two_sites_is_two_keys(city: City) -> None:
    """A key speaks for its own site only."""
    thief = Sender(1, site="cho-la")
    city.register(ME, thief)
    thief.kiosk = ME.kiosk
    city.lay(thief.signed(thief.document(site=ME.site)), PLACE)
    assert city.collect().reasons == {"no-key-fits": 1}


def test_a_flood_fills_no_disk_of_the_office() -> None:
    quarantine = Quarantine(None, None)
    for number in range(MOST_ROWS + 50):
        quarantine.hold(Found("", f"{number}", "", 20_000, number, None), "too-large", b"x" * 20_000)
    table = quarantine.table()
    assert table.num_rows == MOST_ROWS
    assert sum(len(copy or b"") for copy in table.column("copy").to_pylist()) <= MOST_COPIED + MOST_BYTES
    assert quarantine.new == MOST_ROWS + 50
