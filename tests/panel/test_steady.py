"""Sensors that flicker are told steadily."""

import pytest

from kiosk.core.units import DurationMs
from kiosk.panel.steady import FLAPPING_MS, FLAPS, Steady


def told(*levels: tuple[int, bool], rise: int, fall: int, until: int) -> list[tuple[int, bool]]:
    """What is told when the line changes at these moments and is looked at every half second."""
    sensor, heard, waiting = Steady(rise=rise, fall=fall), [], list(levels)
    for now in sorted({*range(0, until + 1, 500), *(at for at, _ in levels)}):
        while waiting and waiting[0][0] == now:
            sensor.level(DurationMs(now), on=waiting.pop(0)[1])
        change = sensor.turn(DurationMs(now))
        if change is not None:
            heard.append((now, change))
    return heard


def test_somebody_is_told_at_once_and_gone_only_after_a_while() -> None:
    levels = [(1_000, True), (2_000, False), (20_000, True), (21_000, False)]
    assert told(*levels, rise=0, fall=30_000, until=90_000) == [(1_000, True), (51_000, False)]


def test_a_presence_sensor_that_flaps_all_day_tells_once() -> None:
    levels = [(at + at // 7 % 400, at % 2_000 == 0) for at in range(1_000, 600_000, 1_000)]
    assert told(*levels, rise=0, fall=30_000, until=600_000) == [(levels[1][0], True)]


@pytest.mark.parametrize("scrapes", [0, 1, 9])
def test_a_plug_that_scrapes_on_its_way_in_is_in_once(scrapes: int) -> None:
    levels = [(1_000 + 20 * n, n % 2 == 0) for n in range(2 * scrapes + 1)]
    assert [on for _, on in told(*levels, rise=700, fall=700, until=20_000)] == [True]


def test_a_spark_is_no_plug() -> None:
    assert told((1_000, True), (1_001, False), rise=700, fall=700, until=20_000) == []


def test_a_jack_that_flaps_is_out_until_it_has_been_quiet_for_a_minute() -> None:
    flapping = [(2_000 * n, n % 2 == 1) for n in range(1, 61)]
    heard = told(*flapping, (121_000, True), rise=700, fall=700, until=400_000)
    assert len(heard) == FLAPS + 1
    assert heard[FLAPS - 1][1] is False
    assert heard[-1] == (121_000 + FLAPPING_MS, True)
