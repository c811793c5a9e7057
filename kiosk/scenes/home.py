"""The home screen: what one can learn here, at most six tiles a page."""

from kiosk.core import events as e
from kiosk.scenes.bar import LANGUAGE, bar, size_slot
from kiosk.scenes.grid import stage_box
from kiosk.scenes.setting import Setting
from kiosk.scenes.theme import TOPIC_GROUNDS
from kiosk.scenes.tile import Tile, table
from kiosk.scenes.title import titled
from kiosk.scenes.values import Item


def home(setting: Setting) -> tuple[Item, ...]:
    """Title, tiles, bar."""
    tiles = tuple(
        Tile(
            f"topic:{topic.topic}", setting.said(topic.title), topic.picture, TOPIC_GROUNDS[topic.colour],
            e.TopicChosen(topic.topic),
        )
        for topic in setting.library.topics
    )  # fmt: skip
    title, rest = titled(setting, stage_box(setting.look))
    return (*title, *table(setting, tiles, rest), *bar(setting, LANGUAGE, size_slot(setting)))
