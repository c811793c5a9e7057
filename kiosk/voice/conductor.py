"""Says one order after another, as a state that is stepped: without thread or clock, so that a test can be its clock.

Laws: a new order or a hush ends the old one at once, and nothing of an old ticket is ever told again. Lines are never
skipped, however late a step comes. A loudspeaker that fails is told once; the order goes on in silence, with captions.

A line without a clip may be spoken live: it is asked for when the order comes, and waited for, within reason, when its
turn comes. Lines before it are not held up.
"""

from collections.abc import Callable

from msgspec import Struct, field

from kiosk.core.events import Event, Failed, Recovered, SpeechEnded, WordReached
from kiosk.core.orders import Say, Sound
from kiosk.core.units import DurationMs, Lang, Pace
from kiosk.voice.clips import Clip, Clips
from kiosk.voice.mixer import BadClipError, Mixer, NoSoundError, SilentMixer
from kiosk.voice.timeline import Mark, Timeline

REST_AFTER = 10_000
"""Milliseconds without a sound before the device is given back."""

RETRY_AFTER = 60_000
"""Milliseconds before a failed loudspeaker is tried again, with the next order."""

_STUCK = 2_000
"""Milliseconds that a clip may run late before the loudspeaker counts as stuck."""


PATIENCE = 3_000
"""Milliseconds that a line waits for its live sound; then it passes in silence."""

Aloud = Callable[[str, Lang, Pace, Callable[[Clip | None], None]], None]
"""Has a sentence spoken that has no clip, and gives what came of it, later, to the thread of the voice."""


class _Speech(Struct):
    """The order being said. `began` is when it would have begun if the loudspeaker had kept to the clock.

    `awaited` are the lines whose live sound has not come yet.
    """

    ticket: int
    lang: Lang
    clips: list[Clip]
    timeline: Timeline
    began: float
    line: int = -1
    line_began: float = 0
    told: Mark | None = None
    awaited: set[int] = field(default_factory=set)

    def __repr__(self) -> str:
        return f"_Speech({self.ticket})"


class Conductor:
    """Owns the mixer. All methods are called by one thread, with times of the clock that was handed in."""

    def __init__(  # noqa: PLR0913 - each is another outside thing, and tests hold every one of them in their hand
        self,
        clips: Clips,
        mixer: Mixer,
        tell: Callable[[Event], None],
        clock: Callable[[], DurationMs],
        missing: Callable[[Lang], None],
        *,
        aloud: Aloud | None = None,
    ) -> None:
        self._clips, self._tell, self._clock, self._missing, self._aloud = clips, tell, clock, missing, aloud
        self._loudspeaker = mixer
        self._silence = SilentMixer(clock)
        self._failed_at: float | None = None
        self._speech: _Speech | None = None
        self._quiet_since: float | None = None
        self._step_of_volume = 3
        self._limps = ""

    def open(self) -> None:
        """Open the loudspeaker ahead of the first order."""
        self._guarded(self._loudspeaker.open)
        self._quiet_since = self._clock()

    def say(self, order: Say) -> None:
        """Begin this order; whatever was being said is over."""
        self.hush()
        self._try_again()
        lines = [self._clips.find_or_silence(text, order.lang, order.pace) for text in order.lines]
        self._look_at_clips()
        self._speech = _Speech(order.ticket, order.lang, lines, Timeline(lines), self._clock())
        for number in (number for number, clip in enumerate(lines) if not clip.audible):
            self._ask_for(self._speech, number, order)

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
            if (wait := self._wait_for_next(speech, elapsed)) > 0:
                return wait
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
        position = self._mixer.position_ms() if speech.line >= 0 and speech.clips[speech.line].audible else None
        if position is not None:
            if now - speech.line_began > speech.clips[speech.line].duration + _STUCK:
                self.go_silent("The loudspeaker takes sound but does not play it. Check the cable and the sound card.")
                return now - speech.began
            speech.began = now - speech.timeline.starts[speech.line] - position
        return now - speech.began

    def _look_at_clips(self) -> None:
        """A folder of clips that cannot be read is told once, and when it can be again; all else is spoken."""
        why = self._clips.unreadable
        if why and not self._limps:
            self._tell(Failed("voice", why, limps=True))
        elif self._limps and not why and self._failed_at is None:
            self._tell(Recovered("voice"))
        self._limps = why

    def _ask_for(self, speech: _Speech, number: int, order: Say) -> None:
        """Have a line spoken that has no clip. Without a loudspeaker nobody would hear it: captions do."""
        if self._aloud is None or self._failed_at is not None:
            self._missing(speech.lang)
            return
        speech.awaited.add(number)
        self._aloud(order.lines[number], order.lang, order.pace, lambda clip: self._given(speech, number, clip))

    def _given(self, speech: _Speech, number: int, clip: Clip | None) -> None:
        """A live line came, or it is known that it will not. One that comes too late is thrown away."""
        if speech is not self._speech or number not in speech.awaited:
            return
        speech.awaited.discard(number)
        if clip is None:
            self._missing(speech.lang)
            return
        speech.clips[number] = clip
        speech.timeline = Timeline(speech.clips)

    def _wait_for_next(self, speech: _Speech, elapsed: float) -> float:
        """Milliseconds that the next line may still be waited for; none when it is there or was given up."""
        number = speech.line + 1
        if number not in speech.awaited:
            return 0
        left = speech.timeline.starts[number] + PATIENCE - elapsed
        if left <= 0:
            speech.awaited.discard(number)
            self._missing(speech.lang)
        return left

    def _begin_line(self, speech: _Speech, now: float) -> float:
        """Play the next line, and count from its beginning."""
        speech.line += 1
        clip = speech.clips[speech.line]
        if clip.audible:
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
