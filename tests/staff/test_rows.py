"""What the machine tells has words: every name and every word of a row is among the phrases of the staff menu."""

from datetime import UTC, datetime, timedelta

import pytest

from kiosk.core.content.staff_phrases import StaffPhrases
from kiosk.staff.facts import Content, LastUpdate, Link, Rows, content, network, sent, today, tonight
from kiosk.stats.health_names import HEALTH

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
KNOWN = Content(release="12-0a1b2c3d", made=NOW, expires=NOW, previous="", ready="13-aabbccdd")
LINK = Link(kiosk="hue/market", source="https://depot.example/hue")
PHRASES = frozenset(StaffPhrases.__struct_fields__)
AS_IT_STANDS = frozenset({"12-0a1b2c3d", "13-aabbccdd", "hue/market", "https://depot.example/hue", "expired", "", "/"})
AGES = (timedelta(0), timedelta(hours=3), timedelta(days=3))


def test_everything_that_a_machine_tells_of_itself_has_words() -> None:
    for name, told in HEALTH.items():
        restarted = name.removeprefix("part_restarts_")
        known = PHRASES & {f"health_{name}", f"row_{name}", f"key_{restarted}" if restarted != name else ""}
        assert known, f"{name}: write health_{name} in staff.yaml"
        assert [word for word in told.words if f"value_{word}" not in PHRASES] == [], name


@pytest.mark.parametrize(
    "rows",
    [
        content(Content(), LastUpdate(), NOW),
        *(content(KNOWN, LastUpdate(at=NOW, outcome=outcome), NOW) for outcome in ("ready", "nothing-new")),
        content(KNOWN, LastUpdate(at=NOW, outcome="refused", why="expired"), NOW + timedelta(days=1)),
        *(network(LINK, LastUpdate(at=NOW - age, outcome="ready", source=LINK.source), NOW) for age in AGES),
        network(LINK, LastUpdate(), None),
        network(Link(kiosk="hue/market", source=LINK.source, metered=False), LastUpdate(), None),
        today({}),
        tonight({"day": "2026-11-22", "quiet": True, "counters": {}}, "2026-11-20", 3),
        sent({"day": "2026-11-22", "quiet": True, "counters": {}}, "/", "2026-11-23T01:00:00+00:00"),
        sent(None),
    ],
)
def test_every_row_has_its_words(rows: Rows) -> None:
    for name, value in rows:
        assert f"row_{name}" in PHRASES
        word, _, number = value.partition(":")
        is_date = value.replace("/", "").replace("-", "").isdecimal()
        assert value in AS_IT_STANDS or is_date or (f"value_{word}" in PHRASES and number.isdecimal() == bool(number))
