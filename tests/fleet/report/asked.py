"""A small city with everything in it that a question could get wrong."""

from datetime import UTC, date, datetime
from pathlib import Path

from kiosk.fleet.report.answers import Answers
from kiosk.fleet.report.asking.questions import answers
from kiosk.fleet.report.engines.office_tables import open_tables
from kiosk.fleet.simulating.places import key_of
from kiosk.fleet.sites import Site, written
from tests.fleet.nights import City, Sender

DONG_BA, AN_CUU, NHAM_BIEU = "cho-dong-ba", "cho-an-cuu", "nham-bieu"
FIRST, LAST = date(2026, 11, 9), date(2026, 11, 22)
"""Two whole weeks."""

OLD, NEW, SECOND, FAR = Sender(1, DONG_BA), Sender(2, DONG_BA), Sender(3, DONG_BA), Sender(4, AN_CUU)
"""`NEW` is the machine of `OLD` with the number of the new year."""


def city(folder: Path) -> City:
    """Collected."""
    made = City(folder)
    told = (
        (DONG_BA, "Chợ Đông Ba", "Phú Xuân", (1, 2), (OLD, NEW, SECOND)),
        (AN_CUU, "Chợ An Cựu", "An Cựu", (2, 3), (FAR,)),
        (NHAM_BIEU, "Hội trường Nham Biều", "Phú Xuân", (1, 2), ()),
    )
    register = tuple(
        Site(site=code, name={"vi": name, "en": name}, ward={"vi": ward, "en": ward}, kind="market", row=row,
             column=column, keys=tuple(key_of(one.secret) for one in keys))
        for code, name, ward, (row, column), keys in told
    )  # fmt: skip
    (made.office / "sites.yaml").write_text(written(register), encoding="utf-8")
    _send(made)
    collected = made.collect(datetime(2026, 11, 23, 6, tzinfo=UTC))
    assert (collected.new, collected.held) == (7, 0)
    return made


def _send(made: City) -> None:
    lessons = {"lessons_opened": {"pay-by-qr/alone": 20, "pay-by-qr/watch": 30, "scan-qr/alone": 15, "other": 10}}
    stuck = {"lessons_left_at": {"pay-by-qr/10": 10, "pay-by-qr/2": 35, "pay-by-qr/9": 10, "other": 10}}
    visits = {"visits": {"morning": 40, "afternoon": 15, "other": 10}}
    for day in ("2026-11-09", "2026-11-10"):
        made.send(OLD, day, counters={**visits, **lessons})
    made.send(NEW, "2026-11-15", counters={**visits, **stuck}, week={"lessons_finished": {"pay-by-qr/alone": 10}})
    made.send(
        NEW,
        "2026-11-22",
        counters={**visits, "topics_opened": {"pay": 10, "codes": 25, "other": 50}},
        health={"sd_wear": 90, "free_mb": 300, "clock": "none", "under_voltage": "none", "camera": "absent"},
    )
    made.send(
        NEW,
        "2026-11-21",
        counters={},
        quiet=True,
        health={"sd_wear": 80, "free_mb": 9000, "clock": "none", "under_voltage": "seen", "camera": "bad"},
    )
    made.send(SECOND, "2026-11-16", counters=visits, release="", health={})
    made.send(FAR, "2026-11-22", release="2026.11.02", health={"temperature_max": 85},
              counters={"codes_unreadable": {"glare": 15, "dark": 15}, "language": {"en": 10, "vi": 90}})  # fmt: skip


def asked(made: City, engine: str = "duckdb", since: date = FIRST, until: date = LAST) -> Answers:
    with open_tables(made.office, engine) as tables:
        return answers(tables, since=since, until=until)
