"""Slices of what `python -m tests.bench.reading` measures in full: the market corpus, texts, garbage, reasons."""

import resource

import numpy as np
import pytest

from kiosk.camera.decoder import Decoder, zbar
from kiosk.camera.looks import Reader
from kiosk.camera.why import why
from tests.bench.garbage import garbage
from tests.bench.market import CONDITIONS, EACH, Image
from tests.bench.reading import frames, texts
from tests.bench.troubles import TROUBLES, troubles
from tests.bench.vietnamese import TEXTS

SLICE = 4
"""Images a condition; they still go from easy to hopeless."""

SCANNER = zbar()


def fresh() -> Decoder:
    def scanner() -> Reader:
        return SCANNER

    return Decoder(thorough=scanner)


def test_the_two_together_read_more_than_either_in_every_condition() -> None:
    scores = frames(SLICE)
    for condition in CONDITIONS:
        alone = max(scores[name].read[condition] for name in ("pyzbar", "zxing-cpp"))
        assert scores["kiosk"].read[condition] >= alone, condition
    images = SLICE * len(CONDITIONS)
    assert scores["kiosk"].share(images) >= 85
    assert scores["kiosk"].share(images) >= scores["zxing-cpp"].share(images) + 6
    assert scores["kiosk"].wrong == 0


@pytest.mark.parametrize(
    ("condition", "number"),
    [("gauss blur", 46), ("motion blur", 45), ("low light", 44), ("noise", 48), ("hard shadow", 44), ("inverted", 49)],
)
def test_what_seems_hopeless_is_read(condition: str, number: int) -> None:
    image = Image(condition, number)
    assert fresh().decode(image.gray()) == image.payload.encode()


def test_an_image_is_the_same_each_time_and_every_frame_another() -> None:
    image = Image("kiosk combo", EACH // 2)
    assert image.gray(3).tobytes() == image.gray(3).tobytes()
    assert len({image.gray(frame).tobytes() for frame in range(3)}) == 3
    assert len(image.payload) == 127


def test_all_vietnamese_texts_come_back_to_the_letter() -> None:
    assert len(TEXTS) == len(set(TEXTS)) == 39
    found = texts()
    assert found == dict.fromkeys(found, 39)
    assert len(found) == 6


def test_in_garbage_there_is_no_code_and_memory_does_not_grow() -> None:
    decoder, before = fresh(), 0
    for number, gray in enumerate(garbage(300)):
        if number == 60:
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        # A quarter of each frame: what may go wrong does not depend on the size, the time of the suite does.
        assert decoder.look(np.ascontiguousarray(gray[:240, :320])) is None, number
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 12_000


@pytest.mark.parametrize("trouble", TROUBLES)
def test_the_reason_is_right_for_nine_of_ten_unreadable_frames(trouble: str) -> None:
    said = [why(gray, before) for _, before, gray in troubles(trouble, 10) if fresh().decode(gray) is None]
    assert len(said) >= 7
    assert said.count(trouble) >= 0.9 * len(said)  # type: ignore[arg-type]
