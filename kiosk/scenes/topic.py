"""A topic: its lessons, then the four ways through the one chosen."""

from kiosk.core import events as e
from kiosk.core.ways import WAYS
from kiosk.scenes.bar import BACK, HOME, bar
from kiosk.scenes.grid import cells, shape, stage_box
from kiosk.scenes.setting import Setting
from kiosk.scenes.theme import TOPIC_GROUNDS
from kiosk.scenes.tile import Tile, alike, table
from kiosk.scenes.title import titled
from kiosk.scenes.values import Box, Item

WAY_GROUNDS = ("sky", "mint", "sand", "lilac")


def topic(setting: Setting) -> tuple[Item, ...]:
    """Lessons to choose from, or the four ways."""
    title, rest = titled(setting, stage_box(setting.look))
    below = _ways(setting, rest) if setting.state.chosen_lesson else _lessons(setting, rest)
    return (*title, *below, *bar(setting, BACK, HOME))


def _lessons(setting: Setting, box: Box) -> tuple[Item, ...]:
    chosen = next(topic for topic in setting.library.topics if topic.topic == setting.state.topic)
    lessons = (setting.library.lessons[name] for name in chosen.lessons)
    tiles = tuple(
        Tile(
            f"lesson:{lesson.lesson}", setting.said(lesson.title), lesson.picture, TOPIC_GROUNDS[chosen.colour],
            e.LessonChosen(lesson.lesson),
        )
        for lesson in lessons
    )  # fmt: skip
    return table(setting, tiles, box)


def _ways(setting: Setting, box: Box) -> tuple[Item, ...]:
    across, down = (1, 4) if shape(setting.look) == "tall" else (2, 2)
    places = cells(box, across, down, setting.look.gap)
    tiles = tuple(
        Tile(
            f"way:{way.id}", setting.phrase(way.word), way.picture, TOPIC_GROUNDS[ground], e.WayChosen(way.id),
            setting.phrase(way.says),
        )
        for way, ground in zip(WAYS.values(), WAY_GROUNDS, strict=True)
    )  # fmt: skip
    return alike(setting, tiles, places)
