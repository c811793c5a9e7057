"""Makes the clips of all sentences, ahead of time, on as many processors as there are booths.

What exists and was made of the same words with the same voice is kept, so a second call costs a look at each file.
Every file is written beside and renamed; a run that is stopped goes on where it was.
"""

import queue
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from pathlib import Path

from msgspec import Struct

from kiosk.core.clips import clip_key
from kiosk.core.units import LANGS, Accent, Lang, Pace
from kiosk.core.words.spoken import sentence, spoken
from kiosk.durable import settle
from kiosk.voice.booth import Booth, Recording, UnusableError
from kiosk.voice.effects import write_effects
from kiosk.voice.ogg import write_ogg
from kiosk.voice.times import Index, read_index, write_index
from kiosk.voice.voices import SAMPLE_RATE, made_of
from kiosk.voice.worker import CannotBeginError

Progress = Callable[[int, int], None]
"""Called with how many are done and how many there are."""

_SAVE_EVERY = 100


class Sentence(Struct, frozen=True):
    """One clip to be."""

    text: str
    lang: Lang
    pace: Pace = "normal"


class Refused(Struct, frozen=True):
    """A sentence without a clip, and why."""

    sentence: Sentence
    why: str


class NoVoiceError(Exception):
    """The speech engine does not begin at all; the message says why and what to install."""


class Report(Struct, frozen=True):
    """What a rendering did."""

    made: int
    kept: int
    refused: tuple[Refused, ...]
    seconds: float


def _quietly(_done: int, _all: int) -> None:
    """Whoever does not watch."""


def render_all(
    sentences: Iterable[tuple[str, Lang]],
    folder: Path,
    paces: Sequence[Pace] = ("normal", "slow"),
    progress: Progress = _quietly,
    accent: Accent = "central",
) -> Report:
    """Every sentence at every pace, and the effects. With another accent than before every clip is made anew."""
    wanted = [Sentence(text, lang, pace) for pace in paces for text, lang in sentences_once(sentences)]
    write_effects(folder / "effects")
    return render(wanted, folder, progress, accent)


def sentences_once(sentences: Iterable[tuple[str, Lang]]) -> list[tuple[str, Lang]]:
    """Each sentence once, in order."""
    return list(dict.fromkeys(sentences))


def two_booths(accent: Accent) -> list[Booth]:
    """One for each core that a kiosk can spare."""
    return [Booth(accent=accent) for _ in range(2)]


def render(
    sentences: Iterable[Sentence],
    folder: Path,
    progress: Progress = _quietly,
    accent: Accent = "central",
    booths: Callable[[Accent], list[Booth]] = two_booths,
) -> Report:
    """Make the clips that are missing or stale: `folder/<lang>/<key>.ogg`, with their times beside them."""
    began = time.monotonic()
    shelf = _Shelf(folder, accent)
    wanted = list(dict.fromkeys(sentences))
    missing = [one for one in wanted if not shelf.has(one)]
    refused = _record(missing, shelf, progress, booths(accent)) if missing else []
    return Report(len(missing) - len(refused), len(wanted) - len(missing), tuple(refused), time.monotonic() - began)


def _record(missing: list[Sentence], shelf: "_Shelf", progress: Progress, opened: list[Booth]) -> list[Refused]:
    """Every missing sentence, in whichever booth is free."""
    free: queue.SimpleQueue[Booth] = queue.SimpleQueue()
    for one in opened:
        free.put(one)
    refused: list[Refused] = []
    try:
        with ThreadPoolExecutor(len(opened), thread_name_prefix="booth") as pool:
            jobs = {pool.submit(_in_booth, one, free, shelf): one for one in missing}
            _gather(jobs, shelf, progress, refused)
    finally:
        shelf.save()
        for one in opened:
            one.close()
    return refused


def _gather(
    jobs: "dict[Future[Recording], Sentence]", shelf: "_Shelf", progress: Progress, refused: list[Refused]
) -> None:
    for done, job in enumerate(as_completed(jobs), 1):
        try:
            shelf.note(jobs[job], job.result())
        except CannotBeginError as error:
            for other in jobs:
                other.cancel()
            remedy = "Install espeak-ng and pyttsx3, then render again."
            raise NoVoiceError(f"No sentence can be spoken: {error}. {remedy}") from error
        except UnusableError as error:
            refused.append(Refused(jobs[job], str(error)))
        if done % _SAVE_EVERY == 0:
            shelf.save()
        progress(done, len(jobs))


def _in_booth(wanted: Sentence, free: "queue.SimpleQueue[Booth]", shelf: "_Shelf") -> Recording:
    booth = free.get()
    try:
        recording = booth.record(wanted.text, wanted.lang, wanted.pace)
    finally:
        free.put(booth)
    write_ogg(shelf.path(wanted), recording.samples, SAMPLE_RATE)
    return recording


def prune(sentences: Iterable[tuple[str, Lang]], folder: Path, paces: Sequence[Pace] = ("normal", "slow")) -> int:
    """Throw away rendered clips that speak none of these sentences; how many there were.

    Only what the index knows goes: a recording of a person has no entry there, and somebody may still want it.
    """
    shelf = _Shelf(folder)
    kept = {(lang, clip_key(text, lang, pace)) for text, lang in sentences for pace in paces}
    return sum(shelf.drop(lang, [key for key in shelf.keys(lang) if (lang, key) not in kept]) for lang in LANGS)


class _Shelf:
    """The clips of all languages and their indexes."""

    def __init__(self, folder: Path, accent: Accent = "central") -> None:
        self._folder = folder
        self._accent: Accent = accent
        self._indexes: dict[Lang, Index] = {}

    def path(self, wanted: Sentence) -> Path:
        return self._folder / wanted.lang / f"{clip_key(wanted.text, wanted.lang, wanted.pace)}.ogg"

    def has(self, wanted: Sentence) -> bool:
        """Whether the clip is there and was made of the words that would be said today."""
        path = self.path(wanted)
        times = self._index(wanted.lang).get(path.stem)
        said = sentence(spoken(wanted.text, wanted.lang))
        today = made_of(said, wanted.lang, wanted.pace, self._accent)
        return times is not None and times.made == today and path.exists()

    def note(self, made: Sentence, recording: Recording) -> None:
        self._index(made.lang)[self.path(made).stem] = recording.times

    def keys(self, lang: Lang) -> tuple[str, ...]:
        return tuple(self._index(lang))

    def drop(self, lang: Lang, keys: Sequence[str]) -> int:
        """Files first: a plug pulled in between leaves entries without a clip, which the next call removes."""
        for key in keys:
            (self._folder / lang / f"{key}.ogg").unlink(missing_ok=True)
            del self._index(lang)[key]
        if keys:
            settle(self._folder / lang)
            write_index(self._folder / lang, self._index(lang))
        return len(keys)

    def save(self) -> None:
        for lang, index in self._indexes.items():
            if index:
                settle(self._folder / lang)
                write_index(self._folder / lang, index)

    def _index(self, lang: Lang) -> Index:
        if lang not in self._indexes:
            (self._folder / lang).mkdir(parents=True, exist_ok=True)
            self._indexes[lang] = read_index(self._folder / lang)
        return self._indexes[lang]
