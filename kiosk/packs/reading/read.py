"""Nodes → the frozen values of the content model, every complaint at its line, all of them at once.

The walk follows the model itself (`msgspec.inspect`), so a new field or step kind needs no word here. What a plain
scalar means is decided by the type wanted: `no` is a word where a text is wanted, `0123` keeps its zero, and only where
a model takes several types (a variable's value) the plain forms `true`, `false` and whole numbers are not text.
"""

import re
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import Struct, inspect

from kiosk.core.units import LANGS
from kiosk.packs.findings.finding import Finding, Marks, Steps
from kiosk.packs.reading.nodes import Fields, Items, Node, Scalar, Unreadable, nodes

T = TypeVar("T")

WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,14})")
"""A whole number as everybody writes it; `0123` and `1_000` are texts, `1.000` would be read differently by country.

At most fifteen digits: more money than there is, and still exact in every format the number may pass through.
"""

LONGEST_SHOWN = 60
"""Letters of a wrong value that a complaint repeats."""

BOOLS = {"true": True, "false": False}


class Read(Struct, Generic[T], frozen=True):
    """A value with the lines it came from. `value` is `None` when there are findings."""

    value: T | None
    marks: Marks
    findings: tuple[Finding, ...] = ()


def read(file: Path, wanted: type[T]) -> Read[T]:
    """One file as one value of the content model."""
    try:
        return understand(nodes(file), file, wanted)
    except Unreadable as error:
        return Read(None, Marks(file, {}), (error.finding,))


def understand(node: Node, file: Path, wanted: Any) -> Read[Any]:
    """A tree of nodes as one value of the content model."""
    walk = _Walk(Marks(file, {}))
    plain = walk.value(node, inspect.type_info(wanted), ())
    if walk.findings:
        return Read(None, walk.marks, tuple(walk.findings))
    return Read(msgspec.convert(plain, wanted), walk.marks)


def did_you_mean(word: str, known: list[str]) -> str:
    """The known word that was probably meant, or empty."""
    if len(word) > LONGEST_SHOWN:
        return ""  # nobody meant that, and comparing takes the square of its length
    return next(iter(get_close_matches(word, known, n=1, cutoff=0.6)), "")


class _Walk:
    """Turns nodes into plain dicts, lists and scalars that fit a type, and collects what does not fit."""

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        self.findings: list[Finding] = []

    def value(self, node: Node, shape: inspect.Type, steps: Steps) -> Any:  # noqa: PLR0911 - one answer per kind of type
        """What a node says where a type is wanted; `None` and a finding when it does not fit."""
        self.marks.lines.setdefault(steps, node.line)
        match shape:
            case inspect.StructType():
                return self._struct(node, shape, steps)
            case inspect.UnionType():
                return self._union(node, shape, steps)
            case inspect.DictType():
                return self._dict(node, shape, steps)
            case inspect.VarTupleType() | inspect.ListType():
                return self._items(node, shape.item_type, steps)
            case inspect.TupleType():
                return self._row(node, shape.item_types, steps)
            case inspect.LiteralType():
                return self._literal(node, shape, steps)
            case inspect.IntType():
                return self._int(node, steps)
            case inspect.BoolType():
                return self._bool(node, steps)
            case _:
                return self._text(node, steps)

    # --- values that hold others --------------------------------------------------------------------------------------

    def _struct(self, node: Node, shape: inspect.StructType, steps: Steps) -> Any:
        if not isinstance(node, Fields):
            return self._bad(steps, "want-fields", known=", ".join(field.encode_name for field in shape.fields))
        known = {field.encode_name: field for field in shape.fields}
        made = {} if shape.tag_field is None else {shape.tag_field: shape.tag}
        for key, inner in node.fields:
            self.marks.lines[*steps, key.text] = key.line
            if key.text in known:
                made[key.text] = self.value(inner, known[key.text].type, (*steps, key.text))
            elif key.text != shape.tag_field:
                self._unknown(key, list(known), steps)
        for name, field in known.items():
            if field.required and name not in made:
                self._bad(steps, "missing", name=name)
        return made

    def _unknown(self, key: Scalar, known: list[str], steps: Steps) -> None:
        meant = did_you_mean(key.text, known)
        code = "unknown-meant" if meant else "unknown"
        self._bad((*steps, key.text), code, name=key.text, meant=meant, known=", ".join(known))

    def _union(self, node: Node, shape: inspect.UnionType, steps: Steps) -> Any:
        structs = [kind for kind in shape.types if isinstance(kind, inspect.StructType)]
        if structs:
            return self._tagged(node, structs, steps)
        inner = [kind for kind in shape.types if not isinstance(kind, inspect.NoneType)]
        if len(inner) < len(shape.types) and _nothing(node):
            return None
        if len(inner) == 1:
            return self.value(node, inner[0], steps)
        return self._any_scalar(node, steps)

    def _tagged(self, node: Node, structs: list[inspect.StructType], steps: Steps) -> Any:
        tag_field, known = structs[0].tag_field or "", {str(kind.tag): kind for kind in structs}
        if not isinstance(node, Fields):
            return self._bad(steps, "want-kind", name=tag_field, known=", ".join(known))
        tag = next((inner for key, inner in node.fields if key.text == tag_field), None)
        if not isinstance(tag, Scalar):
            return self._bad(steps, "want-kind", name=tag_field, known=", ".join(known))
        if tag.text in known:
            return self._struct(node, known[tag.text], steps)
        self.marks.lines[*steps, tag_field] = tag.line
        return self._not_one_of((*steps, tag_field), tag.text, list(known))

    def _dict(self, node: Node, shape: inspect.DictType, steps: Steps) -> Any:
        words = isinstance(shape.key_type, inspect.LiteralType)
        if not isinstance(node, Fields):
            return self._bad(steps, "want-words" if words else "want-names")
        made = {}
        for key, inner in node.fields:
            self.marks.lines[*steps, key.text] = key.line
            if words and key.text not in LANGS:
                self._not_one_of((*steps, key.text), key.text, list(LANGS))
            made[key.text] = self.value(inner, shape.value_type, (*steps, key.text))
        return self._sentences(made, steps) if words else made

    def _sentences(self, made: dict[str, str | None], steps: Steps) -> dict[str, str]:
        """Every language offered has its sentence; spaces around it are nobody's intention."""
        for lang in LANGS:
            if made.get(lang, "") == "" or str(made[lang]).isspace():
                self._bad((*steps, lang), "no-sentence", lang=lang)
        return {lang: str(text).strip() for lang, text in made.items()}

    def _items(self, node: Node, inner: inspect.Type, steps: Steps) -> Any:
        if not isinstance(node, Items):
            return self._bad(steps, "want-list")
        return [self.value(item, inner, (*steps, index)) for index, item in enumerate(node.items)]

    def _row(self, node: Node, kinds: tuple[inspect.Type, ...], steps: Steps) -> Any:
        """A list of so many values, each of its kind."""
        if not isinstance(node, Items) or len(node.items) != len(kinds):
            return self._bad(steps, "want-list")
        return [
            self.value(item, kind, (*steps, index))
            for index, (item, kind) in enumerate(zip(node.items, kinds, strict=True))
        ]

    # --- single values ------------------------------------------------------------------------------------------------

    def _text(self, node: Node, steps: Steps) -> Any:
        if not isinstance(node, Scalar):
            return self._bad(steps, "want-text")
        if _nothing(node):
            return self._bad(steps, "nothing")
        return node.text

    def _int(self, node: Node, steps: Steps) -> Any:
        if not isinstance(node, Scalar) or not node.plain or not WHOLE.fullmatch(node.text):
            return self._bad(steps, "want-number", value=_shown(node))
        return int(node.text)

    def _bool(self, node: Node, steps: Steps) -> Any:
        if not isinstance(node, Scalar) or node.text not in BOOLS:
            return self._bad(steps, "want-bool", value=_shown(node))
        return BOOLS[node.text]

    def _any_scalar(self, node: Node, steps: Steps) -> Any:
        if isinstance(node, Scalar) and node.plain and node.text in BOOLS:
            return BOOLS[node.text]
        if isinstance(node, Scalar) and node.plain and WHOLE.fullmatch(node.text):
            return int(node.text)
        return self._text(node, steps)

    def _literal(self, node: Node, shape: inspect.LiteralType, steps: Steps) -> Any:
        known = [str(value) for value in shape.values]
        if isinstance(node, Scalar) and node.text in known:
            return node.text
        return self._not_one_of(steps, _shown(node), known)

    def _not_one_of(self, steps: Steps, word: str, known: list[str]) -> Any:
        meant = did_you_mean(word, known)
        code = "not-one-of-meant" if meant else "not-one-of"
        return self._bad(steps, code, value=word, meant=meant, known=", ".join(known))

    def _bad(self, steps: Steps, code: str, **facts: str) -> Any:
        """Note a finding; its `None` stands for the value, in a tree that will not be used."""
        name = next((str(step) for step in reversed(steps) if isinstance(step, str)), "")
        self.findings.append(self.marks.found(steps, code, **{"name": name, **facts}))
        return None


def _nothing(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and node.text in ("", "~", "null")


def _shown(node: Node) -> str:
    if not isinstance(node, Scalar):
        return "…"
    return node.text if len(node.text) <= LONGEST_SHOWN else f"{node.text[:LONGEST_SHOWN]}…"
