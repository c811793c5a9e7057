"""YAML text → a tree of nodes that all know their line. No value is made yet, so no YAML 1.1 trap can spring.

The tree is built from libyaml's *events*, not by its composer: `CSafeLoader.get_single_node` recurses in C and ends
the process on a file of 100,000 brackets. Scalars stay text: whether `no`, `0123` or `1:30` is a word or a number is
decided by what the content model wants there (`read`), not by YAML 1.1, which would make them `False`, 83 and 90.
Anchors, aliases, tags and duplicate keys are refused: an alias may grow a small file beyond all memory, and
a second key of the same name would silently win over the first.
"""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from kiosk.packs.findings.finding import Finding

DEEPEST = 24
"""Levels of nesting; the content model itself has nine."""

LONGEST = 2_000_000
"""Bytes of one file; the longest lesson has twenty thousand."""


class Scalar(Struct, frozen=True):
    """Any single value, still as text in NFC. `plain` when it stood there without quotes."""

    text: str
    plain: bool
    line: int


class Items(Struct, frozen=True):
    """A list."""

    items: tuple["Node", ...]
    line: int


class Fields(Struct, frozen=True):
    """Names with values, each name once."""

    fields: tuple[tuple[Scalar, "Node"], ...]
    line: int


Node = Scalar | Items | Fields


class Unreadable(Exception):  # noqa: N818 - it is a fact about a file, told to its author
    """The file cannot be understood at all; carries the one finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


def nodes(file: Path) -> Node:
    """The tree of one file, or `Unreadable`."""
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise Unreadable(Finding(file, 1, "no-file", {"why": error.strerror or type(error).__name__})) from error
    if len(raw) > LONGEST:
        raise Unreadable(Finding(file, 1, "too-long", {"most": str(LONGEST)}))
    return parse(raw, file)


def parse(raw: bytes, file: Path) -> Node:
    """The tree of the bytes of a file."""
    import yaml  # noqa: PLC0415 - only when content is read, never when a kiosk starts

    try:
        text = raw.decode()
        return _Tree(file, yaml.parse(text, Loader=yaml.CSafeLoader)).document()
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise Unreadable(Finding(file, line, "not-utf8", {})) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        why = error.problem or error.context or "?"
        raise Unreadable(Finding(file, mark.line + 1 if mark else 1, _yaml_code(why), {"why": why})) from error
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        raise Unreadable(Finding(file, line, "control", {})) from error


def _yaml_code(why: str) -> str:
    """The usual slips have a fix of their own."""
    if "cannot start any token" in why or "tab character" in why:
        return "yaml-sign"
    if "mapping values are not allowed" in why:
        return "yaml-colon"
    return "yaml"


class _Tree:
    """Builds nodes from the stream of parser events."""

    def __init__(self, file: Path, events: Iterator[Any]) -> None:
        self.file = file
        self.events = events

    def document(self) -> Node:
        """The one document of the file."""
        next(self.events)  # the stream begins
        if self._kind(begin := next(self.events)) == "StreamEnd":
            raise self._refuse(begin, "empty")
        node = self._node(next(self.events), 0)
        next(self.events)  # the document ends
        if self._kind(event := next(self.events)) != "StreamEnd":
            raise self._refuse(event, "two-documents")
        return node

    def _node(self, event: Any, depth: int) -> Node:
        self._plain_only(event, depth)
        line: int = event.start_mark.line + 1
        match self._kind(event):
            case "Scalar":
                if any(letter < " " and letter not in "\n\t" for letter in event.value):
                    raise self._refuse(event, "control")
                return Scalar(unicodedata.normalize("NFC", event.value), event.implicit[0], line)
            case "SequenceStart":
                return Items(tuple(self._node(inner, depth + 1) for inner in self._until("SequenceEnd")), line)
            case _:
                return Fields(tuple(self._entries(depth + 1)), line)

    def _entries(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, int] = {}
        for event in self._until("MappingEnd"):
            key = self._node(event, depth)
            if not isinstance(key, Scalar):
                raise self._refuse(event, "odd-name")
            if key.text in seen:
                raise self._refuse(event, "twice", name=key.text, first=str(seen[key.text]))
            seen[key.text] = key.line
            yield key, self._node(next(self.events), depth)

    def _until(self, end: str) -> Iterator[Any]:
        while self._kind(event := next(self.events)) != end:
            yield event

    def _plain_only(self, event: Any, depth: int) -> None:
        if depth > DEEPEST:
            raise self._refuse(event, "too-deep", most=str(DEEPEST))
        if getattr(event, "anchor", None) is not None:  # aliases carry one too
            raise self._refuse(event, "alias", name=event.anchor)
        if getattr(event, "tag", None) is not None:
            raise self._refuse(event, "tag", name=event.tag)

    def _refuse(self, event: Any, code: str, **facts: str) -> Unreadable:
        return Unreadable(Finding(self.file, event.start_mark.line + 1, code, facts))

    @staticmethod
    def _kind(event: Any) -> str:
        return type(event).__name__.removesuffix("Event")
