"""Tables as translators have them: exported, changed by hand, and brought back."""

from pathlib import Path
from typing import Any

import pytest

from kiosk.packs.translation.complaints import BadTable
from kiosk.packs.translation.rows import Row
from kiosk.packs.translation.translate import export, import_

KINDS = pytest.mark.parametrize("kind", [".csv", ".xlsx"])

SAY = "market/lessons/fish.yaml#steps[0].say"


def raws(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def changed(rows: tuple[Row, ...], address: str, **new: str) -> tuple[Row, ...]:
    assert address in {row.address for row in rows}
    return tuple(Row(**{**_plain(row), **new}) if row.address == address else row for row in rows)


def _plain(row: Row) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__struct_fields__}


def exported(content: Path, kind: str) -> Path:
    file = content.parent / f"table{kind}"
    export(content, file)
    return file


def refused(content: Path, file: Path) -> str:
    before = raws(content)
    with pytest.raises(BadTable) as error:
        import_(content, file)
    assert raws(content) == before
    return str(error.value)
