"""Everything that `kiosk fleet report` leaves in a folder.

    report.html                      the page
    report.vi.xlsx, report.en.xlsx   its tables for people, a workbook for each language
    tables/*.csv                     its tables for programs; their heads are the same in every language
    concerns.json                    machines that need a visit

Each file is written whole or not at all, and the page last: whoever finds it finds the others.
"""

from collections.abc import Iterator
from pathlib import Path

from kiosk.core.content.packs import Library
from kiosk.core.units import Lang
from kiosk.durable import keep
from kiosk.fleet.health_rules import as_json
from kiosk.fleet.report.answers import Answers
from kiosk.fleet.report.names import Names
from kiosk.fleet.report.page.glance import CONCERNS_FILE
from kiosk.fleet.report.page.page import html
from kiosk.fleet.report.sheets import csv_bytes, workbook
from kiosk.fleet.report.tables import tables

PAGE = "report.html"


def write(answers: Answers, out: Path, langs: tuple[Lang, ...], library: Library | None = None) -> Path:
    """Write all of it into a folder; the page's own place is returned. Raises `OSError`."""
    for name, raw in files(answers, langs, library):
        keep(out / name, raw)
    return out / PAGE


def files(answers: Answers, langs: tuple[Lang, ...], library: Library | None = None) -> Iterator[tuple[str, bytes]]:
    """Name and contents of every file, the page last. The words in CSV are of the first language."""
    yield CONCERNS_FILE, as_json(answers.concerns, answers.until)
    for lang in langs:
        every = tables(answers, Names(lang, library))
        if lang == langs[0]:
            yield from ((f"tables/{name}.csv", csv_bytes(table)) for name, table in every.items())
        yield f"report.{lang}.xlsx", workbook(every.values(), lang)
    yield PAGE, html(answers, langs, library).encode("utf-8")
