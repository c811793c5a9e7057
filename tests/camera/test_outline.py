"""The line round a found code."""

import numpy as np

from kiosk.camera.decoder import Decoder
from kiosk.camera.outline import GREEN, outlined
from kiosk.camera.seam import Frame
from tests.camera.market import camera

CORNERS = ((0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75))


def test_the_line_runs_round_the_code_and_the_shared_frame_stays_as_it_is() -> None:
    pixels = np.full((100, 200, 3), 9, np.uint8)
    pixels.flags.writeable = False
    drawn = outlined(Frame(pixels), CORNERS).pixels
    assert tuple(drawn[25, 100]) == tuple(drawn[50, 50]) == tuple(drawn[75, 120]) == GREEN
    assert tuple(drawn[50, 100]) == tuple(drawn[5, 5]) == (9, 9, 9)
    assert (pixels == 9).all()


def test_gray_frames_and_corners_outside_are_drawn_too() -> None:
    drawn = outlined(Frame(np.zeros((60, 80), np.uint8)), ((-0.2, 0.5), (1.4, 0.5), (0.5, 1.9))).pixels
    assert drawn[30, 5] > 100
    assert drawn.shape == (60, 80)


def test_without_corners_the_frame_is_shown_as_it_came() -> None:
    frame = Frame(np.zeros((60, 80), np.uint8))
    assert outlined(frame, ()) is frame


def test_a_code_before_the_camera_is_outlined_where_it_is() -> None:
    frame = camera().frame()
    sight = Decoder().look_still(frame.gray())
    assert sight is not None
    changed = np.argwhere((outlined(frame, sight.corners).pixels != frame.pixels).any(2))
    middle = changed.mean(0) / frame.pixels.shape[:2]
    assert np.abs(middle - 0.5).max() < 0.2
    assert 50 < np.ptp(changed[:, 0]) < 400
