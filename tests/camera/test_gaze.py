"""Looking, with the time as an argument."""

from kiosk.camera.decoder import Decoder
from kiosk.camera.gaze import BETWEEN_FRAMES, FORGET_AFTER, LAST_RETRY, UNREADABLE_EVERY, Gaze
from kiosk.core.codes import read
from kiosk.core.events import CodeRead, CodeUnreadable, Failed, Recovered
from tests.camera.market import FISH, LINK, Heard, LoosePlug, Says, camera, forget

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


def test_advice_comes_after_two_seconds_and_not_more_often() -> None:
    heard = Heard()
    gaze = Gaze(camera(""), Says(), read, heard.append, forget)
    gaze.begin("", 10.0)
    told_at = []
    for tenth in range(100, 170):
        before = len(heard)
        gaze.glance(tenth / 10)
        told_at += [tenth / 10] * (len(heard) - before)
    assert told_at == [10 + UNREADABLE_EVERY, 10 + 2 * UNREADABLE_EVERY, 10 + 3 * UNREADABLE_EVERY]
    assert set(heard) == {CodeUnreadable("nothing")}


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
    gaze.glance(0.0)
    plug.plugged = False
    pauses = [gaze.glance(float(now)) for now in range(1, 8)]
    assert pauses == [1.0, 2.0, 4.0, 8.0, 16.0, LAST_RETRY, LAST_RETRY]
    assert heard == [Failed("camera", "The plug is out; push it in.")]
    assert not plug.is_open
    plug.plugged = True
    assert gaze.glance(8.0) == BETWEEN_FRAMES
    assert heard[1:] == [Recovered("camera")]
    plug.plugged = False
    assert gaze.glance(9.0) == 1.0


def test_looking_away_closes_and_looking_again_opens() -> None:
    plug = LoosePlug(camera(""))
    gaze = Gaze(plug, Says(), read, Heard().append, forget)
    gaze.begin("", 0.0)
    assert not plug.is_open
    gaze.glance(0.0)
    assert plug.is_open
    gaze.end()
    assert not plug.is_open
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
