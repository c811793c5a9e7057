"""The three questions of WP216 (singling out, linkability, inference), asked of random visits."""

from collections import Counter
from datetime import datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.stats.counters import Counters
from kiosk.stats.document import Nightly, canonical
from kiosk.stats.sums import BY_WEEK, Ledger, relations
from kiosk.stats.tonight import Whose, nightly
from tests.stats.made import REGISTRY, SATURDAY, WEEK, WHOSE, Counts, cells, told, told_week

KEYS = [(metric, key) for metric in sorted(REGISTRY.metrics) for key in sorted(REGISTRY.keys(metric))]
FEW = [("visits", ""), ("language", "en"), ("codes_read", "link"), ("codes_read", "wifi"), ("mistakes", "scans-link")]

Visit = list[tuple[str, str]]
VISITS = st.lists(st.lists(st.sampled_from(FEW[1:]), max_size=8), min_size=5, max_size=60)
NUMBERS = st.integers(0, 30) | st.sampled_from((8, 9, 10, 11, 12))
DAY = st.fixed_dictionaries({FEW[0]: NUMBERS}, optional={key: NUMBERS for key in KEYS if key[0] != "visits"})
LESSON = [key for key in KEYS if key[0].startswith(("lessons_", "tests_", "accent"))]
LESSON_DAY = st.fixed_dictionaries({("visits", ""): st.just(60)}, optional=dict.fromkeys(LESSON, NUMBERS))
LITTLE = st.fixed_dictionaries({FEW[0]: NUMBERS}, optional=dict.fromkeys(FEW[1:], st.integers(0, 12)))


def counted(visits: list[Visit], seed: int | None = None) -> dict[tuple[str, str, str, str], int]:
    """Through the true counters and a true database; with a seed the visits come in another order."""
    order = list(visits)
    if seed is not None:
        Random(seed).shuffle(order)  # noqa: S311 - any order will do
    with TemporaryDirectory() as folder:
        counters = Counters(Path(folder) / "counters.db", REGISTRY, lambda: datetime(2026, 11, 21, 9, 30))
        for visit in order:
            for metric, key in [("visits", ""), *visit]:
                counters.count(metric, key)
        counters.flush()
        cells = counters.cells(SATURDAY)
        counters.close()
    return cells


def published(document: Nightly) -> dict[tuple[str, str], int]:
    """Where it stands in the document, as one name, and the number."""
    return {
        (f"{part}/{metric}", name): n
        for part in ("counters", "week")
        for metric, numbers in getattr(document, part).items()
        for name, n in numbers.items()
    }


# --- singling out -----------------------------------------------------------------------------------------------------


@settings(max_examples=30, deadline=None)
@given(VISITS)
def test_every_number_stands_for_ten_or_more(visits: list[Visit]) -> None:
    cells = counted(visits)
    truth = Counter({(metric, key): n for (_, _, metric, key), n in cells.items()})
    document = nightly(SATURDAY, cells, REGISTRY, WHOSE, health={})
    assert document.quiet == (len(visits) < 10)
    for (place, name), n in published(document).items():
        metric = place.partition("/")[2]
        small = [truth[metric, key] for key in REGISTRY.keys(metric) if truth[metric, key] < 10]
        really = sum(small) if name == "other" else truth[metric, "" if metric == "visits" else name]
        assert really >= 10
        assert n == (really + 2) // 5 * 5


@settings(max_examples=30, deadline=None)
@given(VISITS, st.randoms(use_true_random=False))
def test_one_visit_more_or_less_moves_a_number_by_a_step_or_over_the_threshold(
    visits: list[Visit], chance: Random
) -> None:
    """A visit adds at most five to a cell, so rounded to five it moves one step; else a cell was at the threshold."""
    without = list(visits)
    gone = without.pop(chance.randrange(len(without)))
    one, other = (nightly(SATURDAY, counted(all_of), REGISTRY, WHOSE, health={}) for all_of in (visits, without))
    if one.quiet or other.quiet:
        assert not other.counters, "nine visits are quiet"
        return
    before, after = published(one), published(other)
    touched = {f"counters/{metric}" for metric, _ in gone} | {"counters/visits"}
    for cell in before.keys() | after.keys():
        if cell[0] not in touched:
            assert before.get(cell) == after.get(cell)
        elif cell in before and cell in after and cell[1] != "other":
            assert 0 <= before[cell] - after[cell] <= 5
        elif cell[1] != "other":
            assert before.get(cell, 0) in (10, 15)
            assert cell not in after


# --- linkability ------------------------------------------------------------------------------------------------------


@settings(max_examples=15, deadline=None)
@given(VISITS, st.integers())
def test_the_order_of_visits_leaves_no_trace(visits: list[Visit], seed: int) -> None:
    one, other = (nightly(SATURDAY, counted(visits, order), REGISTRY, WHOSE, health={}) for order in (None, seed))
    assert canonical(one) == canonical(other)


@settings(max_examples=15, deadline=None)
@given(VISITS.filter(lambda visits: len(visits) > 12), st.lists(st.sampled_from(FEW[1:]), max_size=8))
def test_the_same_visitor_on_three_days_and_two_kiosks_cannot_be_joined(visits: list[Visit], hers: Visit) -> None:
    """A field of hers in two documents equal beyond what is public: there is no field that could be one."""
    elsewhere = Whose(kiosk="fedcba9876543210", site="an-cuu", app="0.1.0", release="7-abc")
    cells = counted([*visits, hers])
    documents = [
        nightly(day, {(day, *cell[1:]): n for cell, n in cells.items()}, REGISTRY, whose, health={})
        for day, whose in ((WEEK[0], WHOSE), (WEEK[2], WHOSE), (WEEK[4], elsewhere))
    ]
    public = {"kiosk", "site", "day", "app", "release", "schema", "quiet", "health", "week"}
    assert set(Nightly.__struct_fields__) == public | {"counters"}
    names = {cell for document in documents for cell in published(document)}
    assert all(name in {*REGISTRY.keys(place.partition("/")[2]), "all", "other", "morning"} for place, name in names)
    assert documents[0].counters == documents[1].counters == documents[2].counters, "only sums, and the same sums"


# --- inference --------------------------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(st.lists(DAY, min_size=7, max_size=7))
def test_each_count_is_told_once_at_most_over_days_and_week(days: list[Counts]) -> None:
    """What is told of a metric and a name in days and week makes no more than there was: no two overlap."""
    documents = told_week(days)
    for metric in REGISTRY.metrics:
        for key in REGISTRY.keys(metric):
            name = key or ("morning" if REGISTRY.metrics[metric].by_part else "all")
            numbers = [day.get((metric, key), 0) for day in days]
            told_days = [name in document.counters.get(metric, {}) for document in documents]
            other = ["other" in document.counters.get(metric, {}) for document in documents]
            held = [n for n, one, rest in zip(numbers, told_days, other, strict=True) if not one and not rest]
            assert all(n >= 10 for n, one in zip(numbers, told_days, strict=True) if one)
            week = documents[6].week.get(metric, {}).get(name)
            assert week is None or (sum(held) >= 10 and week <= (sum(held) + 2) // 5 * 5)


@settings(max_examples=60, deadline=None)
@given(st.lists(LESSON_DAY, min_size=7, max_size=7))
def test_no_equation_betrays_a_small_number(days: list[Counts]) -> None:
    """Reckoned from the documents alone: what is told on one side less what is told on the other."""
    documents = told_week(days)
    total, shown = ledger(days, documents)
    for shown_cell in [cell for cell in shown if cell[0] in BY_WEEK]:
        for relation in relations(total, shown_cell):
            if shown_cell in relation.cells:
                sides = (relation.left, relation.right)
                left, right = (sum(total.total.get(cell, 0) for cell in side) for side in sides)
                hidden = [sum(total.total.get(cell, 0) - shown.get(cell, 0) for cell in side) for side in sides]
                hidden[0] += max(0, right - left)
                hidden[1] += max(0, left - right)
                assert max(hidden) >= 10 or hidden == [0, 0]


def ledger(days: list[Counts], documents: list[Nightly]) -> tuple[Ledger, dict[tuple[str, str], int]]:
    """How much there was of each cell of the week, and how much of that was told."""
    total, shown = Ledger(), Counter[tuple[str, str]]()
    for metric, key in (*LESSON, ("visits", "")):
        name = key or "morning"
        total.enter(metric, {name: sum(day.get((metric, key), 0) for day in days)}, {})
        held = 0
        for day, document in zip(days, documents, strict=True):
            if name in document.counters.get(metric, {}):
                shown[metric, name] += day.get((metric, key), 0)
            else:
                held += day.get((metric, key), 0)
        if name in documents[6].week.get(metric, {}):
            shown[metric, name] += held
    return total, shown


@settings(max_examples=150, deadline=None)
@given(st.lists(LITTLE, min_size=7, max_size=7), st.integers(0, 6), st.sampled_from(FEW[1:]))
def test_any_small_number_may_be_none_for_all_that_can_be_read(
    days: list[Counts], which: int, cell: tuple[str, str]
) -> None:
    """A history invented from the documents alone, in which it is none, makes the very same documents."""
    documents = told_week(days)
    if not {cell[1], "all"} & documents[which].counters.get(cell[0], {}).keys():
        invented = history(documents, [day[FEW[0]] for day in days], which, cell)
        assert cell not in invented[which]
        assert told_week(invented) == documents


def history(documents: list[Nightly], visits: list[int], which: int, empty: tuple[str, str]) -> list[Counts]:
    """What may have been counted, with nothing in one cell of one day."""
    days: list[dict[tuple[str, str], int]] = [{FEW[0]: n} for n in visits]
    quiet_together = sum(n for n in visits if n < 10) < 10
    for metric in sorted({metric for metric, _ in FEW[1:]}):
        keys = sorted(REGISTRY.keys(metric))
        for number, document in enumerate(documents):
            told = document.counters.get(metric, {})
            days[number] |= {(metric, name): n for name, n in told.items() if name != "other"}
            if "other" in told:
                free = [(metric, key) for key in keys if key not in told and (number, (metric, key)) != (which, empty)]
                poured(days[number], free, least(told["other"]))
        for name, n in documents[6].week.get(metric, {}).items():
            left = least(n)
            for number, document in enumerate(documents):
                told_by_day = {name, "other"} & document.counters.get(metric, {}).keys()
                not_held = told_by_day or (document.quiet and quiet_together)
                if (number, (metric, name)) != (which, empty) and not not_held:
                    room = 9 - sum(n for (of, _), n in days[number].items() if of == metric and n < 10)
                    left -= poured(days[number], [(metric, name)], min(left, room))
            assert not left, "the other days could have held it"
    return list(days)


def least(shown: int) -> int:
    return max(10, shown - 2)


def poured(day: dict[tuple[str, str], int], places: list[tuple[str, str]], n: int) -> int:
    """So much into these cells, at most nine into each; how much it was."""
    before = n
    for place in places:
        taken = min(n, 9 - day.get(place, 0))
        if taken:
            day[place] = day.get(place, 0) + taken
        n -= taken
    return before - n


def test_a_document_of_a_day_needs_no_other_day() -> None:
    assert told({("visits", ""): 44}).counters == {"visits": {"morning": 45}}
    assert cells(SATURDAY, {}) == {}
