"""How well codes are read: the market corpus by each decoder alone and by the kiosk's, reasons, texts, garbage.

python -m tests.bench.reading            # the tables of docs/evidence/camera-corpus.md, some minutes
"""

import resource
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator

from msgspec import Struct

from kiosk.camera.decoder import Decoder, zbar, zxing
from kiosk.camera.looks import Reader
from kiosk.camera.pixels import Pixels
from kiosk.camera.why import why
from tests.bench.garbage import garbage
from tests.bench.market import CONDITIONS, EACH, FRAMES, Image, corpus
from tests.bench.troubles import TROUBLES, troubles
from tests.bench.vietnamese import TEXTS, coded

Read = Callable[[Pixels], bytes | None]


class Score(Struct):
    """What one decoder made of the corpus."""

    read: Counter[str]
    """Images by condition."""
    ms: list[float]
    """Of a processor, so that what else the machine does is not counted."""
    wrong: int = 0

    def share(self, images: int) -> float:
        """Per cent of all images."""
        return round(100 * self.read.total() / images, 1)


def first(reader: Reader) -> Read:
    """The bytes of the first code a single library finds."""
    return lambda gray: next((sight.payload for sight in reader(gray)), None)


def opencv() -> Read | None:
    """OpenCV's detector where somebody has installed it for this; the kiosk does without those 70 MB."""
    try:
        import cv2  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return None
    detector = cv2.QRCodeDetector()

    def read(gray: Pixels) -> bytes | None:
        try:
            text = detector.detectAndDecode(gray)[0]
        except (cv2.error, UnicodeDecodeError):
            return None
        return text.encode() if text else None

    return read


def decoders() -> dict[str, Callable[[], Read]]:
    """A new decoder for every image, as for a card just held up. The scanner of zbar serves them all."""
    scanner = zbar()
    found: dict[str, Callable[[], Read]] = {
        "pyzbar": lambda: first(scanner),
        "zxing-cpp": lambda: first(zxing),
        "kiosk": lambda: Decoder(thorough=lambda: scanner).decode,
    }
    if (third := opencv()) is not None:
        found["OpenCV"] = lambda: third
    return found


def frames(each: int = EACH) -> dict[str, Score]:
    """Each image once, by every decoder."""
    scores = {name: Score(Counter(), []) for name in decoders()}
    makers = decoders()
    for image in corpus(each):
        gray = image.gray()
        for name, make in makers.items():
            _try(scores[name], image, make(), gray)
    return scores


def bursts(each: int = EACH) -> Score:
    """Each image for up to ten frames, until the kiosk's decoder has read it."""
    score, make = Score(Counter(), []), decoders()["kiosk"]
    for image in corpus(each):
        read = make()
        for frame in range(FRAMES):
            if _try(score, image, read, image.gray(frame)):
                break
    return score


def _try(score: Score, image: Image, read: Read, gray: Pixels) -> bool:
    began = time.thread_time()
    payload = read(gray)
    score.ms.append((time.thread_time() - began) * 1000)
    score.read[image.condition] += payload == image.payload.encode()
    score.wrong += payload not in (None, image.payload.encode())
    return payload is not None


def reasons(each: int = EACH, seed: int = 7) -> dict[str, Counter[str]]:
    """Trouble → what the kiosk said of the frames that it could not read. `seed` 0 is what the rules were made on."""
    scanner = zbar()
    said: dict[str, Counter[str]] = {}
    for trouble in TROUBLES:
        said[trouble] = Counter()
        for _, before, gray in troubles(trouble, each, seed):
            if Decoder(thorough=lambda: scanner).decode(gray) is None:
                said[trouble][why(gray, before)] += 1
    return said


def texts() -> dict[str, int]:
    """How many of the Vietnamese texts come back to the letter, by kind of code and decoder."""
    readers = {"zxing-cpp": first(zxing), "pyzbar (binary)": first(zbar()), "kiosk": Decoder().decode}
    return {
        f"{name}, {'with' if eci else 'without'} ECI": sum(
            read(coded(text, eci=eci)) == text.encode() for text in TEXTS
        )
        for name, read in readers.items()
        for eci in (False, True)
    }


def nothing_to_read(count: int = 3000) -> dict[str, float]:
    """Codes seen in garbage, the longest look, and how far memory grew after the first tenth."""
    decoder, false, longest, before = Decoder(), 0, 0.0, 0
    for number, gray in enumerate(garbage(count)):
        if number == count // 10:
            before = _peak_kb()
        began = time.thread_time()
        false += decoder.look(gray) is not None
        longest = max(longest, time.thread_time() - began)
    return {
        "frames": count,
        "false codes": false,
        "longest ms": round(longest * 1000, 1),
        "growth KB": _peak_kb() - before,
    }


def _peak_kb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def market_table(scores: dict[str, Score], burst: Score, each: int = EACH) -> Iterator[str]:
    """The corpus as a table in Markdown."""
    names = [name for name in ("pyzbar", "zxing-cpp", "OpenCV", "kiosk") if name in scores]
    yield f"| condition | {' | '.join(names)} | kiosk, ten frames |"
    yield f"|---|{'---|' * len(names)}---|"
    for condition in CONDITIONS:
        read = [scores[name].read[condition] for name in names] + [burst.read[condition]]
        yield f"| {condition} | {' | '.join(str(round(100 * n / each)) for n in read)} |"
    every = [*(scores[name] for name in names), burst]
    images = each * len(CONDITIONS)
    yield f"| **all, %** | {' | '.join(str(score.share(images)) for score in every)} |"
    yield f"| mean ms a frame | {' | '.join(f'{statistics.mean(score.ms):.1f}' for score in every)} |"
    yield f"| wrong texts | {' | '.join(str(score.wrong) for score in every)} |"


def reasons_table(said: dict[str, Counter[str]]) -> Iterator[str]:
    """What was said of each trouble, in per cent of the frames that could not be read."""
    words = list(TROUBLES)
    yield f"| is | unreadable | {' | '.join(words)} |"
    yield f"|---|{'---|' * (len(words) + 1)}"
    for trouble, counts in said.items():
        total = max(1, counts.total())
        shares = (
            f"**{100 * counts[w] / total:.0f}**" if w == trouble else str(round(100 * counts[w] / total)) for w in words
        )
        yield f"| {trouble} | {counts.total()} | {' | '.join(shares)} |"


def tables() -> list[str]:
    """Everything, as lines of Markdown."""
    lines = [*market_table(frames(), bursts()), "", *reasons_table(reasons()), ""]
    lines += [f"- {what}: {value}" for what, value in (texts() | nothing_to_read()).items()]
    return lines + ([] if opencv() else ["- OpenCV: not installed"])


if __name__ == "__main__":
    print(*tables(), sep="\n")  # noqa: T201
