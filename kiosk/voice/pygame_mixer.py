"""The real loudspeaker, through SDL's mixer.

Clips run as `music`, because only that reports a position and streams instead of decoding the whole file first. The
device is opened at the rate of the clips with no change allowed, so SDL never resamples them.

Live speech runs as a sound on a channel of its own. As music it would be read through a Python object by SDL's thread,
which then waits for the interpreter at every buffer: while the main thread counted to eight million eight times, 733 of
1,363 ms were heard (pygame-ce 2.5.8, silent driver). A channel has no position, so that one is the clock's.
"""

import os
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from kiosk.core.orders import Sound
from kiosk.voice.clips import Clip, Pcm
from kiosk.voice.mixer import GAINS, BadClipError, NoSoundError
from kiosk.voice.voices import SAMPLE_RATE

_BUFFER = 512  # 23 ms at 22,050 Hz: the highlight follows the ear, and a slow processor still keeps up
_SPEECH = 0  # the channel of live speech; effects never take it
_REMEDY = "Check that a sound card is plugged in and not in use; captions go on."


class PygameMixer:
    """Speech as music, effects as sounds from `effects`, a folder of `<name>.ogg`. Used by one thread only."""

    def __init__(self, effects: Path, device: str = "") -> None:
        """`device` is SDL's name of a loudspeaker; the first one when empty."""
        self._effects = effects
        self._device = device or None
        self._sounds: dict[Sound, Any] = {}
        self._mixer: ModuleType | None = None
        self._live: Any = None
        self._live_since = 0.0
        self._gain = GAINS[-1]

    def open(self) -> None:
        """Open the device; pygame is imported here, off the way to the first picture."""
        self._opened()

    def play(self, clip: Clip) -> None:
        """Start this clip; the previous one stops with the load."""
        mixer = self._opened()
        self.stop()
        try:
            if clip.sound:
                self._play_live(mixer, clip.sound)
            else:
                mixer.music.load(clip.path)
                mixer.music.set_volume(self._gain)
                mixer.music.play()
        except (_pygame_error(), OSError) as error:
            raise BadClipError(f"{clip.path or 'Live speech'} cannot be played: {error}") from error

    def _play_live(self, mixer: ModuleType, sound: Pcm) -> None:
        self._live = mixer.Sound(buffer=sound.samples)
        self._live.set_volume(self._gain)
        mixer.Channel(_SPEECH).play(self._live)
        self._live_since = time.monotonic()

    def stop(self) -> None:
        """Silence at the next buffer, at most 23 ms away."""
        if self._mixer:
            self._mixer.music.stop()
            self._mixer.Channel(_SPEECH).stop()
        self._live = None

    def position_ms(self) -> int | None:
        """SDL counts what it has handed to the device; for live speech the clock does."""
        if self._mixer and self._live:
            busy = self._mixer.Channel(_SPEECH).get_busy()
            return int((time.monotonic() - self._live_since) * 1000) if busy else None
        if self._mixer and self._mixer.music.get_busy():
            return int(self._mixer.music.get_pos())
        return None

    def effect(self, name: Sound) -> None:
        """Play a sound; one that is missing or damaged is silence, not a fault: the picture answers too."""
        mixer = self._opened()
        sound = self._sounds.get(name) or self._load(mixer, name)
        if sound:
            self._sounds[name] = sound
            sound.set_volume(self._gain)
            sound.play()

    def volume(self, step: int) -> None:
        """Set the gain for what plays and for what comes."""
        self._gain = GAINS[max(0, min(step, len(GAINS) - 1))]
        if self._mixer:
            self._mixer.music.set_volume(self._gain)
        if self._live:
            self._live.set_volume(self._gain)

    def rest(self) -> None:
        """Close the device: SDL's sound thread alone wakes the processor 43 times a second."""
        self.close()

    def close(self) -> None:
        """Close the device. Sounds go first: their memory is the mixer's."""
        self._sounds.clear()
        self._live = None
        mixer, self._mixer = self._mixer, None
        if mixer:
            mixer.quit()

    def _load(self, mixer: ModuleType, name: Sound) -> Any:
        try:
            return mixer.Sound(self._effects / f"{name}.ogg")
        except (_pygame_error(), OSError):
            return None

    def _opened(self) -> ModuleType:
        """The mixer, with the device open."""
        if self._mixer is None:
            os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
            import pygame.mixer  # noqa: PLC0415 - 0.1 s, off the way to the first picture

            try:
                pygame.mixer.init(SAMPLE_RATE, -16, 1, _BUFFER, self._device, allowedchanges=0)
            except pygame.error as error:
                raise NoSoundError(f"The loudspeaker cannot be opened: {error}. {_REMEDY}") from error
            pygame.mixer.set_reserved(_SPEECH + 1)
            self._mixer = pygame.mixer
        return self._mixer


def _pygame_error() -> type[Exception]:
    """SDL's error, for a border that must not import pygame before the device is opened."""
    import pygame  # noqa: PLC0415 - as above

    return pygame.error
