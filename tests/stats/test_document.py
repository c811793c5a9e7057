"""The document itself: one text, nothing in it that is not declared, short enough, made in no time."""

from time import perf_counter

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.stats.document import MOST_BYTES, Nightly, Unreadable, canonical, opened, place_of
from kiosk.stats.health_names import HEALTH
from kiosk.stats.registry import Declared, Metric, Registry
from kiosk.stats.tonight import LEAST_NEEDED, nightly, seal, sunday_of
from tests.stats.made import REGISTRY, SATURDAY, SUNDAY, WHOSE, busy, cells, told


def not_signed(_text: bytes) -> bytes:
    return bytes(64)


def test_the_text_of_a_document() -> None:
    document = told(busy({("language", "en"): 11}))
    assert canonical(document) == (
        b'{"app":"0.1.0","counters":{"language":{"en":10},"visits":{"morning":50}},"day":"2026-11-21","health":{},'
        b'"kiosk":"0123456789abcdef","quiet":false,"release":"7-abc","schema":2,"site":"dong-ba","week":{}}'
    )
    assert place_of(document) == "2026-11-21/0123456789abcdef.json"


def test_what_is_sealed_opens_as_it_was() -> None:
    document = told(busy({("language", "en"): 11}))
    assert opened(seal(document, not_signed)).document == document


def test_health_that_is_not_on_the_list_does_not_leave() -> None:
    told_of = {"boots": 2, "free_mb": -1, "wifi": "tiem-ca-co-ba", "clock": "0905123456", "sound": "good"}
    document = nightly(SATURDAY, {}, REGISTRY, WHOSE, health=told_of)  # type: ignore[arg-type] # what a hand wrote
    assert document.health == {"boots": 2, "sound": "good"}
    assert document.quiet


@given(st.text())
def test_a_hostile_field_is_refused_whatever_it_says(name: str) -> None:
    raw = msgspec.json.decode(seal(told(busy({})), not_signed))
    raw["document"]["x" + name] = 1
    with pytest.raises(Unreadable):
        opened(msgspec.json.encode(raw))


# --- length -----------------------------------------------------------------------------------------------------------


def crowded(names: int) -> tuple[Registry, dict[tuple[str, str, str, str], int]]:
    """A registry with so many keys for each metric, and a day on which each was counted, each another number."""
    declared = {
        metric: Metric(**{
            **{field: getattr(REGISTRY.metrics[metric], field) for field in Metric.__struct_fields__},
            "keys": tuple(f"{metric.replace('_', '-')}-{number:03}" for number in range(names)),
        })
        for metric in ("pace", "mistakes", "topics_opened", "hints")
    } | {"visits": REGISTRY.metrics["visits"]}  # fmt: skip
    registry = Registry(Declared(metrics=declared), {})
    counted = {
        (SATURDAY, "morning", metric, key): 20 + 5 * place
        for metric in declared
        for place, key in enumerate(sorted(registry.keys(metric)))
    }
    return registry, counted


def test_too_long_a_document_loses_the_least_needed_cells_and_says_so() -> None:
    registry, counted = crowded(300)
    document = nightly(SATURDAY, counted, registry, WHOSE, health={"boots": 1})
    assert len(seal(document, not_signed)) <= MOST_BYTES
    dropped = document.health["dropped_cells"]
    assert dropped == len(counted) - sum(map(len, document.counters.values()))
    assert "pace" not in document.counters, "the least needed is gone first"
    assert len(document.counters["topics_opened"]) == 300, "the most needed is whole"
    partly = document.counters["hints"]
    assert 0 < len(partly) < 300
    assert min(partly.values()) > 20 + 5 * (300 - len(partly)) - 10, "in it the smallest went first"


def test_a_document_that_fits_drops_nothing() -> None:
    registry, counted = crowded(100)
    document = nightly(SATURDAY, counted, registry, WHOSE, health={})
    assert document.health == {}
    assert sum(map(len, document.counters.values())) == len(counted)


def test_what_goes_first_is_counted_at_all() -> None:
    assert set(LEAST_NEEDED) <= set(REGISTRY.metrics)
    assert len(set(LEAST_NEEDED)) == len(LEAST_NEEDED)
    assert {"dropped_days", "dropped_cells"} <= set(HEALTH)


# --- days -------------------------------------------------------------------------------------------------------------


def test_a_week_ends_on_sunday() -> None:
    assert [sunday_of(f"2026-11-{day}") for day in (15, 16, 21, 22)] == ["2026-11-15", SUNDAY, SUNDAY, SUNDAY]


def test_a_document_is_made_at_once() -> None:
    """The longest there can be, of which half must go; the wanted 200 ms are for a machine several times slower."""
    registry, counted = crowded(300)
    began = perf_counter()
    nightly(SUNDAY, {(SUNDAY, *cell[1:]): n for cell, n in counted.items()}, registry, WHOSE, health={})
    assert perf_counter() - began < 0.2
    assert isinstance(nightly(SUNDAY, cells(SUNDAY, {}), registry, WHOSE, health={}), Nightly)
