"""From an order to the first sound: real clips, the real mixer on SDL's dummy loudspeaker, the real thread."""

import os
import statistics
import time
from itertools import islice
from queue import SimpleQueue

from kiosk.app import monotonic_ms
from kiosk.config import load_settings
from kiosk.core.events import Event, WordReached
from kiosk.core.orders import Say
from kiosk.packs.sentences import sentences
from kiosk.packs.shelf import open_library
from kiosk.voice.clips import Clips
from kiosk.voice.pygame_mixer import PygameMixer
from kiosk.voice.speaker import Speaker

BUFFER_MS = 23.2
"""512 samples at 22,050 Hz wait in the loudspeaker's buffer; a real card may add its own."""


def sound(times: int = 30) -> dict[str, float]:
    """Milliseconds from `say` to the first word, which lies up to 60 ms inside its clip; buffer included."""
    os.environ["SDL_AUDIODRIVER"] = "dummy"
    settings = load_settings(os.environ)
    texts = [text for text, lang in sentences(open_library(settings.content.library)) if lang == "vi"]
    heard: SimpleQueue[Event] = SimpleQueue()
    mixer = PygameMixer(settings.voice.folder / "effects")
    speaker = Speaker(Clips((settings.voice.folder,)), mixer, heard.put, monotonic_ms)
    took = [_first_word(speaker, heard, ticket, text) for ticket, text in enumerate(islice(texts, times))]
    speaker.close()
    return {
        "order to first word, first of all": round(took[0], 1),
        "order to first word, median": round(statistics.median(took[1:]), 1),
        "order to first word, longest": round(max(took[1:]), 1),
    }


def _first_word(speaker: Speaker, heard: "SimpleQueue[Event]", ticket: int, text: str) -> float:
    began = time.perf_counter()
    speaker.say(Say(ticket, (text,), "vi"))
    while True:
        event = heard.get(timeout=5)
        if isinstance(event, WordReached) and event.ticket == ticket:
            return (time.perf_counter() - began) * 1000 + BUFFER_MS
