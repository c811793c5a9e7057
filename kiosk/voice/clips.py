"""Finds the clip of a sentence: what a person recorded before what the engine rendered."""

from collections.abc import Sequence
from pathlib import Path
from typing import Never

from msgspec import Struct

from kiosk.core.clips import clip_key
from kiosk.core.units import DurationMs, Lang, Pace
from kiosk.core.words.spoken import spoken
from kiosk.voice.ogg import duration_of
from kiosk.voice.spread import guessed_duration, spread
from kiosk.voice.times import Index, read_index


class Pcm:
    """Sound in memory: signed 16-bit samples at the rate of the clips.

    It may speak a visitor's name: like a camera frame it has no text, cannot be pickled, encoded or written to a log.
    """

    __slots__ = ("samples",)

    def __init__(self, samples: bytes) -> None:
        self.samples = samples

    def __repr__(self) -> str:
        return "Pcm()"

    def __reduce_ex__(self, protocol: object) -> Never:
        raise TypeError("Live speech never leaves memory: it cannot be pickled, copied or stored.")


class Clip(Struct, frozen=True):
    """A line of speech: its file or its sound, how long it lasts, and when each shown word begins.

    With neither it passes in silence.
    """

    path: Path | None
    duration: DurationMs
    words: tuple[int, ...]
    sound: Pcm | None = None

    @property
    def audible(self) -> bool:
        """Whether there is anything to be played."""
        return self.path is not None or self.sound is not None


class Clips:
    """The clips of several folders, each `<lang>/<key>.ogg` with an index beside them; the first that has one wins.

    Recordings of a person need no index: their length is read from the file and the words are spread over it.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)
        self._indexes: dict[Path, Index] = {}
        self._unreadable: dict[Path, str] = {}

    @property
    def unreadable(self) -> str:
        """What is wrong with a folder that could not be looked into the last time, in a sentence; else empty."""
        return next(iter(self._unreadable.values()), "")

    def use(self, folders: Sequence[Path]) -> None:
        """Look in these folders from now on, and read their indexes anew: clips may have come to the old ones too."""
        self._folders, self._indexes, self._unreadable = tuple(folders), {}, {}

    def find(self, text: str, lang: Lang, pace: Pace = "normal") -> Clip | None:
        """The clip at this pace, else at normal pace, else none."""
        paces: tuple[Pace, ...] = (pace,) if pace == "normal" else (pace, "normal")
        found = (self._in(folder / lang, text, lang, p) for p in paces for folder in self._folders)
        return next(filter(None, found), None)

    def find_or_silence(self, text: str, lang: Lang, pace: Pace = "normal") -> Clip:
        """The clip, or a silence about as long as the sentence would take."""
        duration = guessed_duration(text, lang, pace)
        return self.find(text, lang, pace) or Clip(None, duration, spread(spoken(text, lang), duration))

    def _in(self, folder: Path, text: str, lang: Lang, pace: Pace) -> Clip | None:
        key = clip_key(text, lang, pace)
        path = folder / f"{key}.ogg"
        if not self._there(path):
            return None
        if times := self._index(folder).get(key):
            return Clip(path, DurationMs(times.duration), times.words)
        duration = duration_of(path)
        return Clip(path, duration, spread(spoken(text, lang), duration)) if duration else None

    def _there(self, path: Path) -> bool:
        """A folder that nobody may look into is like one without clips: what it should have said are captions."""
        try:
            there = path.exists()
        except OSError as error:
            self._unreadable[path.parent] = (
                f"The spoken sentences in {path.parent} cannot be read ({error.strerror}): "
                f"let the kiosk's user read them, sudo chmod -R a+rX {path.parent.parent}"
            )
            return False
        self._unreadable.pop(path.parent, None)
        return there

    def _index(self, folder: Path) -> Index:
        if folder not in self._indexes:
            self._indexes[folder] = read_index(folder)
        return self._indexes[folder]
