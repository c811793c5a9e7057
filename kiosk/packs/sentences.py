"""Every sentence that can be spoken, once each: from this list clips are made, against it they are counted."""

from collections.abc import Iterator

from kiosk.core.content.packs import Library
from kiosk.core.telling import sayable
from kiosk.core.units import LANGS, Lang


def sentences(library: Library) -> Iterator[tuple[str, Lang]]:
    """(text, language), each pair once, languages in the order in which they are offered."""
    told = list(sayable(library))
    for lang in LANGS:
        for text in dict.fromkeys(words[lang] for words in told):
            yield text, lang
