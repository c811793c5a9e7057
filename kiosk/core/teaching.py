"""The flow of a lesson: what a verdict leads to, how help climbs, when the kiosk moves by itself."""

from msgspec.structs import replace

from kiosk.core import events as e
from kiosk.core import guide, judge, playing, session
from kiosk.core import orders as o
from kiosk.core.content.lessons import Scan, Step, Tell, Wait
from kiosk.core.content.packs import Library
from kiosk.core.phone import machine
from kiosk.core.state import Lesson, State
from kiosk.core.turn import Turn, counting, counting_unreadable, saying, told
from kiosk.core.units import DurationMs, Words
from kiosk.core.ways import HINT_RUNGS

PATIENCE = 3
"""Wrong moves in one step before help comes by itself."""
FORGIVEN = 1
"""Wrong moves in a whole test that still pass."""
PAUSE = DurationMs(900)
"""Between the end of a sentence and the kiosk's own move: time to look."""
KEY_PAUSE = DurationMs(450)
"""Between two digits that the kiosk types by itself."""
GLOWS = HINT_RUNGS.index("glow")
"""The rung from which on a lesson counts as learned with help: what to touch was shown."""
MOST_KEYS = 40
"""More moves than any one step needs; doing a step for somebody stops here rather than never."""


def begin(library: Library, turn: Turn, name: str, way: str) -> Turn:
    """Start a lesson in one of its ways."""
    lesson = playing.begun(library, name, way, turn.state.seed)
    counted = o.Count("lessons_opened", f"{name}/{way}")
    return told(library, turn.but(counted, place="lesson", lesson=lesson, chosen_lesson=name))


def answer(library: Library, turn: Turn, event: e.Event) -> Turn:
    """Let the present step judge an event. Nobody but the kiosk itself plays in a way that plays itself."""
    lesson = _present(turn.state)
    if playing.way(lesson).plays_itself:
        return turn.but(o.Play("miss"))
    return _follow(library, _counting_codes(turn, event), judge.judged(library, lesson, event))


def hint(library: Library, turn: Turn) -> Turn:
    """Climb one rung: say it again, let it glow, do it for her."""
    lesson = _present(turn.state)
    if not playing.way(lesson).helps:
        return told(library, turn)
    glows = playing.way(lesson).glow and lesson.rung == 1
    rung = min(lesson.rung + (2 if glows else 1), len(HINT_RUNGS) - 1)
    assisted = lesson.assisted or rung >= GLOWS
    climbed = counting(turn, "hints", HINT_RUNGS[rung]).but(
        lesson=replace(lesson, rung=rung, assisted=assisted, news=None, reply=None, reply_kind="")
    )
    return told(library, climbed) if HINT_RUNGS[rung] != "done" else _done_for_her(library, climbed)


def move_by_itself(library: Library, turn: Turn) -> Turn:
    """What is due: the next move of a way that plays itself, or a thing arriving."""
    lesson = _present(turn.state)
    if lesson.due is None or turn.state.now < lesson.due:
        return turn
    now = replace(lesson, due=None)
    move = guide.next_move(library, now)
    verdict = judge.Right(_arrived(library, now)) if move is None else judge.judged(library, now, move)
    return _follow(library, turn.but(lesson=now), verdict)


def heard_out(library: Library, turn: Turn) -> Turn:
    """The sentence has ended: plan the kiosk's own move, if one is to come."""
    lesson = _present(turn.state)
    waits = isinstance(playing.step_now(library, lesson), Wait)
    if not (waits or playing.way(lesson).plays_itself):
        return turn
    return turn.but(lesson=replace(lesson, due=DurationMs(turn.state.now + PAUSE)))


def unreadable(library: Library, turn: Turn, why: str) -> Turn:
    """The camera cannot read: say why, but never talk over an instruction."""
    counted = counting_unreadable(turn, why)
    reply = getattr(library.phrases, f"code_{why}", None)
    if reply is None or not isinstance(playing.step_now(library, _present(turn.state)), Scan):
        return counted
    lesson = replace(_present(turn.state), trouble=why)
    pictured = counted.but(lesson=lesson)
    if not turn.state.speaking.ended or lesson.reply == reply:
        return pictured
    return told(library, pictured.but(lesson=replace(lesson, reply=reply, reply_kind="wrong")))


def camera_lost(library: Library, turn: Turn) -> Turn:
    """Cards lie on the screen in its place now: said once in a step, or a loose plug would never be silent."""
    lesson = _present(turn.state)
    if lesson.cards_told or not isinstance(playing.step_now(library, lesson), Scan):
        return turn
    return told(library, turn.but(lesson=replace(lesson, cards_told=True, trouble="", reply=None, reply_kind="")))


def _present(state: State) -> Lesson:
    if state.lesson is None:
        raise LookupError(f"no lesson is under way at {state.place}")
    return state.lesson


def _follow(library: Library, turn: Turn, verdict: judge.Verdict) -> Turn:
    match verdict:
        case judge.Right():
            return _right(library, turn, verdict.lesson)
        case judge.Wrong():
            return _wrong(library, turn, verdict)
        case judge.Moved(lesson=lesson):
            return _moved(library, turn, lesson)
    return turn


def _moved(library: Library, turn: Turn, lesson: Lesson) -> Turn:
    """A key or a free touch: an old answer goes away, the next key of a way that plays itself is planned."""
    due = DurationMs(turn.state.now + KEY_PAUSE) if playing.way(lesson).plays_itself else None
    moved = turn.but(o.Play("tap"), lesson=replace(lesson, due=due, news=None, reply=None, reply_kind=""))
    return moved if turn.state.speaking.ended else saying(moved, ())


def _right(library: Library, turn: Turn, lesson: Lesson, *, for_her: bool = False) -> Turn:
    later = playing.next_step(playing.script(library, lesson), lesson.step, playing.way(lesson))
    if later is None:
        return _finished(library, turn, lesson)
    step = playing.step_now(library, lesson)
    sounds = () if isinstance(step, Tell | Wait) else (o.Play("right"),)
    news = library.phrases.shown_how if for_her else step.right or _found(library, step)
    return told(library, turn.but(*sounds, lesson=replace(playing.standing(library, lesson, later), news=news)))


def _found(library: Library, step: Step) -> Words | None:
    return library.phrases.code_found if isinstance(step, Scan) else None


def _wrong(library: Library, turn: Turn, wrong: judge.Wrong) -> Turn:
    lesson = replace(
        wrong.lesson,
        wrong=wrong.lesson.wrong + 1,
        mistakes=wrong.lesson.mistakes + 1,
        news=None,
        reply=wrong.reply,
        reply_kind="wrong",
    )
    counts = (o.Count("mistakes", wrong.name),) if wrong.name else ()
    missed = turn.but(o.Play("wrong"), *counts, lesson=lesson)
    if lesson.wrong < PATIENCE:
        return told(library, missed)
    if playing.way(lesson).helps:
        return told(library, missed.but(lesson=replace(lesson, rung=max(lesson.rung, GLOWS), assisted=True)))
    return _done_for_her(library, missed)


def _done_for_her(library: Library, turn: Turn) -> Turn:
    """Make every move of the step, then go on: help never leaves anybody stuck."""
    stuck = _present(turn.state)
    lesson = replace(stuck, helped=stuck.helped + 1, assisted=True, passed=False, reply=None)
    for _ in range(MOST_KEYS):
        move = guide.next_move(library, lesson)
        verdict = judge.Right(_arrived(library, lesson)) if move is None else judge.judged(library, lesson, move)
        if isinstance(verdict, judge.Right):
            return _right(library, turn, verdict.lesson, for_her=True)
        lesson = verdict.lesson if verdict is not None else lesson
    raise LookupError(f"{lesson.lesson}: step {lesson.step} cannot be done by its own guide")


def _arrived(library: Library, lesson: Lesson) -> Lesson:
    step = playing.step_now(library, lesson)
    if not isinstance(step, Wait):
        return lesson
    return replace(lesson, phone=machine.arrived(playing.app(library, lesson), lesson.phone, step.arrival))


def _finished(library: Library, turn: Turn, lesson: Lesson) -> Turn:
    chosen = playing.way(lesson)
    passed = lesson.passed and lesson.mistakes <= FORGIVEN
    counts = [o.Count("lessons_finished", f"{lesson.lesson}/{lesson.way}")]
    if not chosen.glow:
        counts.append(o.Count("lessons_helped" if lesson.assisted else "lessons_unassisted", lesson.lesson))
    if chosen.counts:
        counts.append(o.Count("tests_passed" if passed else "tests_failed", lesson.lesson))
    place = session.leads(turn.state.place, session.LessonFinished())
    ended = replace(lesson, finished=True, passed=passed, reply=None)
    return told(library, turn.but(o.Play("done"), *counts, place=place, lesson=ended))


def _counting_codes(turn: Turn, event: e.Event) -> Turn:
    if not isinstance(event, e.CodeRead) or event.reading.kind == "staff":
        return turn
    return counting(turn, "codes_read", event.reading.kind)
