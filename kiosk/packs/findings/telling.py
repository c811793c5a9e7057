"""Findings told to the author, in Vietnamese or English: `file:line: what is wrong; the fix`."""

from collections.abc import Iterable

from kiosk.core.units import Lang
from kiosk.packs.findings import english, vietnamese
from kiosk.packs.findings.finding import Finding, Problem

TABLES: dict[Lang, tuple[str, dict[str, str]]] = {
    "vi": (vietnamese.REMINDER, vietnamese.TOLD),
    "en": (english.REMINDER, english.TOLD),
}

REMINDERS = frozenset(
    {
        "old-facts", "long-caption", "long-lesson", "unused-app", "unread", "mistake-not-here",
        "recorded-stale", "recorded-unlisted",
    }
)  # fmt: skip
"""Findings that an author should know of but that harm no visitor: the pack is compiled all the same."""


def is_grave(finding: Finding) -> bool:
    """Whether a finding refuses its pack."""
    return finding.code not in REMINDERS


def told(findings: Iterable[Finding], lang: Lang) -> tuple[Problem, ...]:
    """Problems in the order of their lines, each once."""
    ordered = sorted(set(map(_key, findings)))
    return tuple(_told(Finding(file, line, code, dict(facts)), lang) for file, line, code, facts in ordered)


def _key(finding: Finding) -> tuple:  # type: ignore[type-arg]
    return finding.file, finding.line, finding.code, tuple(sorted(finding.facts.items()))


def _told(finding: Finding, lang: Lang) -> Problem:
    reminder, table = TABLES[lang]
    grave = is_grave(finding)
    text = table[finding.code].format_map(finding.facts)
    return Problem(str(finding.file), finding.line, text if grave else reminder + text, grave)
