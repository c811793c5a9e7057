"""The home screen: the service of every morning, and what one can learn here, at most six tiles a page."""

from kiosk.core import events as e
from kiosk.scenes.bar import bar, language_slot, size_slot
from kiosk.scenes.grid import stage_box
from kiosk.scenes.setting import Setting
from kiosk.scenes.theme import TOPIC_GROUNDS
from kiosk.scenes.tile import Tile, table
from kiosk.scenes.title import titled
from kiosk.scenes.values import Item


def home(setting: Setting) -> tuple[Item, ...]:
    """Title, tiles, bar."""
    # First, so that whoever comes for it each morning finds it in the same corner, however many lessons there are.
    check = Tile("check", setting.phrase("own_code"), "my-code", TOPIC_GROUNDS["rose"], e.CheckOpened())
    topics = tuple(
        Tile(
            f"topic:{topic.topic}", setting.said(topic.title), topic.picture, TOPIC_GROUNDS[topic.colour],
            e.TopicChosen(topic.topic),
        )
        for topic in setting.library.topics
    )  # fmt: skip
    title, rest = titled(setting, stage_box(setting.look))
    return (*title, *table(setting, (check, *topics), rest), *bar(setting, language_slot(setting), size_slot(setting)))
