"""The window as the settings describe it: its size, how it is turned, and how its touchscreen is put right."""

import os
import sys
from functools import partial
from pathlib import Path
from typing import cast

from kiosk import light
from kiosk.config.schema import Screen
from kiosk.scenes.look import Look
from kiosk.screen.pictures import ReadPicture
from kiosk.screen.touch import STRAIGHT, Matrix
from kiosk.screen.window import Window
from kiosk.staff import aimed


def open_window(screen: Screen, staff: Path | None, *, read_picture: ReadPicture, title: str = "") -> Window:
    """Open it. `staff` is the folder in which a calibration may be kept. Raises `NoScreenError`."""
    matrix = cast(Matrix, screen.matrix) or STRAIGHT
    return Window.open(
        screen.width,
        screen.height,
        read_picture=read_picture,
        fullscreen=screen.fullscreen,
        driver=screen.driver,
        title=title,
        rotation=screen.rotation,
        touch=screen.touch,
        touch_matrix=matrix if staff is None else aimed.kept(staff, matrix),
        share_of=partial(light.left_to_the_picture, switched=light.light_file(os.environ) is not None),
        say=_say,
    )


def look_of(screen: Screen, window: Window) -> Look:
    """The measures of the picture as people see it: turned, where it is turned."""
    return Look(
        window.width,
        window.height,
        screen.px_per_mm,
        screen.viewing_distance_mm,
        window.fonts.measure,
        screen.finger_px_per_mm,
    )


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
