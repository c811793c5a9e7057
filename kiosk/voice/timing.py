"""The child that knows when each word begins: libespeak-ng's word events, which pyttsx3 passes on without their time.

Run as `python -m kiosk.voice.timing`. A process of its own, because the library keeps one state per process and pyttsx3
owns that of the other child. Field order of the structs: espeak-ng's `speak_lib.h`, unchanged from 1.49 to 1.52.
"""

import ctypes
from collections.abc import Callable

from kiosk.voice.tasks import Answer, Task, serve

_LIBRARIES = ("libespeak-ng.so.1", "libespeak-ng.so", "libespeak-ng.dylib")
_SYNCHRONOUS = 2
_CHARACTERS = 1
_UTF8 = 1
_END_PAUSE = 0x1000
_RATE = 1
_LIST_TERMINATED, _WORD = 0, 1


class _Detail(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Detail),
    )


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


class Stopwatch:
    """Speaks without a loudspeaker and notes when each word begins. With `keep` the answer holds the sound, too."""

    def __init__(self, *, keep: bool = False) -> None:
        self._library = espeak_library()
        self.rate: int = self._library.espeak_Initialize(_SYNCHRONOUS, 0, None, 0)
        """Samples a second."""
        if self.rate <= 0:
            raise RuntimeError("libespeak-ng found no voices; install espeak-ng-data")
        self._keep = keep
        self._sound = bytearray()
        self._samples = 0
        self._words: list[tuple[int, int]] = []
        self._callback = _Callback(self._on_sound)  # kept: ctypes forgets a callback nobody holds
        self._library.espeak_SetSynthCallback(self._callback)

    def time(self, task: Task) -> Answer:
        """The position of each word in the text, from 0, and the millisecond it begins."""
        self._samples, self._words, self._sound = 0, [], bytearray()
        if self._library.espeak_SetVoiceByName(task.voice.encode()) != 0:
            return Answer(why=f"libespeak-ng has no voice '{task.voice}'")
        self._library.espeak_SetParameter(_RATE, task.rate, 0)
        told = task.said.encode()
        self._library.espeak_Synth(told, len(told) + 1, 0, _CHARACTERS, 0, _UTF8 | _END_PAUSE, None, None)
        self._library.espeak_Synchronize()
        length = self._samples * 1000 // self.rate
        return Answer(length=length, words=tuple(self._words), sound=bytes(self._sound))

    def _on_sound(
        self, sound: "ctypes._Pointer[ctypes.c_short]", samples: int, events: "ctypes._Pointer[_Event]"
    ) -> int:
        self._samples += max(0, samples)
        if self._keep and samples > 0 and sound:
            self._sound += ctypes.string_at(sound, samples * 2)
        at = 0
        while (event := events[at]).type != _LIST_TERMINATED:
            if event.type == _WORD:
                self._words.append((event.text_position - 1, event.audio_position))
            at += 1
        return 0


def espeak_library() -> ctypes.CDLL:
    """The first that loads, with the argument types of the one call that takes a size."""
    for name in _LIBRARIES:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        size, unsigned = ctypes.c_size_t, ctypes.c_uint
        whole, anything = ctypes.c_int, ctypes.c_void_p
        library.espeak_Synth.argtypes = (anything, size, unsigned, whole, unsigned, unsigned, anything, anything)
        return library
    raise RuntimeError("libespeak-ng is not installed")


def _prepare() -> Callable[[Task], Answer]:
    return Stopwatch().time


if __name__ == "__main__":
    serve(_prepare)
