"""Moves of a visit: what each brings along. Whether a move exists from a place is decided by `kiosk.core.session`."""

from collections.abc import Callable

from kiosk.core import checking, playing, session, teaching
from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.anytime import fresh
from kiosk.core.content.packs import Library
from kiosk.core.turn import Turn, counting, saying, told


def moved(library: Library, turn: Turn, event: e.Event) -> Turn | None:
    """The turn after a move of the session table; `None` when the event is no move from here."""
    place = session.leads(turn.state.place, event)
    if place is None:
        return None
    return _MOVES[type(event)](library, turn.but(place=place), event)


def _came(library: Library, turn: Turn, event: e.Came) -> Turn:
    state = fresh(turn.state, place="home", seed=event.seed or turn.state.now)
    return told(library, Turn(state, (*turn.orders, o.Count("visits"), o.Count("accent", state.house.accent))))


def _topic(library: Library, turn: Turn, event: e.TopicChosen) -> Turn:
    lessons = next(topic.lessons for topic in library.topics if topic.topic == event.topic)
    only = lessons[0] if len(lessons) == 1 else ""
    chosen = turn.but(o.Count("topics_opened", event.topic), topic=event.topic, chosen_lesson=only, page=0)
    return told(library, chosen)


def _check(library: Library, turn: Turn, _event: e.CheckOpened) -> Turn:
    return checking.begin(library, turn.but(o.Count("checks_opened"), page=0))


def _page(library: Library, turn: Turn, event: e.PageTurned) -> Turn:
    return turn.but(page=max(0, turn.state.page + event.by))


def _chose_lesson(library: Library, turn: Turn, event: e.LessonChosen) -> Turn:
    return told(library, turn.but(chosen_lesson=event.lesson))


def _way(library: Library, turn: Turn, event: e.WayChosen) -> Turn:
    return teaching.begin(library, turn, turn.state.chosen_lesson, event.way)


def _over(library: Library, turn: Turn, _event: e.StartedOver) -> Turn:
    if turn.state.place == "check":
        return checking.begin(library, turn)
    lesson = turn.state.lesson
    return turn if lesson is None else teaching.begin(library, turn, lesson.lesson, lesson.way)


def _back(library: Library, turn: Turn, _event: e.WentBack) -> Turn:
    if turn.state.place == "home":
        return _home(library, turn, e.WentHome())
    return told(library, _leaving(library, turn).but(lesson=None))


def _home(library: Library, turn: Turn, _event: e.WentHome) -> Turn:
    if turn.state.place == "attract":
        return saying(Turn(fresh(turn.state), turn.orders), ())
    return told(library, _leaving(library, turn).but(topic="", chosen_lesson="", lesson=None, check=None))


def _ended(library: Library, turn: Turn, _event: session.VisitEnded) -> Turn:
    left = counting(_leaving(library, turn), "idle_ends")
    return saying(Turn(fresh(left.state), left.orders), ())


def _leaving(library: Library, turn: Turn) -> Turn:
    """A lesson left before its end is counted at the step it was left at."""
    lesson = turn.state.lesson
    if lesson is None or lesson.finished:
        return turn
    return counting(turn, "lessons_left_at", f"{lesson.lesson}/{playing.step_now(library, lesson).id}")


_MOVES: dict[type[e.Event], Callable[..., Turn]] = {
    e.Came: _came,
    e.TopicChosen: _topic,
    e.CheckOpened: _check,
    e.PageTurned: _page,
    e.LessonChosen: _chose_lesson,
    e.WayChosen: _way,
    e.StartedOver: _over,
    e.WentBack: _back,
    e.WentHome: _home,
    session.VisitEnded: _ended,
}
