"""Which machines need a visit, and in which words."""

import re
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from kiosk.core.units import Part, Words
from kiosk.fleet.health_rules import BAD_WORDS, RULES, Concern, Concerns, Machine, Reading, as_json, needs_visit
from kiosk.stats.health_names import HEALTH, PART_WORDS, UPDATE_WORDS, fits
from kiosk.update.refusal import WHYS

NAMES: dict[str, Words] = {"cho": {"vi": "Chợ Đông Ba", "en": "Dong Ba market"}}


def reading(name: str, *nights: int | str) -> Reading:
    """What was told on these nights, reckoned as the engines do."""
    numbers = [night for night in nights if isinstance(night, int)]
    return Reading(
        told=str(nights[-1]), most=max(numbers, default=None), total=sum(numbers) if numbers else None,
        nights=len(nights), bad=sum(night in BAD_WORDS.get(name, ()) for night in nights),
    )  # fmt: skip


def seen(told: dict[str, tuple[int | str, ...]], silent: int = 0) -> list[Concern]:
    readings = {name: reading(name, *nights) for name, nights in told.items()}
    return list(needs_visit([Machine(kiosk="4f0c" * 4, site="cho", silent=silent, readings=readings)], NAMES))


@pytest.mark.parametrize(
    ("rule", "ill", "well"),
    [
        ("sd_wear", (70, 80), (80, 70)),
        ("sd_errors", (1, 0), (0, 0)),
        ("write_test", ("good", "damaged"), ("full", "good")),
        ("touchscreens", (1, 0), (0, 2)),
        ("under_voltage", ("seen", "none"), ("none", "none")),
        ("temperature_max", (80, 50), (75, 75)),
        ("free_mb", (9000, 499), (400, 500)),
        ("watchdog_restarts", (1, 1, 1), (1, 1)),
        ("part_restarts_camera", (4, 6), (4, 5)),
        ("clock", ("none", "none"), ("none", "rtc")),
        ("release_age_days", (180,), (179,)),
        ("update_failures", (3,), (3, 0)),
        ("camera", ("bad",), ("bad", "absent")),
        ("sound", ("bad",), ("good",)),
        ("panel", ("bad",), ("absent",)),
    ],
)
def test_a_rule_tells_ill_from_well(rule: str, ill: tuple[int | str, ...], well: tuple[int | str, ...]) -> None:
    assert [concern.rule for concern in seen({rule: ill})] == [rule]
    assert seen({rule: well}) == []


def test_an_expired_update_is_a_reason_of_its_own() -> None:
    assert [concern.rule for concern in seen({"update_last": ("ok", "expired")})] == ["expired"]


def test_silence_begins_with_the_third_night() -> None:
    assert seen({}, silent=2) == []
    assert seen({}, silent=3)[0].says == {
        "vi": "Chợ Đông Ba: đã 3 đêm không có tin",
        "en": "Dong Ba market: nothing heard for 3 nights",
    }


def test_a_machine_that_told_nothing_of_itself_is_not_blamed() -> None:
    assert seen({}) == []


def test_the_gravest_comes_first_and_every_rule_has_both_sentences() -> None:
    severities = [rule.severity for rule in RULES]
    assert severities == sorted(severities, key=["urgent", "soon"].index)
    assert len({rule.rule for rule in RULES}) == len(RULES)
    assert all(rule.says["vi"] and rule.says["en"] for rule in RULES)


def test_other_systems_read_what_they_were_promised() -> None:
    raw = as_json(tuple(seen({"sd_wear": (90,)}, silent=5)), "2026-11-22")
    read = msgspec.json.decode(raw)
    assert (read["schema"], read["until"]) == (1, "2026-11-22")
    assert read["concerns"][0] == {
        "severity": "urgent", "rule": "silent", "site": "cho", "kiosk": "4f0c" * 4, "value": "5",
        "says": {"vi": "Chợ Đông Ba: đã 5 đêm không có tin", "en": "Dong Ba market: nothing heard for 5 nights"},
    }  # fmt: skip
    assert len(msgspec.json.decode(raw, type=Concerns).concerns) == 2


def test_names_of_health_are_closed_and_tell_what_they_mean() -> None:
    assert all(name.meaning["vi"] and name.meaning["en"] for name in HEALTH.values())
    assert set(PART_WORDS) == set(get_args(Part))
    assert fits("sd_wear", 80) and not fits("sd_wear", "80") and not fits("serial", 1)
    assert fits("clock", "rtc") and not fits("clock", "stopped") and not fits("clock", 1)
    assert not fits("free_mb", -1)


def test_what_came_of_an_update_is_told_in_the_words_of_updates() -> None:
    about_sticks_written_to = {"stickfull", "sticklocked"}
    assert set(UPDATE_WORDS) == {"ok", "none", *WHYS} - about_sticks_written_to


def test_every_rule_is_told_to_the_office() -> None:
    told = (Path(__file__).parents[2] / "docs" / "health.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+…?)` \|.*\| (\w+) \|$", told, flags=re.MULTILINE))
    found = {re.sub(r"^part_restarts_.*", "part_restarts_…", rule.rule): rule.severity for rule in RULES}
    assert list(rows.items()) == list(found.items())
