"""A fleet that never was is honest in what matters: the office believes it, and it looks like markets and halls."""

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from kiosk.fleet.collecting.collect import Run, collect
from kiosk.fleet.simulating.days import TET, calendar, visits
from kiosk.fleet.simulating.faults import FAULTS
from kiosk.fleet.simulating.folding import folded, week_sums
from kiosk.fleet.simulating.habits import city
from kiosk.fleet.simulating.kiosk import nights
from kiosk.fleet.simulating.places import places
from kiosk.fleet.simulating.simulate import Fleet, simulate
from kiosk.fleet.simulating.vocabulary import Vocabulary, vocabulary
from kiosk.fleet.simulating.wards import WARDS
from kiosk.fleet.sites import read_sites
from kiosk.stats.declare import compile_metrics
from kiosk.stats.document import MOST_BYTES, Nightly, opened
from kiosk.stats.health_names import fits
from kiosk.stats.registry import Registry, load_registry
from tests.fleet.nights import rows
from tests.small import library

LAST = date(2026, 11, 20)
NOW = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry(compile_metrics(), library())


@pytest.fixture(scope="module")
def words(registry: Registry) -> Vocabulary:
    return vocabulary(registry, library())


def made(folder: Path, words: Vocabulary, kiosks: int = 5, days: int = 10, *, faults: bool = False) -> Fleet:
    fleet = Fleet(
        depot=folder / "depot", sites=folder / "sites.yaml", kiosks=kiosks, days=days, last=LAST, seed=3, words=words,
        with_faults=faults, workers=1,
    )  # fmt: skip
    simulate(fleet)
    return fleet


def files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def year(words: Vocabulary) -> list[list[Nightly]]:
    """A year of ten kiosks."""
    habits, days = city(words, 3), calendar(LAST, 365)
    every, _ = places(10, 3)
    return [[opened(raw).document for _, raw in nights(place, words, habits, days, 3)] for place in every]


def test_the_same_seed_makes_the_same_bytes(tmp_path: Path, words: Vocabulary) -> None:
    for name in ("one", "two"):
        made(tmp_path / name, words, faults=True)
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_a_longer_fleet_has_the_same_sites(words: Vocabulary) -> None:
    few, many = places(5, 3)[0], places(50, 3)[0]
    assert [one.secret for one in few[:3]] == [one.secret for one in many[:3]]
    assert len({one.kiosk for one in many}) == 50


def test_the_office_believes_every_document(tmp_path: Path, words: Vocabulary) -> None:
    fleet = made(tmp_path, words)
    run = Run(depot=fleet.depot, office=tmp_path / "office", register=read_sites(fleet.sites), now=NOW, workers=1)
    done = collect(run)
    assert (done.new, done.reasons) == (len(files(fleet.depot)), {})
    assert done.new > 40


def test_faults_are_kept_apart_and_cost_no_document(tmp_path: Path, words: Vocabulary) -> None:
    fleet = made(tmp_path / "bad", words, faults=True)
    good = made(tmp_path / "good", words)
    run = Run(depot=fleet.depot, office=tmp_path / "office", register=read_sites(fleet.sites), now=NOW, workers=1)
    done = collect(run)
    assert done.new == len(files(good.depot))
    assert sum(done.reasons.values()) == len(FAULTS)
    assert set(done.reasons) == {
        "too-early", "in-the-future", "no-key-fits", "wrong-place", "unknown-site", "not-a-document", "too-large",
    }  # fmt: skip
    assert not any("<" in row["key"] or "=" in row["key"] for row in rows(tmp_path / "office", "cells"))


def test_documents_tell_only_what_is_declared(year: list[list[Nightly]], registry: Registry) -> None:
    for document in (night for life in year for night in life):
        for numbers in (*document.counters.items(), *document.week.items()):
            allowed = {key or "all" for key in registry.keys(numbers[0])} | {"other"}
            for name in numbers[1]:
                assert name.removesuffix("/morning").removesuffix("/midday").removesuffix("/afternoon") in allowed | {
                    "morning", "midday", "afternoon",
                }  # fmt: skip
        assert all(fits(name, value) for name, value in document.health.items())
        assert document.quiet <= (document.counters == {})
        assert bool(document.week) <= (date.fromisoformat(document.day).weekday() == 6)


def test_a_document_is_small(words: Vocabulary) -> None:
    every, _ = places(3, 3)
    sizes = [len(raw) for place in every for _, raw in nights(place, words, city(words, 3), calendar(LAST, 60), 3)]
    assert 300 < min(sizes) <= max(sizes) < MOST_BYTES


def test_a_year_has_seasons_releases_and_ill_machines(year: list[list[Nightly]]) -> None:
    every = [night for life in year for night in life]
    tet = [night.quiet for night in every if date.fromisoformat(night.day) == TET[1]]
    assert tet and all(tet)
    assert 5 < len({night.release for night in every}) < 20
    on_one_day = {night.release for night in every if night.day == "2026-03-20"}
    assert len(on_one_day) > 1, "a release takes its time"
    assert any(len(life) < 330 for life in year), "somebody was offline"
    assert 0.05 < sum(night.quiet for night in every) / len(every) < 0.6


def test_mornings_are_fullest_and_learning_shows(year: list[list[Nightly]]) -> None:
    parts: Counter[str] = Counter()
    early, late = [1, 0], [1, 0]
    for life in year:
        for night in life:
            parts.update(night.counters.get("visits", {}))
            half = early if night.day < "2026-02-01" else late
            half[0] += sum(night.counters.get("visits", {}).values())
            half[1] += sum(night.counters.get("mistakes", {}).values())
    assert parts["morning"] > parts["midday"] > parts["afternoon"]
    assert early[1] / early[0] > late[1] / late[0]


def test_halls_rest_at_weekends() -> None:
    days = calendar(LAST, 28)
    expected = visits(np.random.default_rng(1), "hall", days)
    assert all((n == 0) == (day.weekday() > 4) for n, day in zip(expected, days, strict=True))


def test_small_numbers_fold_or_wait_for_the_week() -> None:
    counts = np.array([[12, 9, 4, 0, 3, 2], [7, 2, 0, 17, 0, 1]])
    shown, others, held = folded(counts, [(0, 3), (3, 6)])
    assert shown.tolist() == [[10, 0, 0, 0, 0, 0], [0, 0, 0, 15, 0, 0]]
    assert others.tolist() == [[15, 0], [0, 0]]
    assert held.tolist() == [[0, 0, 0, 0, 3, 2], [7, 2, 0, 0, 0, 1]]
    assert week_sums(held, np.array([0, 1])).tolist() == [[0, 0, 0, 0, 3, 2], [7, 2, 0, 0, 3, 3]]


def test_a_week_is_seven_days() -> None:
    held = np.ones((20, 1), int)
    assert week_sums(held, np.array([5, 6, 13, 19])).tolist() == [[6], [7], [7], [7]]


def test_wards_have_places_of_their_own() -> None:
    assert len({(ward.row, ward.column) for ward in WARDS}) == len(WARDS)
    assert len({ward.code for ward in WARDS}) == len(WARDS)


@pytest.mark.slow
def test_two_processes_write_what_one_writes(tmp_path: Path, words: Vocabulary) -> None:
    for workers in (1, 2):
        simulate(
            Fleet(depot=tmp_path / str(workers), sites=tmp_path / "s.yaml", kiosks=21, days=2, last=LAST, seed=3,
                  words=words, workers=workers)
        )  # fmt: skip
    assert files(tmp_path / "1") == files(tmp_path / "2")
