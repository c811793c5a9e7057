"""What kept sums hold: the answers of `expressions.KEPT`, each with the month that it is of."""

import pyarrow as pa


def _schema(texts: str, others: dict[str, pa.DataType]) -> pa.Schema:
    fields = {"month": pa.date32()} | dict.fromkeys(texts.split(), pa.string()) | others
    return pa.schema([pa.field(name, kind, nullable=False) for name, kind in fields.items()])


N = {"n": pa.int64()}
NIGHTS = {"nights": pa.int64(), "quiet": pa.int64()}

COLUMNS: dict[str, pa.Schema] = {
    "weeks": _schema("metric key", {"week": pa.int64()} | N),
    "places": _schema("site metric key", N),
    "stays": _schema("kiosk site release app", {"first": pa.date32(), "last": pa.date32()} | NIGHTS),
    "heard": _schema("kiosk", {"week": pa.int64()} | NIGHTS),
}
"""`month` is its first day."""
