"""The seam to the loudspeaker. Only `NoSoundError` and, from `play`, `BadClipError` leave a mixer."""

from collections import deque
from collections.abc import Callable
from typing import Protocol

from kiosk.core.orders import Sound
from kiosk.core.units import DurationMs
from kiosk.voice.clips import Clip

GAINS = (15 / 128, 30 / 128, 60 / 128, 1.0)
"""The four steps of volume, in the 128ths that SDL counts in: 18.6 dB in all, the third 12 dB above the lowest.

EN 301 549 8.2.1 asks for at least 18 dB, with a step of 12 dB above the lowest."""


class NoSoundError(Exception):
    """The loudspeaker cannot be opened or has stopped; the message says what to look at."""


class BadClipError(Exception):
    """This one file cannot be played; the loudspeaker is fine."""


class Mixer(Protocol):
    """Plays one clip of speech at a time and short effects beside it. Opens by itself after a rest."""

    def open(self) -> None:
        """Open the device, so that the first sound need not wait for it. May be called when it is open."""

    def play(self, clip: Clip) -> None:
        """Start this clip at once; what was playing stops."""

    def stop(self) -> None:
        """Silence the speech."""

    def position_ms(self) -> int | None:
        """How much of the clip was played; none when it is over or stopped."""

    def effect(self, name: Sound) -> None:
        """Play a short sound beside the speech."""

    def volume(self, step: int) -> None:
        """0, the lowest, to 3; from now on and for what is playing."""

    def rest(self) -> None:
        """Nothing will be played for a while: give the device back, so that its thread does not wake the processor."""

    def close(self) -> None:
        """Stop and give everything back. May be called twice."""


class SilentMixer:
    """A loudspeaker without sound on a clock that is handed in: captions move as if one were there."""

    def __init__(self, clock: Callable[[], DurationMs]) -> None:
        self._clock = clock
        self._clip: Clip | None = None
        self._began = clock()
        self.step = len(GAINS) - 1
        self.resting = True
        self.played: deque[str] = deque(maxlen=32)
        """Names of the last clips and effects, for whoever wants to see what would have been heard."""

    def open(self) -> None:
        """Nothing to open."""

    def play(self, clip: Clip) -> None:
        """Start counting."""
        self._clip, self._began, self.resting = clip, self._clock(), False
        self.played.append(clip.path.stem if clip.path else "live" if clip.sound else "silence")

    def stop(self) -> None:
        """Stop counting."""
        self._clip = None

    def position_ms(self) -> int | None:
        """What would have been played by now."""
        at = self._clock() - self._began
        return at if self._clip and at < self._clip.duration else None

    def effect(self, name: Sound) -> None:
        """Note it."""
        self.played.append(name)

    def volume(self, step: int) -> None:
        """Note it."""
        self.step = step

    def rest(self) -> None:
        """Note it."""
        self.resting = True

    def close(self) -> None:
        """Stop."""
        self.stop()
