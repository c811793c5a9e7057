"""JSON Schema of the content, so that an author's editor completes names and marks slips while typing.

Drawn from the very types that the reader checks against, so it cannot fall behind them.
"""

from typing import Any

import msgspec

from kiosk.core.content.apps import App
from kiosk.core.content.lessons import Lesson
from kiosk.core.content.packs import Pack
from kiosk.core.content.phrases import Phrases
from kiosk.core.content.staff_phrases import StaffPhrases
from kiosk.core.content.stick_phrases import StickPhrases
from kiosk.core.units import LANGS
from kiosk.packs.reading.recorded import Recorded
from kiosk.packs.reading.skills import Skill

FILES: dict[str, Any] = {
    "pack": Pack,
    "lesson": Lesson,
    "app": App,
    "words": Phrases,
    "stick": StickPhrases,
    "staff": StaffPhrases,
    "skills": tuple[Skill, ...],
    "recorded": tuple[Recorded, ...],
}
"""Kind of file → what is in it. The file of a kind is `<kind>.schema.json`."""

_ANY_WORDS = {"type": "object", "additionalProperties": {"type": "string"}}
"""How `msgspec` writes `Words`: it leaves out which keys there are. No other field has this shape."""


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of one kind of file."""
    drawn: dict[str, Any] = _with_languages(msgspec.json.schema(FILES[kind]))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **drawn}


def _with_languages(part: Any) -> Any:
    """The same schema, asking for a sentence in every language."""
    if part == _ANY_WORDS:
        return {
            "type": "object",
            "properties": {lang: {"type": "string", "minLength": 1} for lang in LANGS},
            "required": list(LANGS),
            "additionalProperties": False,
        }
    match part:
        case dict():
            return {name: _with_languages(inner) for name, inner in part.items()}
        case list():
            return [_with_languages(inner) for inner in part]
    return part
