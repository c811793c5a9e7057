"""Journeys: a whole visit as a data file, for tests, tours and the pictures of the documentation.

    journey: pay-together
    about: Pays for a fish with help, once wrong.
    moves:
      - {event: Came, seed: 7}
      - touch: topic-pay
      - speech: ended
      - hold: fish-stall
      - tick: 1000

A move is either an event as the core knows it, or what a visitor's hand does: `touch` an item of the present scene by
its name, `hold` a practice card before the camera, let time pass (`tick`), let the voice end (`speech`). What a short
form means depends on the moment, so whoever plays the journey asks `event_of` then.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct

from kiosk.core import codes
from kiosk.core import events as e
from kiosk.core.content.base import Content
from kiosk.core.content.packs import Library
from kiosk.core.state import State
from kiosk.core.units import DurationMs, Lang
from kiosk.packs.findings.finding import Finding
from kiosk.packs.findings.telling import told
from kiosk.packs.reading.nodes import Fields, Items, Node, Unreadable, nodes
from kiosk.packs.reading.read import Read, understand


class Touch(Content, frozen=True, kw_only=True):
    """A finger on an item of the present scene."""

    touch: str


class Hold(Content, frozen=True, kw_only=True):
    """A practice card before the camera."""

    hold: str


class Tick(Content, frozen=True, kw_only=True):
    """Milliseconds go by."""

    tick: int


class Speech(Content, frozen=True, kw_only=True):
    """The voice comes to the end of what it is saying."""

    speech: Literal["ended"]


Short = Touch | Hold | Tick | Speech
Move = Short | e.Event


class Journey(Struct, frozen=True):
    """A visit as a list of moves, each with the line it stands in."""

    name: str
    about: str
    moves: tuple[Move, ...]
    lines: tuple[int, ...]


class _Head(Content, frozen=True, kw_only=True):
    journey: str
    about: str = ""
    moves: tuple[Any, ...]


class BadJourney(Exception):  # noqa: N818 - told to the author in sentences
    """A journey file that cannot be used; its text has one `file:line: …` per problem."""


class CannotGo(Exception):  # noqa: N818 - told to the author in a sentence
    """A move that means nothing at its moment."""


SHORT: dict[str, type[Short]] = {"touch": Touch, "hold": Hold, "tick": Tick, "speech": Speech}


def read_journey(path: Path, lang: Lang = "en") -> Journey:
    """The journey in a file, or `BadJourney`."""
    try:
        head, moves = _head(nodes(path), path)
    except Unreadable as error:
        raise BadJourney(_lines((error.finding,), lang)) from error
    made = [_move(node, path) for node in moves]
    findings = (*head.findings, *(finding for move in made for finding in move.findings))
    if findings or head.value is None:
        raise BadJourney(_lines(findings, lang))
    values = tuple(move.value for move in made if move.value is not None)
    return Journey(head.value.journey, head.value.about, values, tuple(node.line for node in moves))


def written(name: str, about: str, events: Iterable[e.Event]) -> str:
    """The text of a journey file with these events, such as a visit of the robot learner that went wrong."""
    lines = [f"journey: {_json(name)}", f"about: {_json(about)}", "moves:"]
    return "\n".join((*lines, *(f"  - {_json(_told(event))}" for event in events))) + "\n"


def _json(value: Any) -> str:
    """JSON is YAML, and leaves no doubt about what is a text."""
    return msgspec.json.encode(value).decode()


def _told(event: e.Event) -> Any:
    """An event without what it does not say: a reading has a dozen empty parts."""
    plain = msgspec.to_builtins(event)
    if isinstance(event, e.CodeRead):
        plain["reading"] = {part: value for part, value in plain["reading"].items() if value not in (None, "")}
    return plain


def event_of(move: Move, library: Library, state: State, touched: Callable[[str], e.Event | None]) -> e.Event:
    """The event that a move is now. `touched(name)` gives what touching that item of the present scene means."""
    match move:
        case Touch(touch=name):
            event = touched(name)
            if event is None:
                raise CannotGo(f"nothing called `{name}` can be touched in {state.place}")
            return event
        case Hold(hold=card):
            if card not in library.cards:
                raise CannotGo(f"there is no practice card `{card}`")
            return e.CodeRead(codes.read(library.cards[card].payload))
        case Tick(tick=passed):
            return e.Ticked(DurationMs(state.now + passed))
        case Speech():
            return e.SpeechEnded(state.speaking.ticket)
    return move


def _lines(findings: tuple[Finding, ...], lang: Lang) -> str:
    return "\n".join(map(str, told(findings, lang)))


def _head(node: Node, path: Path) -> tuple[Read[_Head], tuple[Node, ...]]:
    """The head of the file with its moves still unread."""
    moves: tuple[Node, ...] = ()
    rest: Node = node
    if isinstance(node, Fields):
        found = next((inner for key, inner in node.fields if key.text == "moves"), None)
        if isinstance(found, Items):
            moves = found.items
            kept = tuple((key, Items((), found.line) if inner is found else inner) for key, inner in node.fields)
            rest = Fields(kept, node.line)
    return understand(rest, path, _Head), moves


def _move(node: Node, path: Path) -> Read[Any]:
    """One move: a short form is known by its one name, everything else must be an event."""
    if isinstance(node, Fields) and len(node.fields) == 1:
        name = node.fields[0][0].text
        if name in SHORT:
            return understand(node, path, SHORT[name])
    return understand(node, path, e.PlainEvent)
