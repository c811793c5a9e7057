import subprocess
import sys
from datetime import date
from pathlib import Path

import msgspec
import pytest

from kiosk.stats.declare import METRICS_YAML, BadMetricsError, compile_metrics, past_review
from kiosk.stats.registry import Declared

GOOD = """
metrics:
  visits:
    meaning: {vi: a, en: b}
    purpose: {vi: a, en: b}
    not_personal: {vi: a, en: b}
    owner: lessons
    review: "2027-11-01"
"""


def refused(folder: Path, text: str) -> str:
    source = folder / "metrics.yaml"
    source.write_text(text, encoding="utf-8")
    with pytest.raises(BadMetricsError) as caught:
        compile_metrics(source)
    return str(caught.value).replace(f"{folder}/", "")


def test_the_kiosks_own_declarations_are_whole() -> None:
    declared = msgspec.msgpack.decode(compile_metrics(METRICS_YAML), type=Declared)
    assert set(declared.metrics) == {
        "visits", "topics_opened", "lessons_opened", "lessons_finished", "lessons_left_at", "mistakes", "codes_read",
        "checks_opened", "codes_unreadable", "help_opened", "helper_called", "hints", "language", "text_size", "pace",
        "lessons_helped", "lessons_unassisted", "accent",
        "idle_ends", "stumbles", "part_failures", "part_recoveries", "tests_passed", "tests_failed",
    }  # fmt: skip


def test_a_missing_reason_is_told_with_its_line(tmp_path: Path) -> None:
    said = refused(tmp_path, GOOD.replace("    not_personal: {vi: a, en: b}\n", ""))
    assert said.startswith("metrics.yaml:3: metric 'visits': Object missing required field `not_personal`")


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("purpose: {vi: a, en: b}", "purpose: {vi: a}\n    keys: topics")
    text += GOOD.replace("visits", "villages").removeprefix("\nmetrics:\n") + "    keys: villages/ways\n"
    text += GOOD.replace("visits", "answers").removeprefix("\nmetrics:\n") + "    keys: [yes, other]\n    keeper: me\n"
    first, second, third = refused(tmp_path, text).splitlines()
    assert first == "metrics.yaml:3: metric 'visits': 'purpose' has no sentence in en: write one"
    assert second.startswith("metrics.yaml:10: metric 'villages': there is no list 'villages': use one of accents")
    assert third.startswith("metrics.yaml:17: metric 'answers': ")


def test_keys_of_the_nightly_document_are_not_given_away(tmp_path: Path) -> None:
    said = refused(tmp_path, GOOD + "    keys: [few, other]\n")
    assert said == "metrics.yaml:3: metric 'visits': the key 'other' is kept for the nightly document: choose another"


@pytest.mark.parametrize("key", ["other", "all", "morning"])
def test_nor_in_a_list(tmp_path: Path, key: str) -> None:
    said = refused(tmp_path, GOOD + f"lists:\n  places: [here, {key}]\n")
    assert said.startswith(f"metrics.yaml:9: list 'places': the key '{key}' is kept for the nightly document")


def test_somebody_answers_for_every_counter_until_a_day(tmp_path: Path) -> None:
    assert "'owner' is empty: name who answers" in refused(tmp_path, GOOD.replace("owner: lessons", "owner: ' '"))
    assert "no day of the calendar: 2027-02-30" in refused(tmp_path, GOOD.replace("2027-11-01", "2027-02-30"))
    assert "a date of review in quotes" in refused(tmp_path, GOOD.replace('"2027-11-01"', "2027-11-01"))
    assert "a date of review in quotes" in refused(tmp_path, GOOD.replace('"2027-11-01"', '"next year"'))


def test_past_its_review_a_counter_is_told_with_its_line(tmp_path: Path) -> None:
    source = tmp_path / "metrics.yaml"
    source.write_text(GOOD, encoding="utf-8")
    assert past_review(date(2027, 11, 1), source) == ()
    [line] = past_review(date(2027, 11, 2), source)
    assert line.startswith(f"{source}:3: metric 'visits' was to be reviewed by 2027-11-01: ask its owner")
    compile_metrics(source)


def test_the_kiosks_own_counters_have_been_asked_about() -> None:
    assert past_review(date(2026, 11, 22)) == ()


def test_what_means_nothing_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, GOOD + "metric: {}\n") == "metrics.yaml:9: 'metric' means nothing here: remove it"
    assert "there is no 'metrics' here" in refused(tmp_path, "lists: {}")
    assert refused(tmp_path, "metrics:\n  a: [1\n").startswith("metrics.yaml:3: this is not YAML")


def test_opening_the_compiled_form_loads_neither_yaml_nor_the_database() -> None:
    code = (
        "import sys, kiosk.stats.registry, kiosk.stats.counters, kiosk.stats.tonight;"
        "print({'yaml', 'sqlite3', 'sqlite_utils'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "set()"
