from datetime import UTC, datetime, timedelta

import pytest

from kiosk.staff.facts import Content, LastUpdate, Link, content, network, sent, today, tonight, without_secrets

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
MADE = NOW - timedelta(days=3, hours=5)
TAKEN = Content(release="12-0a1b2c3d", made=MADE, expires=NOW + timedelta(days=90), previous="", ready="13-aabbccdd")


def test_a_kiosk_that_was_never_updated() -> None:
    assert content(Content(), LastUpdate(), NOW) == (("release", "builtin"), ("last", "never"), ("before", "none"))


def test_a_release_its_age_and_what_stands_around_it() -> None:
    assert content(TAKEN, LastUpdate(outcome="ready", at=NOW), NOW) == (
        ("release", "12-0a1b2c3d"), ("made", "19/11/2026"), ("age", "days:3"), ("expires", "20/02/2027"),
        ("last", "good"), ("before", "builtin"), ("ready", "13-aabbccdd"),
    )  # fmt: skip


def test_what_was_refused_is_told_with_its_code() -> None:
    rows = dict(content(TAKEN, LastUpdate(outcome="refused", why="expired", at=NOW), NOW))
    assert (rows["last"], rows["why"]) == ("failed", "expired")
    assert "why" not in dict(content(TAKEN, LastUpdate(outcome="nothing-new", at=NOW), NOW))


def test_a_kiosk_without_a_clock_tells_dates_but_no_age() -> None:
    rows = dict(content(TAKEN, LastUpdate(), None))
    assert ("age" in rows, rows["made"], rows["expires"]) == (False, "19/11/2026", "20/02/2027")


def test_an_ended_signature_is_told_and_a_date_ahead_is_today() -> None:
    assert dict(content(TAKEN, LastUpdate(), NOW + timedelta(days=91)))["expired"] == "20/02/2027"
    assert dict(content(TAKEN, LastUpdate(), MADE - timedelta(days=2)))["age"] == "days:0"


def test_todays_numbers_whatever_the_part_of_the_day() -> None:
    cells = {
        ("2026-11-22", "morning", "visits", ""): 3, ("2026-11-22", "midday", "visits", ""): 4,
        ("2026-11-22", "midday", "lessons_opened", "pay/watch"): 2,
    }  # fmt: skip
    assert today(cells) == (("visits", "7"), ("lessons_opened/pay/watch", "2"))
    assert today({}) == (("nothing", ""),)


def test_tonight_is_told_number_by_number() -> None:
    document = {"schema": 1, "day": "2026-11-22", "quiet": False, "counters": {"visits": {"all": 40, "other": 10}}}
    assert tonight(document) == (
        ("day", "22/11/2026"), ("quiet", "no"), ("left", "never"), ("visits", "40"), ("visits/other", "10"),
        ("machine", "0"),
    )  # fmt: skip
    quiet = {"schema": 1, "day": "2026-11-22", "quiet": True, "counters": {}, "health": {"sd_wear": 10, "boots": 1}}
    assert tonight(quiet, "2026-11-20", 3) == (
        ("day", "22/11/2026"), ("quiet", "yes"), ("left", "20/11/2026"), ("waits", "3"), ("machine", "2"),
        ("health/boots", "1"), ("health/sd_wear", "10"),
    )  # fmt: skip


def test_nothing_of_a_document_is_left_out_and_what_belongs_to_a_lesson_stands_together() -> None:
    document = {
        "day": "2026-11-22", "quiet": False, "health": {"boots": 1},
        "counters": {"lessons_opened": {"scan/watch": 10, "pay/watch": 30}, "visits": {"morning": 40},
                     "lessons_finished": {"pay/watch": 20}, "hints": {"glow": 15}, "tests_passed": {"pay": 25}},
        "week": {"lessons_left_at": {"pay/look": 10}, "hints": {"again": 35}},
    }  # fmt: skip
    assert tonight(document)[3:] == (
        ("visits/morning", "40"), ("lessons_finished/pay/watch", "20"), ("lessons_opened/pay/watch", "30"),
        ("tests_passed/pay", "25"), ("lessons_opened/scan/watch", "10"), ("hints/glow", "15"), ("week", ""),
        ("lessons_left_at/pay/look", "10"), ("hints/again", "35"), ("machine", "1"), ("health/boots", "1"),
    )  # fmt: skip


def test_what_left_last_is_told_with_its_place_and_number_by_number() -> None:
    document = {"day": "2026-11-21", "quiet": False, "counters": {"visits": {"morning": 40}}, "health": {}}
    assert sent(document, "https://numbers.example/stats", "2026-11-22T18:05:00+00:00") == (
        ("day", "21/11/2026"), ("to", "numbers.example"), ("at", "22/11/2026"), ("quiet", "no"),
        ("visits/morning", "40"), ("machine", "0"),
    )  # fmt: skip
    assert dict(sent(document, "/media/stick", ""))["to"] == "/media/stick"
    assert dict(sent(document, "/media/stick", ""))["at"] == "unknown"
    assert sent(None) == (("left", "never"),)


LINK = Link(kiosk="hue/market", source="https://lan:mat-khau@depot.example/hue?token=x", nightly_mb=50)
SAME = "https://depot.example/hue"


def test_only_sticks() -> None:
    assert network(Link(kiosk="hue/market"), LastUpdate(), NOW) == (("kiosk", "hue/market"), ("source", "none"))


@pytest.mark.parametrize(
    ("last", "online", "sync"),
    [
        (LastUpdate(), "unknown", "never"),
        (LastUpdate(at=NOW, outcome="ready", source="/media/stick"), "unknown", "never"),
        (LastUpdate(at=NOW - timedelta(minutes=5), outcome="nothing-new", source=SAME), "yes", "minutes_ago:5"),
        (LastUpdate(at=NOW - timedelta(hours=47), outcome="refused", why="old", source=SAME), "yes", "hours_ago:47"),
        (LastUpdate(at=NOW - timedelta(days=9), outcome="refused", why="gone", source=SAME), "no", "days_ago:9"),
        (LastUpdate(at=NOW + timedelta(days=9), outcome="ready", source=SAME), "yes", "minutes_ago:0"),
    ],
)
def test_the_way_out(last: LastUpdate, online: str, sync: str) -> None:
    rows = dict(network(LINK, last, NOW))
    assert rows == {
        "kiosk": "hue/market", "source": SAME, "online": online, "sync": sync, "ceiling": "megabytes:50",
    }  # fmt: skip


@pytest.mark.parametrize(("spent", "told"), [(0, "megabytes:0"), (1, "megabytes:1"), (10**15, "megabytes:50")])
def test_what_came_this_night(spent: int, told: str) -> None:
    link = Link(kiosk="hue/market", source=SAME, nightly_mb=50, spent=spent)
    assert dict(network(link, LastUpdate(), NOW))["megabytes"] == told
    free = Link(kiosk="hue/market", source=SAME, metered=False, spent=spent)
    assert "megabytes" not in dict(network(free, LastUpdate(), NOW))


def test_without_a_clock_nobody_says_how_long_ago() -> None:
    last = LastUpdate(at=NOW, outcome="ready", source=SAME)
    assert dict(network(LINK, last, None))["sync"] == "unknown"


def test_passwords_in_an_address_are_not_shown() -> None:
    assert without_secrets("https://lan:mat-khau@depot.example:8443/hue?key=1#x") == "https://depot.example:8443/hue"
    assert without_secrets("s3://bucket/folder") == "s3://bucket/folder"
    assert without_secrets("/srv/depot") == "/srv/depot"
