"""What can be wrong with an answer: where, what, and what to write instead, in both languages.

The sentences stand in code, as those of the calm page do: they are needed before anybody knows whether there are
lessons. The tables are in `sentences`.
"""

import re
from difflib import get_close_matches

import msgspec

from kiosk.config.screens import SCREENS
from kiosk.core.setup import AnswerFault
from kiosk.core.units import LANGS, Lang, Words
from kiosk.setup import sentences

FILE = "kiosk-answers.toml"
"""The name of the answer file."""

PLAIN = frozenset({"rotation", "opens", "closes", "upload", "panel"})
"""Answers that need no quotation marks."""

_LONGEST = 40
"""Letters of a value that is quoted in a sentence."""

_NAME = re.compile(r"[a-z_]{1,16}")
_HINT = 2
"""Letters of a strange name: enough to find its line, too few to use a password."""


class Wrong(Exception):  # noqa: N818 - it becomes a fault, with a place
    """Something about an answer is wrong; `value` may be shown and spoken, so it is never a secret."""

    def __init__(self, code: str, value: object = "") -> None:
        super().__init__(code)
        self.code, self.value = code, _shown(value)


def fault(field: str, line: int, wrong: Wrong) -> AnswerFault:
    """The fault in its sentences. `line` 0: it stands nowhere."""
    where = f"{FILE}:{line}" if line else FILE
    kind = wrong.code.rpartition(".")[2] if wrong.code not in sentences.WHAT else wrong.code
    code = wrong.code if "." in wrong.code or not field else f"{field}.{wrong.code}"
    name = sentences.NAMES.get(field, dict.fromkeys(LANGS, f"“{_shown(field)}”"))
    says = {lang: _says(kind, lang, line, name[lang], wrong.value) for lang in LANGS}
    return AnswerFault(code, field, where, says, _remedy(kind, field, wrong.value))


def unknown(name: str, line: int) -> AnswerFault:
    """The fault of a name that there is not. It is quoted only where it is nearly one that there is: anything may stand
    before an equals sign, a password too, and it would be shown and said aloud on a market."""
    meant = nearest(name)
    quoted = name if meant and _NAME.fullmatch(name) else f"{''.join(filter(str.isalnum, name[:_HINT]))}…"
    if quoted == name:
        return fault(quoted, line, Wrong("unknown", meant))
    return msgspec.structs.replace(fault("", line, Wrong("line.strange", meant)), field=quoted)


def nearest(name: str) -> str:
    """The field that was probably meant; empty when nobody can say."""
    near = get_close_matches(name, sentences.NAMES, n=1, cutoff=0.6)
    return near[0] if near else ""


def _says(kind: str, lang: Lang, line: int, name: str, value: str) -> str:
    words = sentences.WHAT[kind][lang].replace("{name}", name).replace("{value}", value)
    if not line:
        return words[0].upper() + words[1:]
    return {"vi": f"Dòng {line}: {words}", "en": f"Line {line}: {words}"}[lang]


def _remedy(kind: str, field: str, value: str) -> Words:
    own = None if kind == "line.quotes" and field in PLAIN else sentences.REMEDIES.get(kind)
    own = sentences.REMEDIES["unknown"] if kind == "line.strange" and value else own
    chosen: Words = own or sentences.WRITE[field]
    filled = {"{value}": value, "{field}": field, "{screens}": ", ".join(SCREENS)}
    return {lang: _filled(chosen[lang], filled) for lang in LANGS}


def _filled(words: str, filled: dict[str, str]) -> str:
    for place, value in filled.items():
        words = words.replace(place, value)
    return words


def _shown(value: object) -> str:
    text = " ".join("".join(mark for mark in str(value) if mark.isprintable()).split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
