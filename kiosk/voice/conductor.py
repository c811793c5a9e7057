"""Says one order after another, as a state that is stepped: without thread or clock, so that a test can be its clock.

Laws: a new order or a hush ends the old one at once, and nothing of an old ticket is ever told again. Lines are never
skipped, however late a step comes. A loudspeaker that fails is told once; the order goes on in silence, with captions.
"""

from collections.abc import Callable

from msgspec import Struct

from kiosk.core.events import Event, Failed, Recovered, SpeechEnded, WordReached
from kiosk.core.orders import Say, Sound
from kiosk.core.units import DurationMs, Lang
from kiosk.voice.clips import Clip, Clips
from kiosk.voice.mixer import BadClipError, Mixer, NoSoundError, SilentMixer
from kiosk.voice.timeline import Mark, Timeline

REST_AFTER = 10_000
"""Milliseconds without a sound before the device is given back."""

RETRY_AFTER = 60_000
"""Milliseconds before a failed loudspeaker is tried again, with the next order."""

_STUCK = 2_000
"""Milliseconds that a clip may run late before the loudspeaker counts as stuck."""


class _Speech(Struct):
    """The order being said. `began` is when it would have begun if the loudspeaker had kept to the clock."""

    ticket: int
    lang: Lang
    clips: list[Clip]
    timeline: Timeline
    began: float
    line: int = -1
    line_began: float = 0
    told: Mark | None = None


class Conductor:
    """Owns the mixer. All methods are called by one thread, with times of the clock that was handed in."""

    def __init__(
        self,
        clips: Clips,
        mixer: Mixer,
        tell: Callable[[Event], None],
        clock: Callable[[], DurationMs],
        missing: Callable[[Lang], None],
    ) -> None:
        self._clips, self._tell, self._clock, self._missing = clips, tell, clock, missing
        self._loudspeaker = mixer
        self._silence = SilentMixer(clock)
        self._failed_at: float | None = None
        self._speech: _Speech | None = None
        self._quiet_since: float | None = None
        self._step_of_volume = 3

    def open(self) -> None:
        """Open the loudspeaker ahead of the first order."""
        self._guarded(self._loudspeaker.open)
        self._quiet_since = self._clock()

    def say(self, order: Say) -> None:
        """Begin this order; whatever was being said is over."""
        self.hush()
        self._try_again()
        lines = [self._clips.find_or_silence(text, order.lang, order.pace) for text in order.lines]
        for _ in (clip for clip in lines if clip.path is None):
            self._missing(order.lang)
        self._speech = _Speech(order.ticket, order.lang, lines, Timeline(lines), self._clock())

    def hush(self) -> None:
        """Silence, now; the old ticket is forgotten."""
        self._speech = None
        self._guarded(self._mixer.stop)
        self._quiet_since = self._clock()

    def effect(self, name: Sound) -> None:
        """A short sound beside the speech."""
        self._guarded(lambda: self._mixer.effect(name))
        self._quiet_since = self._clock()

    def volume(self, step: int) -> None:
        """For all that follows and for what is being said."""
        self._step_of_volume = step
        self._guarded(lambda: self._mixer.volume(step))

    def close(self) -> None:
        """Give the loudspeaker back."""
        self._speech = None
        self._loudspeaker.close()

    def step(self) -> float | None:
        """Do what is due; the milliseconds until the next step, none when only an order can bring one."""
        speech, now = self._speech, self._clock()
        if speech is None:
            return self._rest(now)
        elapsed = self._elapsed(speech, now)
        if speech.line + 1 < len(speech.clips) and elapsed >= speech.timeline.starts[speech.line + 1]:
            elapsed = self._begin_line(speech, now)
        self._tell_word(speech, elapsed)
        if elapsed >= speech.timeline.end:
            self._speech, self._quiet_since = None, now
            self._tell(SpeechEnded(speech.ticket))
            return self._rest(now)
        return max(1.0, speech.timeline.next_moment(elapsed) - elapsed)

    def go_silent(self, why: str) -> None:
        """The loudspeaker failed: say so once, and go on without it."""
        if self._failed_at is None:
            self._tell(Failed("voice", why))
        self._failed_at = self._clock()

    def give_up(self, why: str) -> None:
        """After an error nobody foresaw: drop the order, tell its end, so that nobody waits for it."""
        speech, self._speech = self._speech, None
        self.go_silent(why)
        if speech:
            self._tell(SpeechEnded(speech.ticket))

    @property
    def _mixer(self) -> Mixer:
        return self._silence if self._failed_at is not None else self._loudspeaker

    def _guarded(self, deed: Callable[[], None]) -> None:
        try:
            deed()
        except NoSoundError as error:
            self.go_silent(str(error))

    def _try_again(self) -> None:
        """A loudspeaker plugged in again is found with the next order, but not tried with every one."""
        if self._failed_at is None or self._clock() - self._failed_at < RETRY_AFTER:
            return
        try:
            self._loudspeaker.close()
            self._loudspeaker.volume(self._step_of_volume)
            self._loudspeaker.open()
        except NoSoundError:
            self._failed_at = self._clock()
        else:
            self._failed_at = None
            self._tell(Recovered("voice"))

    def _elapsed(self, speech: _Speech, now: float) -> float:
        """Milliseconds into the order by the loudspeaker's count, which knows what was heard; else by the clock."""
        position = self._mixer.position_ms() if speech.line >= 0 and speech.clips[speech.line].path else None
        if position is not None:
            if now - speech.line_began > speech.clips[speech.line].duration + _STUCK:
                self.go_silent("The loudspeaker takes sound but does not play it. Check the cable and the sound card.")
                return now - speech.began
            speech.began = now - speech.timeline.starts[speech.line] - position
        return now - speech.began

    def _begin_line(self, speech: _Speech, now: float) -> float:
        """Play the next line, and count from its beginning."""
        speech.line += 1
        clip = speech.clips[speech.line]
        if clip.path:
            self._guarded(lambda: self._play(clip, speech.lang))
        now = self._clock()
        speech.line_began, speech.began = now, now - speech.timeline.starts[speech.line]
        return speech.timeline.starts[speech.line]

    def _play(self, clip: Clip, lang: Lang) -> None:
        """A file that cannot be read is like one that is missing: its line passes in silence."""
        try:
            self._mixer.play(clip)
        except BadClipError:
            self._missing(lang)

    def _tell_word(self, speech: _Speech, elapsed: float) -> None:
        """Only ever forward: the loudspeaker's count trembles by a few milliseconds."""
        mark = speech.timeline.mark_at(elapsed)
        if mark and mark.line <= speech.line and (speech.told is None or mark.at > speech.told.at):
            speech.told = mark
            self._tell(WordReached(speech.ticket, mark.line, mark.word))

    def _rest(self, now: float) -> float | None:
        """Give the device back after a while, then sleep until an order comes."""
        if self._quiet_since is None:
            return None
        left = self._quiet_since + REST_AFTER - now
        if left > 0:
            return left
        self._quiet_since = None
        self._guarded(self._mixer.rest)
        return None
