"""The tables on disk: what they look like, how older ones become these, how days are forgotten.

A cell is a row of four small numbers, for a word written out 35 times 3 times is most of a database. The words stand
once in `days` and `names`; the view `counts` reads as if they stood in every row:

    counts (day, part, metric, key, n)      cells of visits; made of days, names and numbers
    health (day, name, value)               what the machine tells of itself

Days are numbered in the order in which they were first written. The newest 35 by that number are kept, not those with
the greatest date: a board without a battery may have counted in 1970 or 2099, and neither may push out or outlive the
true ones.
"""

from typing import Any

VERSION = 2
"""`pragma user_version`. 0 is a database from before there were versions: one table with every word in every row."""

DAYS_KEPT = 35

PAGE, MOST_PAGES = 4096, 1100
"""4.5 MB; with a journal of at most half a megabyte the whole stays below five. Whoever has no room forgets a day."""

JOURNAL_PAGES = 100

PARTS_OF_DAY = ("morning", "midday", "afternoon")
"""Before 11, before 14, and the rest."""

_FIRST_COLUMNS = ("day", "part", "metric", "key", "n")

_NAMES = ", ".join(f"({number}, '{part}')" for number, part in enumerate(PARTS_OF_DAY))

_TABLES = (
    "create table days (id integer primary key autoincrement, day text not null unique)",
    "create table names (id integer primary key, metric text not null, key text not null, unique (metric, key))",
    """create table numbers (
        day integer not null, part integer not null, name integer not null, n integer not null,
        primary key (day, part, name)
    ) without rowid""",
    f"""create view counts as
        select days.day, parts.column2 as part, names.metric, names.key, numbers.n
        from numbers join days on days.id = numbers.day join names on names.id = numbers.name
        join (values {_NAMES}) as parts on parts.column1 = numbers.part""",  # noqa: S608 - our own three words
    "create table health (day text not null, name text not null, value, primary key (day, name)) without rowid",
)

ADD_DAY = "insert or ignore into days (day) values (?)"
ADD_NAME = "insert or ignore into names (metric, key) values (?, ?)"
ADD = """
insert into numbers (day, part, name, n)
select days.id, ?, names.id, ? from days, names where days.day = ? and names.metric = ? and names.key = ?
on conflict (day, part, name) do update set n = n + excluded.n
"""
PUT_HEALTH = "insert or replace into health (day, name, value) values (?, ?, ?)"
OLD_DAYS = "select id from days order by id desc limit -1 offset ?"
OLDEST_DAY = "select id from days where (select count(*) from days) > 1 order by id limit 1"


def forget(transaction: Any, old: list[int]) -> None:
    """Remove days, their health, and words that no day uses any more."""
    rows = [(day,) for day in old]
    transaction.executemany("delete from health where day = (select day from days where id = ?)", rows)
    transaction.executemany("delete from numbers where day = ?", rows)
    transaction.executemany("delete from days where id = ?", rows)
    transaction.execute("delete from names where id not in (select name from numbers)")


def fault(connection: Any) -> str:
    """Why these are not our tables, or nothing. Only looks: a file that is moved aside stays as it was found."""
    version, tables = _version(connection), _tables(connection)
    if version > VERSION:
        return f"it was written by a newer version of the kiosk (tables of version {version})"
    if version == VERSION and not {"days", "names", "numbers", "counts", "health"} <= tables:
        return "a table is missing"
    if version < VERSION and "counts" in tables and _columns(connection) != list(_FIRST_COLUMNS):
        return "its table is of another version of the kiosk"
    return ""


def make(connection: Any) -> None:
    """Make the tables where there are none, of those of the first version where there are such."""
    # Taken even when nothing is to be made, so that a lock held by somebody else shows now and not during a visit.
    connection.execute("begin immediate")
    try:
        if _version(connection) < VERSION:
            _make(connection, first="counts" in _tables(connection))
        connection.execute("commit")
    except BaseException:
        connection.rollback()
        raise


def _make(connection: Any, *, first: bool) -> None:
    if first:
        connection.execute("alter table counts rename to first_counts")
    for table in _TABLES:
        connection.execute(table)
    if first:
        _take_over(connection)
    connection.execute(f"pragma user_version = {VERSION}")


def _version(connection: Any) -> int:
    version: int = connection.execute("pragma user_version").fetchone()[0]
    return version


def _tables(connection: Any) -> set[str]:
    return {name for (name,) in connection.execute("select name from sqlite_master where type in ('table', 'view')")}


def _columns(connection: Any) -> list[str]:
    return [row[1] for row in connection.execute("pragma table_info(counts)")]


def _take_over(connection: Any) -> None:
    """The cells of the first version, days in the order in which they were written."""
    connection.execute("insert into days (day) select day from first_counts group by day order by max(rowid)")
    connection.execute("insert into names (metric, key) select distinct metric, key from first_counts")
    connection.execute(
        f"""insert into numbers (day, part, name, n)
        select days.id, parts.column1, names.id, first_counts.n from first_counts
        join days using (day) join names using (metric, key)
        join (values {_NAMES}) as parts on parts.column2 = first_counts.part"""  # noqa: S608 - our own three words
    )
    connection.execute("drop table first_counts")
