"""Recordings of people made into clips: any of the usual files in, a clip as loud and as long as the others out.

A recording is opened only as far as its head until it is known to be short; what a head promises is never believed when
samples are read, so a file of a few bytes cannot take more memory than thirty seconds do.
"""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from kiosk.core.clips import clip_key
from kiosk.core.units import LANGS, Lang
from kiosk.core.words.spoken import spoken
from kiosk.durable import settle
from kiosk.voice.spread import spread
from kiosk.voice.times import Times, read_index, write_index
from kiosk.voice.voices import SAMPLE_RATE

if TYPE_CHECKING:
    from kiosk.voice.loudness import Samples

LONGEST_S = 30
"""Seconds of one recording; the longest sentence that the check lets through takes about twelve."""

MOST_BYTES = 24 * 2**20
"""Thirty seconds of the widest sound taken here, and some."""

KINDS = {"OGG": ("VORBIS", "OPUS"), "FLAC": (), "WAV": (), "WAVEX": ()}
"""Format of libsndfile → what may be inside; nothing named means anything it reads."""

RATES = (8_000, 96_000)
_BLOCK = 65_536
_QUIETEST_PEAK = 0.03  # -30 dBFS: softer than a whisper into a telephone
_CLIPPED_RUN = 3  # samples in a row at the rim: a true peak touches it once
_MOST_CLIPPED = 0.0005  # of all samples
_SHORTEST_MS = 22
"""Milliseconds a letter may take at the least, as `kiosk.voice.judge` has it. There is no most: a person may pause."""

_RECIPE = "1"
"""Changed when the way from recording to clip changes, so that old clips are made anew."""


class UnfitSoundError(Exception):
    """A recording that cannot be used; `code` and `facts` name why."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts

    def __str__(self) -> str:
        return f"{self.code} {' '.join(self.facts.values())}".strip()


class Unusable(Struct, frozen=True):
    """A recording that was left out, and why."""

    path: Path
    code: str
    facts: dict[str, str]


class Built(Struct, frozen=True):
    """What building did."""

    made: int
    kept: int
    removed: int
    refused: tuple[Unusable, ...]


def heard(path: Path, text: str, lang: Lang) -> "Samples":
    """The sound of a recording, mono at the clips' rate, not yet polished; `UnfitSoundError` if it cannot be used."""
    samples, rate = _opened(path)
    why = _fault(samples, rate, text, lang)
    if why is not None:
        raise why
    from kiosk.voice.resample import resampled  # noqa: PLC0415 - numpy is loaded only where sound is made

    return resampled(samples, rate, SAMPLE_RATE)


def build(wanted: Iterable[tuple[Path, str, Lang]], out: Path) -> Built:
    """Clips of (file, sentence, language) in a folder; see `kiosk.recordings.recorded`."""
    made = kept = removed = 0
    refused: list[Unusable] = []
    everything = tuple(wanted)
    for lang in LANGS:
        mine = [(path, text) for path, text, other in everything if other == lang]
        if mine or (out / lang).exists():
            shelf = _Shelf(out / lang, lang)
            refused += [unusable for path, text in mine if (unusable := shelf.take(path, text))]
            removed += shelf.close()
            made, kept = made + shelf.made, kept + shelf.kept
    return Built(made, kept, removed, tuple(refused))


class _Shelf:
    """The clips of one language with their index: what was there, and what shall be."""

    def __init__(self, folder: Path, lang: Lang) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._lang = folder, lang
        self._old, self._new = read_index(folder), dict[str, Times]()
        self.made = self.kept = 0

    def take(self, path: Path, text: str) -> Unusable | None:
        """See that there is a clip of this recording, or say why there cannot be one."""
        key = clip_key(text, self._lang, "normal")
        try:
            made_of = hashlib.sha256(_bytes(path) + _RECIPE.encode()).hexdigest()[:12]
            times = self._old.get(key)
            if times is not None and times.made == made_of and self._whole(key, times):
                self._new[key] = times
                self.kept += 1
            else:
                self._new[key] = self._make(path, text, made_of)
                self.made += 1
        except UnfitSoundError as error:
            return Unusable(path, error.code, error.facts)
        return None

    def close(self) -> int:
        """Sweep out clips that nobody lists, and what a killed call left half written; keep the index."""
        strange = [clip for clip in self._folder.glob("*.ogg") if clip.stem not in self._new]
        for file in (*strange, *self._folder.glob(".*.part")):
            file.unlink(missing_ok=True)
        settle(self._folder)
        if self._new != self._old:
            write_index(self._folder, self._new)
        return len(strange)

    def _make(self, path: Path, text: str, made_of: str) -> Times:
        from kiosk.voice.ogg import write_ogg  # noqa: PLC0415 - numpy is loaded only where sound is made
        from kiosk.voice.polish import polished  # noqa: PLC0415

        samples = polished(heard(path, text, self._lang)).samples
        write_ogg(self._clip(clip_key(text, self._lang, "normal")), samples, SAMPLE_RATE)
        duration = len(samples) * 1000 // SAMPLE_RATE
        return Times(duration, spread(spoken(text, self._lang), duration), made_of)

    def _whole(self, key: str, times: Times) -> bool:
        """Clips are not synced one by one: after a pulled plug one may be there that is empty, or only begun."""
        from kiosk.voice.ogg import duration_of  # noqa: PLC0415

        return duration_of(self._clip(key)) == times.duration

    def _clip(self, key: str) -> Path:
        return self._folder / f"{key}.ogg"


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnfitSoundError("sound-unreadable", why=error.strerror or type(error).__name__) from error
    if len(raw) > MOST_BYTES:
        raise UnfitSoundError("sound-big", most=str(MOST_BYTES // 2**20))
    return raw


def _opened(path: Path) -> tuple["Samples", int]:
    """The samples of a file, mixed to one channel, at its own rate."""
    from io import BytesIO  # noqa: PLC0415

    import soundfile  # noqa: PLC0415 - as in `kiosk.voice.ogg`

    try:
        with soundfile.SoundFile(BytesIO(_bytes(path))) as file:
            _accepted(file)
            return _mono(file), file.samplerate
    except (soundfile.SoundFileError, ValueError, TypeError) as error:
        raise UnfitSoundError("sound-unreadable", why=str(error).rstrip(".")) from error


def _accepted(file: Any) -> None:
    """Refuse by the head alone: kind, channels, rate, and a length that is too much or not told."""
    inside = KINDS.get(file.format)
    if inside is None or (inside and file.subtype not in inside):
        raise UnfitSoundError("sound-kind", kind=f"{file.format} {file.subtype}")
    if file.channels > 2 or not RATES[0] <= file.samplerate <= RATES[1]:
        raise UnfitSoundError("sound-kind", kind=f"{file.channels} × {file.samplerate} Hz")
    if file.frames > LONGEST_S * file.samplerate:
        raise UnfitSoundError("sound-long", seconds=str(file.frames // file.samplerate), most=str(LONGEST_S))


def _mono(file: Any) -> "Samples":
    """At most thirty seconds, block by block."""
    import numpy as np  # noqa: PLC0415

    blocks: list[Samples] = []
    left = LONGEST_S * file.samplerate
    while left > 0 and len(block := file.read(min(_BLOCK, left), dtype="float32", always_2d=True)):
        blocks.append(block.mean(axis=1))
        left -= len(block)
    samples = np.concatenate(blocks) if blocks else np.zeros(0, np.float32)
    return np.nan_to_num(samples, copy=False, nan=0.0, posinf=1.0, neginf=-1.0)


def _fault(samples: "Samples", rate: int, text: str, lang: Lang) -> UnfitSoundError | None:
    """What is wrong with a sound that could be opened."""
    import numpy as np  # noqa: PLC0415

    if not samples.size or float(np.abs(samples).max()) < _QUIETEST_PEAK:
        return UnfitSoundError("sound-silent")
    if _clipped(samples) > _MOST_CLIPPED:
        return UnfitSoundError("sound-clipped")
    letters = max(1, sum(letter.isalpha() for token in spoken(text, lang) for letter in token.said))
    ms = len(samples) * 1000 // rate
    if ms < letters * _SHORTEST_MS:
        return UnfitSoundError("sound-short", ms=str(ms), letters=str(letters))
    return None


def _clipped(samples: "Samples") -> float:
    """The share of samples that lie in runs at the rim."""
    import numpy as np  # noqa: PLC0415

    rim = np.abs(samples) >= 0.999
    together: Sequence[Any] = [rim[n : len(rim) - _CLIPPED_RUN + 1 + n] for n in range(_CLIPPED_RUN)]
    return float(np.logical_and.reduce(together).mean()) if len(rim) >= _CLIPPED_RUN else 0.0
