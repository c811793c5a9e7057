from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.events import Event, HoursTold
from kiosk.staff.hours import LONGEST_SLEEP_S, Hours, awake, seconds_to_change

MORNING = datetime(2026, 11, 22, 7, 30)
MINUTES = st.integers(0, 1439)


@pytest.mark.parametrize(
    ("minute", "opens", "closes", "is_open"),
    [
        (450, 0, 0, True), (450, 600, 600, True), (359, 360, 1080, False), (360, 360, 1080, True),
        (1079, 360, 1080, True), (1080, 360, 1080, False), (1439, 1200, 240, True), (0, 1200, 240, True),
        (239, 1200, 240, True), (240, 1200, 240, False), (1199, 1200, 240, False),
    ],
)  # fmt: skip
def test_when_it_is_awake(minute: int, opens: int, closes: int, is_open: bool) -> None:
    assert awake(minute, opens, closes) is is_open


@given(MINUTES, MINUTES, MINUTES)
def test_nothing_changes_before_the_next_change_and_something_then(minute: int, opens: int, closes: int) -> None:
    now = MORNING.replace(hour=minute // 60, minute=minute % 60)
    rest = int(seconds_to_change(now, opens, closes)) // 60
    assert 0 < rest <= 1440
    until = [awake((minute + m) % 1440, opens, closes) for m in range(rest)]
    assert len(set(until)) == 1
    if opens != closes:
        assert awake((minute + rest) % 1440, opens, closes) is not until[0]


class Told(list[Event]):
    """What was told."""


def test_it_tells_changes_and_nothing_else() -> None:
    told, now = Told(), [MORNING]
    hours = Hours(told.append, lambda: now[0], 8 * 60, 18 * 60)
    assert hours.look() == LONGEST_SLEEP_S
    assert told == [HoursTold(False)]
    now[0] = MORNING + timedelta(minutes=29)
    assert hours.look() == 60
    now[0] += timedelta(minutes=1)
    hours.look()
    hours.look()
    assert told == [HoursTold(False), HoursTold(True)]


def test_a_kiosk_without_hours_sleeps_for_ever_and_does_not_ask_for_the_time() -> None:
    told, asked = Told(), Told()

    def now() -> datetime:
        asked.append(HoursTold(True))
        return MORNING

    assert Hours(told.append, now).look() is None
    assert (told, asked) == ([], [])


def test_where_nobody_knows_the_time_it_is_open() -> None:
    told = Told()
    now: list[datetime | None] = [MORNING]
    hours = Hours(told.append, lambda: now[0], 8 * 60, 18 * 60)
    hours.look()
    now[0] = None
    assert hours.look() == LONGEST_SLEEP_S
    assert told == [HoursTold(False), HoursTold(True)]


def test_a_clock_that_is_set_back_and_forth_is_followed() -> None:
    told, now = Told(), [MORNING.replace(hour=12)]
    hours = Hours(told.append, lambda: now[0], 8 * 60, 18 * 60)
    for hour in (12, 3, 12, 23):
        now[0] = MORNING.replace(hour=hour, year=1999 + hour)
        hours.look()
    assert told == [HoursTold(False), HoursTold(True), HoursTold(False)]


def test_other_hours_count_at_once() -> None:
    from threading import Event as Bell

    told, bell = Told(), Bell()

    def tell(event: Event) -> None:
        told.append(event)
        bell.set()

    hours = Hours(tell, lambda: MORNING)
    hours.start()
    hours.set(8 * 60, 18 * 60)
    assert bell.wait(5), "nothing was told"
    hours.close()
    hours.close()
    assert told == [HoursTold(False)]
