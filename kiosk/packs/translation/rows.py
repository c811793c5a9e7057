"""What a table of sentences is made of, in a spreadsheet and in a text table alike."""

from collections.abc import Sequence

from msgspec import Struct

COLUMNS = ("address", "vi", "en", "note", "fingerprint")
MOST_ROWS = 20_000
LONGEST_CELL = 2_000
"""Letters; the longest sentence that a caption takes has 110."""

Cells = Sequence[str]
"""A row as it lies in a file."""


class Row(Struct, frozen=True):
    """One sentence in every language, where it stands, and what it was when it was exported."""

    address: str
    vi: str
    en: str
    note: str = ""
    fingerprint: str = ""
