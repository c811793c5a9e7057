"""Looking, with the time as an argument."""

import pytest

from kiosk.camera.decoder import Decoder
from kiosk.camera.gaze import (
    ADVICE_AFTER,
    BETWEEN_FRAMES,
    FIRST_RETRY,
    FORGET_AFTER,
    LAST_RETRY,
    STEADY_AFTER,
    UNREADABLE_EVERY,
    Gaze,
)
from kiosk.camera.outline import GREEN
from kiosk.camera.seam import Frame
from kiosk.camera.sight import Sight
from kiosk.core.codes import read
from kiosk.core.events import CodeRead, CodeUnreadable, Failed, Recovered
from tests.camera.market import FISH, LINK, Heard, LoosePlug, Says, camera, forget, glance

FISH_CODE, LINK_CODE = FISH.encode(), LINK.encode()


def test_a_code_is_told_once_while_it_stays() -> None:
    heard = Heard()
    gaze = Gaze(camera(), Decoder(), read, heard.append, forget)
    gaze.begin("fish", 0.0)
    for frame in range(45):
        assert gaze.glance(frame * BETWEEN_FRAMES) == BETWEEN_FRAMES
    assert heard == [CodeRead(read(FISH))]


def test_a_code_that_left_and_came_back_is_told_again() -> None:
    heard = Heard()
    gaze = Gaze(camera(""), Says(FISH_CODE, FISH_CODE, LINK_CODE, FISH_CODE, FISH_CODE), read, heard.append, forget)
    gaze.begin("", 0.0)
    for now in (0.0, 1.0, 1.1, 1.2, 1.2 + FORGET_AFTER):
        gaze.glance(now)
    kinds = [event.reading.kind for event in heard if isinstance(event, CodeRead)]
    assert kinds == ["vietqr", "link", "vietqr", "vietqr"]


def test_looking_anew_tells_the_same_code_again() -> None:
    heard = Heard()
    gaze = Gaze(camera(""), Says(FISH_CODE, FISH_CODE), read, heard.append, forget)
    for now in (0.0, 0.1):
        gaze.begin("fish", now)
        gaze.glance(now)
    assert heard.kinds() == ["CodeRead", "CodeRead"]


def test_advice_comes_within_a_second_and_a_half_and_then_every_two() -> None:
    heard = Heard()
    gaze = Gaze(camera(""), Says(), read, heard.append, forget)
    gaze.begin("", 10.0)
    told_at = []
    for tenth in range(100, 170):
        before = len(heard)
        glance(gaze, tenth / 10)
        told_at += [tenth / 10] * (len(heard) - before)
    first = pytest.approx(10 + ADVICE_AFTER)
    assert told_at == [
        first,
        pytest.approx(told_at[0] + UNREADABLE_EVERY),
        pytest.approx(told_at[1] + UNREADABLE_EVERY),
    ]
    assert told_at[0] + BETWEEN_FRAMES <= 11.5
    assert set(heard) == {CodeUnreadable("nothing")}


class Sees:
    """A decoder that always sees this."""

    def __init__(self, sight: Sight) -> None:
        self._sight = sight

    def look(self, gray: object) -> Sight | None:
        return self._sight

    def forget(self) -> None:
        """It keeps nothing."""


def test_several_codes_are_asked_about_and_none_is_taken() -> None:
    heard = Heard()
    gaze = Gaze(camera(""), Sees(Sight(None)), read, heard.append, forget)
    gaze.begin("", 0.0)
    for tenth in range(16):  # a second and a half: the first advice, not yet the second
        glance(gaze, tenth / 10)
    assert heard == [CodeUnreadable("several")]


def test_the_found_code_is_outlined_in_what_is_shown() -> None:
    shown: list[Frame] = []
    gaze = Gaze(camera(), Decoder(), read, Heard().append, shown.append)
    gaze.begin("fish", 0.0)
    for frame in range(12):
        glance(gaze, frame * BETWEEN_FRAMES)
    assert any((frame.pixels == GREEN).all(2).sum() > 500 for frame in shown)


def test_no_advice_right_after_a_code() -> None:
    heard = Heard()
    gaze = Gaze(camera(""), Says(None, FISH_CODE), read, heard.append, forget)
    gaze.begin("", 0.0)
    for now in (1.0, 1.9, 2.5, 3.8):
        gaze.glance(now)
    assert heard.kinds() == ["CodeRead"]


def test_a_lost_camera_is_told_once_tried_ever_more_rarely_and_told_when_back() -> None:
    heard, plug = Heard(), LoosePlug(camera(""))
    gaze = Gaze(plug, Says(), read, heard.append, forget)
    gaze.begin("", 0.0)
    glance(gaze, 0.0)
    plug.plugged = False
    now, pauses = 20.0, []
    for _ in range(8):
        pauses.append(glance(gaze, now))
        now += pauses[-1]
    assert pauses == [FIRST_RETRY, 1.0, 2.0, 4.0, 8.0, 16.0, LAST_RETRY, LAST_RETRY]
    assert heard == [Failed("camera", "The plug is out; push it in.")]
    assert not plug.is_open
    plug.plugged = True
    assert glance(gaze, now) == BETWEEN_FRAMES
    assert heard[1:] == [Recovered("camera")]


def test_before_its_time_a_lost_camera_is_not_tried() -> None:
    plug = LoosePlug(camera(""))
    plug.plugged = False
    gaze = Gaze(plug, Says(), read, Heard().append, forget)
    gaze.begin("", 10.0)
    assert glance(gaze, 10.0) == FIRST_RETRY
    assert glance(gaze, 10.25) == FIRST_RETRY - 0.25
    assert plug.opened == 1
    gaze.begin("fish", 10.3)
    glance(gaze, 10.3)
    assert plug.opened == 2


def test_a_lost_camera_is_found_again_while_nobody_looks_and_nothing_is_seen() -> None:
    heard, shown, plug = Heard(), list[Frame](), LoosePlug(camera())
    plug.plugged = False
    gaze = Gaze(plug, Says(FISH_CODE), read, heard.append, shown.append)
    gaze.begin("fish", 0.0)
    glance(gaze, 0.0)
    gaze.end()
    assert gaze.awake
    plug.plugged = True
    glance(gaze, FIRST_RETRY)
    assert (heard.kinds(), shown) == (["Failed", "Recovered"], [])
    assert not plug.is_open
    assert not gaze.awake


@pytest.mark.parametrize(("steady", "pause"), [(STEADY_AFTER - 0.1, 1.0), (STEADY_AFTER, FIRST_RETRY)])
def test_a_loose_plug_is_trusted_again_only_after_a_while(steady: float, pause: float) -> None:
    plug = LoosePlug(camera(""))
    gaze = Gaze(plug, Says(), read, Heard().append, forget)
    gaze.begin("", 0.0)
    plug.plugged = False
    glance(gaze, 0.0)
    plug.plugged = True
    glance(gaze, FIRST_RETRY)
    plug.plugged = False
    assert glance(gaze, FIRST_RETRY + steady) == pause


def test_looking_away_closes_and_looking_again_opens() -> None:
    plug = LoosePlug(camera(""))
    gaze = Gaze(plug, Says(), read, Heard().append, forget)
    gaze.begin("", 0.0)
    assert not plug.is_open
    gaze.glance(0.0)
    assert plug.is_open
    gaze.end()
    assert not plug.is_open
    assert not gaze.awake
    gaze.begin("fish", 1.0)
    gaze.glance(1.0)
    assert plug.opened == 2


def test_every_frame_is_shown_newest_first_to_nobody_else() -> None:
    shown: list[object] = []
    gaze = Gaze(camera(), Says(), read, Heard().append, shown.append)
    gaze.begin("fish", 0.0)
    for now in range(3):
        gaze.glance(now / 15)
    assert len(shown) == len(set(map(id, shown))) == 3
