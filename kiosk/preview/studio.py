"""Scenes painted into picture files, on one screen in memory for each that is asked for.

Painting takes 2 ms, writing a PNG of 1280 × 800 takes 28 (measured on a PC): so writing is left to threads, which may
all write at once because libpng needs no lock of Python's.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pygame

from kiosk.scenes.values import Picture, Scene
from kiosk.screen.headless import Headless
from kiosk.walk import SCREENS, look_on

WRITERS = 2
WAITING = 8
"""Pictures painted but not written yet; each takes 4 MB."""


class Studio:
    """The screens, and the drawings they show."""

    def __init__(self, screens: tuple[str, ...]) -> None:
        self._drawings: Mapping[str, str] = {}
        self._stages = {name: self._stage(name) for name in screens}
        self.looks = {name: look_on(name, stage.fonts.measure) for name, stage in self._stages.items()}
        self._writers = ThreadPoolExecutor(WRITERS, thread_name_prefix="picture")
        self._waiting: list[Future[None]] = []

    def show_drawings(self, drawings: Mapping[str, str]) -> None:
        """Use these drawings from now on. Stages keep what they rasterised, so other drawings need new stages."""
        if drawings != self._drawings:
            self._drawings = drawings
            self._stages = {name: self._stage(name) for name in self._stages}

    def looks_like(self, scene: Scene) -> tuple[Scene, tuple[str, ...]]:
        """All that the picture of a scene depends on: the scene, and the drawings it names."""
        names = [mark.name for item in scene.items for mark in item.marks if isinstance(mark, Picture)]
        return scene, tuple(self._drawings.get(name, "") for name in names)

    def paint(self, screen: str, scene: Scene, file: Path, then: Callable[[], None]) -> None:
        """Paint now, write soon, and call `then` when the file is there, from another thread."""
        stage = self._stages[screen]
        stage.show(scene)
        while len(self._waiting) >= WAITING:
            self._waiting.pop(0).result()
        self._waiting.append(self._writers.submit(_write, stage.shot(), file, then))

    def finish(self) -> None:
        """Wait until every picture is written; raises what went wrong, such as `OSError` for a full disk."""
        waiting, self._waiting = self._waiting, []
        for one in waiting:
            one.result()

    def close(self) -> None:
        """Let the writers go home. May be called twice."""
        self._writers.shutdown(wait=True, cancel_futures=True)

    def _stage(self, screen: str) -> Headless:
        width, height, *_ = SCREENS[screen]
        return Headless(width, height, self._drawing)

    def _drawing(self, name: str) -> str | None:
        return self._drawings.get(name)


def _write(surface: pygame.Surface, file: Path, then: Callable[[], None]) -> None:
    """Beside and renamed, so that a page which is open never shows half a picture."""
    beside = file.with_name(f".{file.name}")
    try:
        with beside.open("wb") as out:
            pygame.image.save(surface, out, "scene.png")
    except pygame.error as error:
        raise OSError(f"cannot write {file} ({error})") from error
    beside.replace(file)
    then()
