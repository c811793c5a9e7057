"""Recorded and imagined hands: rolling, resting, shaking, striking twice, and drivers that tell a touch twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.events import Event, FingerCame, FingerLeft, KeyTouched, NothingTouched, WentBack, WentOn
from kiosk.core.units import DurationMs
from kiosk.scenes.values import Box, Item, Role, Scene
from kiosk.screen.felt import Contact, Move, Source
from kiosk.screen.pointer import Pointer

GAP = 16


def control(name: str, role: Role, x: int, means: Event) -> Item:
    return Item(name, role, Box(x, 100, 100, 100), means=means)


BACK = control("back", "button", 0, WentBack())
ON = control("on", "button", 100 + GAP, WentOn())
FIVE = control("five", "key", 400, KeyTouched("5"))
SCENE = Scene(800, 480, "#FFF8EC", (BACK, ON, FIVE))


def hit(scene: Scene, x: int, y: int) -> Item | None:
    live = (item for item in scene.items if item.means and not item.dead)
    return next((item for item in live if item.box.inset(-GAP // 2).holds(x, y)), None)


class Hand:
    """A hand before the kiosk, with a clock."""

    def __init__(self) -> None:
        self.pointer = Pointer(hit, slop=GAP // 2, near=60)
        self.scene = SCENE
        self.now = 10_000

    def does(self, move: Move, x: int, y: int, source: Source = "finger", finger: int = 0) -> list[Event]:
        return self.pointer.feel(Contact(move, x, y, source, finger), self.scene, DurationMs(self.now))

    def taps(self, x: int, y: int, held: int = 80) -> list[Event]:
        down = self.does("down", x, y)
        self.now += held
        return down + self.does("up", x, y)


@pytest.fixture
def hand() -> Hand:
    return Hand()


def test_it_acts_when_the_finger_lifts(hand: Hand) -> None:
    assert hand.does("down", 50, 150) == [FingerCame("back")]
    assert hand.does("up", 50, 150) == [FingerLeft(), WentBack()]


@pytest.mark.parametrize("held", [10, 500, 2_000, 8_000])
def test_a_long_press_counts_as_well(hand: Hand, held: int) -> None:
    assert hand.taps(50, 150, held)[-1] == WentBack()


def test_a_finger_may_roll_and_stray_into_half_the_gap(hand: Hand) -> None:
    hand.does("down", 97, 150)
    assert hand.does("slide", 107, 155) == []
    assert hand.does("up", 107, 155) == [FingerLeft(), WentBack()]


def test_a_finger_that_came_down_in_the_gap_counts(hand: Hand) -> None:
    assert hand.does("down", 105, 95) == [FingerCame("back")]
    assert hand.does("up", 110, 92) == [FingerLeft(), WentBack()]


def test_sliding_off_cancels_for_good(hand: Hand) -> None:
    hand.does("down", 50, 150)
    assert hand.does("slide", 50, 300) == [FingerLeft()]
    assert hand.does("slide", 50, 150) == []
    assert hand.does("up", 50, 150) == []


def test_lifting_elsewhere_without_a_slide_cancels(hand: Hand) -> None:
    hand.does("down", 50, 150)
    assert hand.does("up", 160, 150) == [FingerLeft()]


def test_a_touch_of_nothing_is_told(hand: Hand) -> None:
    assert hand.does("down", 700, 400) == []
    assert hand.does("slide", 50, 150) == []
    assert hand.does("up", 50, 150) == [NothingTouched()]


def test_a_miss_does_not_hold_up_the_next_try(hand: Hand) -> None:
    hand.taps(125, 85)
    hand.now += 200
    assert hand.taps(130, 100) == [FingerCame("on"), FingerLeft(), WentOn()]


def test_a_second_finger_is_ignored(hand: Hand) -> None:
    hand.does("down", 50, 150, finger=1)
    assert hand.does("down", 160, 150, finger=2) == []
    assert hand.does("slide", 170, 150, finger=2) == []
    assert hand.does("up", 160, 150, finger=2) == []
    assert hand.does("up", 50, 150, finger=1) == [FingerLeft(), WentBack()]


@pytest.mark.parametrize("first", ["finger", "mouse"])
def test_a_touch_told_as_finger_and_as_mouse_counts_once(hand: Hand, first: Source) -> None:
    second: Source = "mouse" if first == "finger" else "finger"
    got = hand.does("down", 50, 150, first) + hand.does("down", 50, 150, second)
    hand.now += 60
    got += hand.does("up", 50, 150, first) + hand.does("up", 50, 150, second)
    assert got == [FingerCame("back"), FingerLeft(), WentBack()]


def test_an_echo_that_comes_after_the_touch_is_dropped(hand: Hand) -> None:
    hand.taps(450, 150)
    hand.now += 300
    assert hand.does("down", 451, 150, "mouse") == []
    assert hand.does("up", 451, 150, "mouse") == []


@pytest.mark.parametrize("pause", [20, 149, 450])
def test_a_double_strike_counts_once(hand: Hand, pause: int) -> None:
    assert hand.taps(50, 150)[-1] == WentBack()
    hand.now += pause
    assert hand.taps(60, 145) == []


def test_a_double_strike_does_not_fall_through_to_the_next_screen(hand: Hand) -> None:
    hand.taps(50, 150)
    hand.scene = Scene(800, 480, "#FFF8EC", (control("wipe", "button", 0, WentOn()),))
    hand.now += 300
    assert hand.taps(50, 150) == []


def test_after_half_a_second_the_same_place_counts_again(hand: Hand) -> None:
    hand.taps(50, 150)
    hand.now += 500
    assert hand.taps(50, 150)[-1] == WentBack()


def test_another_control_counts_at_once_after_a_bounce(hand: Hand) -> None:
    hand.taps(50, 150)
    hand.now += 160
    assert hand.taps(170, 150)[-1] == WentOn()


def test_the_same_digit_twice_is_typed_twice(hand: Hand) -> None:
    assert hand.taps(450, 150)[-1] == KeyTouched("5")
    hand.now += 160
    assert hand.taps(450, 150)[-1] == KeyTouched("5")


def test_a_bounce_on_a_key_counts_once(hand: Hand) -> None:
    hand.taps(450, 150)
    hand.now += 100
    assert hand.taps(450, 150) == []


@pytest.mark.parametrize(
    "instead",
    [
        Item("back", "button", BACK.box, means=WentOn()),
        Item("back", "button", BACK.box, means=WentBack(), dead=True),
        Item("other", "button", BACK.box, means=WentBack()),
    ],
)
def test_what_changed_under_the_finger_is_not_done(hand: Hand, instead: Item) -> None:
    hand.does("down", 50, 150)
    hand.scene = Scene(800, 480, "#FFF8EC", (instead,))
    assert hand.does("up", 50, 150) == [FingerLeft()]


# --- palms, sleeves, and fingers that were lost -----------------------------------------------------------------------


def test_a_palm_beside_all_buttons_keeps_no_finger_waiting(hand: Hand) -> None:
    hand.does("down", 700, 400, finger=1)
    assert hand.does("down", 170, 150, finger=2) == [FingerCame("on")]
    assert hand.does("slide", 705, 400, finger=1) == []
    assert hand.does("up", 170, 150, finger=2) == [FingerLeft(), WentOn()]
    assert hand.does("up", 705, 400, finger=1) == [], "what gave way does nothing when it lifts"


def test_a_palm_on_a_button_gives_way_after_a_second_and_then_presses_nothing(hand: Hand) -> None:
    hand.does("down", 50, 150, finger=1)
    hand.now += 999
    assert hand.does("down", 170, 150, finger=2) == []
    assert hand.does("up", 170, 150, finger=2) == []
    hand.now += 1
    assert hand.does("down", 170, 150, finger=3) == [FingerLeft(), FingerCame("on")]
    assert hand.does("up", 170, 150, finger=3) == [FingerLeft(), WentOn()]
    hand.now += 30_000
    assert hand.does("up", 50, 150, finger=1) == []


def test_under_a_sleeve_that_lies_there_for_minutes_every_tap_counts(hand: Hand) -> None:
    hand.does("down", 50, 150, finger=1)
    for finger in range(2, 8):
        hand.now += 30_000
        hand.does("down", 170, 150, finger=finger)
        assert hand.does("up", 170, 150, finger=finger) == [FingerLeft(), WentOn()]


def test_a_second_finger_beside_the_buttons_disturbs_no_long_press(hand: Hand) -> None:
    hand.does("down", 50, 150, finger=1)
    hand.now += 3_000
    assert hand.does("down", 700, 400, finger=2) == []
    assert hand.does("up", 700, 400, finger=2) == []
    assert hand.does("up", 50, 150, finger=1) == [FingerLeft(), WentBack()]


@pytest.mark.parametrize("apart", [0, 40, 400, 900])
def test_two_fingers_on_two_buttons_press_one(hand: Hand, apart: int) -> None:
    got = hand.does("down", 50, 150, finger=1)
    hand.now += apart
    got += hand.does("down", 170, 150, finger=2) + hand.does("up", 50, 150, finger=1)
    got += hand.does("up", 170, 150, finger=2)
    assert got == [FingerCame("back"), FingerLeft(), WentBack()]


def test_two_touchscreens_count_their_fingers_alike_and_are_told_apart(hand: Hand) -> None:
    hand.does("down", 50, 150)
    other = Contact("up", 50, 150, "finger", 0, glass=1)
    assert hand.pointer.feel(other, hand.scene, DurationMs(hand.now)) == []
    assert hand.does("up", 50, 150) == [FingerLeft(), WentBack()]


def test_a_finger_that_comes_down_again_had_lifted_unheard(hand: Hand) -> None:
    hand.does("down", 50, 150, finger=1)
    hand.now += 200
    assert hand.does("down", 170, 150, finger=1) == [FingerLeft(), FingerCame("on")]


def test_a_finger_whose_lifting_was_lost_may_press_the_same_button_again(hand: Hand) -> None:
    hand.does("down", 50, 150, finger=1)
    hand.now += 1_500
    assert hand.does("down", 50, 150, finger=2) == [FingerLeft(), FingerCame("back")]
    assert hand.does("up", 50, 150, finger=2) == [FingerLeft(), WentBack()]


def test_what_is_lost_leaves_no_button_pressed_and_does_nothing(hand: Hand) -> None:
    hand.does("down", 50, 150, finger=1)
    assert hand.pointer.lose() == [FingerLeft()]
    assert hand.pointer.lose() == []
    assert hand.does("up", 50, 150, finger=1) == []


def test_what_lies_there_for_twenty_seconds_is_given_up(hand: Hand) -> None:
    hand.does("down", 50, 150, finger=1)
    assert hand.pointer.tire(DurationMs(hand.now + 19_999)) == []
    assert hand.pointer.tire(DurationMs(hand.now + 20_000)) == [FingerLeft()]
    hand.now += 21_000
    assert hand.does("up", 50, 150, finger=1) == []
    assert hand.taps(170, 150) == [FingerCame("on"), FingerLeft(), WentOn()]


CONTACTS = st.lists(
    st.tuples(
        st.sampled_from(["down", "slide", "up"]),
        st.integers(-50, 850),
        st.integers(-50, 530),
        st.sampled_from(["finger", "mouse"]),
        st.integers(0, 3),
        st.one_of(st.just(13), st.integers(0, 700), st.integers(900, 25_000)),
    ),
    max_size=30,
)


@given(CONTACTS)
def test_whatever_comes_each_finger_leaves_before_the_next(
    contacts: list[tuple[Move, int, int, Source, int, int]],
) -> None:
    hand, down = Hand(), False
    for move, x, y, source, finger, later in contacts:
        tired = hand.pointer.tire(DurationMs(hand.now))
        lost = hand.pointer.lose() if later == 13 else []
        for event in (*tired, *lost, *hand.does(move, x, y, source, finger)):
            if isinstance(event, FingerCame):
                assert not down
                down = True
            if isinstance(event, FingerLeft):
                assert down
                down = False
            if isinstance(event, (WentBack, WentOn, KeyTouched)):
                assert not down
        hand.now += later
