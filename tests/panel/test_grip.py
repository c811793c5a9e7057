"""A button that is held, one that is stuck, and one whose edges were lost."""

import pytest

from kiosk.core.units import DurationMs
from kiosk.panel.grip import FREE_MS, HELD_MS, STUCK_MS, Grip

Did = tuple[int, str]


def told(*moves: Did, until: int = 0, found_down: bool = False) -> list[tuple[int, str]]:
    """What a button tells when it is pressed and opened at these moments, and looked at every half second."""
    grip, down = Grip(), found_down
    heard: list[tuple[int, str]] = []
    if found_down:
        grip.found_down(DurationMs(0))
    waiting = list(moves)
    for now in range(0, max(until, *(at for at, _ in moves), 0) + 1, 1):
        while waiting and waiting[0][0] == now:
            _, edge = waiting.pop(0)
            down = edge in ("press", "lost press")
            if edge == "press":
                grip.pressed(DurationMs(now))
            elif edge == "open":
                grip.opened(DurationMs(now))
        if now % 500 == 0 and grip.down:
            heard += [(now, word) for word in grip.turn(DurationMs(now), down=down)]
    return heard


@pytest.mark.parametrize(
    ("moves", "found_down", "words"),
    [
        (((100, "press"), (1900, "open")), False, []),
        (((100, "press"), (103, "open"), (105, "press"), (1900, "open"), (1902, "press"), (1905, "open")), False, []),
        (((100, "press"), (3100, "open")), False, ["held", "held", "released"]),
        (((100, "press"), (103, "open"), (104, "press"), (2600, "open")), False, ["held", "released"]),
        (((100, "press"), (2300, "open"), (2400, "press"), (2700, "open")), False, []),
        (((100, "press"), (2600, "open"), (2700, "press"), (2900, "open")), False, ["held", "released"]),
        (((100, "press"), (3100, "lost open")), False, ["held", "held", "released"]),
        (((100, "lost press"), (9000, "open")), False, []),
        (((9000, "open"),), True, []),
        (((9000, "open"), (9500, "press"), (12_100, "open")), True, ["held", "held", "released"]),
    ],
    ids=["a long press", "chatter", "held", "chatter, then held", "twice", "held, then pressed", "lost release",
         "lost press", "down from the start", "down from the start, then held"],
)  # fmt: skip
def test_what_is_held(moves: tuple[Did, ...], found_down: bool, words: list[str]) -> None:
    assert [word for _, word in told(*moves, until=14_000, found_down=found_down)] == words


def test_it_is_told_twice_a_second_from_two_seconds_on() -> None:
    moments = [at for at, _ in told((0, "press"), until=5_000)]
    assert moments == list(range(HELD_MS, 5_001, 500))


@pytest.mark.parametrize("found_down", [False, True])
def test_a_stuck_button_is_told_once_and_when_it_is_free(found_down: bool) -> None:
    moves = ((0, "press"),) if not found_down else ()
    words = told(*moves, (200_000, "open"), until=210_000, found_down=found_down)
    assert [(at, word) for at, word in words if word != "held"] == [
        (STUCK_MS, "stuck"),
        (200_000 + FREE_MS, "freed"),
    ]
    assert not [at for at, word in words if word == "held" and at >= STUCK_MS]


def test_gum_that_lets_go_for_a_moment_is_still_stuck() -> None:
    grip = Grip()
    grip.pressed(DurationMs(0))
    assert list(grip.turn(STUCK_MS, down=True)) == ["stuck"]
    for at in range(40_000, 140_000, 2_000):
        grip.opened(DurationMs(at))
        assert list(grip.turn(DurationMs(at + 500), down=False)) == []
        grip.pressed(DurationMs(at + 1_000))
        assert list(grip.turn(DurationMs(at + 1_500), down=True)) == []
        assert grip.stuck
    assert (list(grip.turn(DurationMs(150_000), down=False)), grip.stuck) == ([], True), "the edge was lost"
    assert (list(grip.turn(DurationMs(150_000 + FREE_MS), down=False)), grip.stuck) == (["freed"], False)


def test_one_look_at_a_spark_lets_nothing_go() -> None:
    grip = Grip()
    grip.pressed(DurationMs(0))
    told = [word for at in range(2_000, 9_000, 500) for word in grip.turn(DurationMs(at), down=at != 8_000)]
    assert told == ["held"] * 12, "and the time begins anew"
    told = [word for at in range(9_000, 11_000, 500) for word in grip.turn(DurationMs(at), down=at < 10_000)]
    assert told == ["released"]
