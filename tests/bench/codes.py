"""Practice cards in motion before the synthetic camera, read by each decoder alone and by the kiosk's two together."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from kiosk.camera.decoder import Decoder, zbar, zxing
from kiosk.camera.pixels import Pixels
from kiosk.camera.synthetic import SyntheticCamera
from kiosk.core.content.packs import Library
from kiosk.packs.shelf import open_library
from tests.bench.reading import first

BURSTS = 14
FRAMES = 15
"""In a burst: one second."""

Row = dict[str, float]


def codes(library: Path) -> dict[str, Row]:
    """Decoder → share of frames read, share of one-second bursts read, mean milliseconds a frame, wrong texts."""
    bursts = list(_bursts(open_library(library)))
    alone = zbar()
    return {
        "zxing-cpp alone": _measured(bursts, lambda: first(zxing)),
        "pyzbar alone (binary)": _measured(bursts, lambda: first(alone)),
        "both, with retries": _measured(bursts, lambda: Decoder().decode),
    }


def _bursts(library: Library) -> list[tuple[bytes, list[Pixels]]]:
    cards = {name: card.payload for name, card in library.cards.items()}
    found = []
    for seed in range(BURSTS):
        camera = SyntheticCamera(cards, seed=seed)
        name = sorted(cards)[seed % len(cards)]
        camera.open()
        camera.hold(name)
        found.append((cards[name].encode(), [camera.frame().gray() for _ in range(FRAMES)]))
    return found


def _measured(bursts: list[tuple[bytes, list[Pixels]]], decoder: Callable[[], Callable[[Pixels], bytes | None]]) -> Row:
    reads, whole, wrong, took = 0, 0, 0, []
    for payload, frames in bursts:
        decode = decoder()
        texts = []
        for frame in frames:
            began = time.perf_counter()
            texts.append(decode(frame))
            took.append((time.perf_counter() - began) * 1000)
        reads += sum(text is not None for text in texts)
        whole += any(text is not None for text in texts)
        wrong += sum(text is not None and text != payload for text in texts)
    return {
        "frames": round(reads / (len(bursts) * FRAMES), 3),
        "bursts": round(whole / len(bursts), 3),
        "ms": round(statistics.mean(took), 2),
        "wrong": wrong,
    }
