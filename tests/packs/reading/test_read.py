"""What a scalar means is decided by the type wanted."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.content.base import Content, Value
from kiosk.core.units import Words
from kiosk.packs.findings.finding import Marks
from kiosk.packs.reading.nodes import Unreadable, parse
from kiosk.packs.reading.read import did_you_mean, understand

HERE = Path("f.yaml")


class Sample(Content, frozen=True, kw_only=True):
    text: str = ""
    number: int = 0
    maybe: int | None = None
    sure: bool = False
    value: Value = ""
    words: Words = msgspec.field(default_factory=dict)


def made(text: str) -> Any:
    return understand(parse(text.encode(), HERE), HERE, Sample)


@pytest.mark.parametrize("text", ["no", "yes", "on", "0123", "1:30", "2026-11-01", "1e3", "true", "12", "0x1F"])
def test_where_a_text_is_wanted_everything_plain_is_text(text: str) -> None:
    assert made(f"text: {text}").value.text == text
    assert made(f"text: '{text}'").value.text == text


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("false", False),
        ("120000", 120_000),
        ("-1", -1),
        ("0", 0),
        ("0123", "0123"),
        ("yes", "yes"),
        ("no", "no"),
        ("1.5", "1.5"),
        ("'120000'", "120000"),
        ("'true'", "true"),
    ],
)
def test_where_any_value_is_wanted_only_plain_forms_are_not_text(written: str, value: Value) -> None:
    read = made(f"value: {written}").value.value
    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize("written", ["0123", "1_000", "1.000", "'5'", "five", "1e3", ""])
def test_a_number_is_written_in_one_way(written: str) -> None:
    assert [finding.code for finding in made(f"number: {written}").findings] == ["want-number"]


def test_nothing_is_a_value_only_where_it_may_be() -> None:
    assert made("maybe: ~").value.maybe is None
    assert made("maybe: 3").value.maybe == 3
    assert [finding.code for finding in made("text: ~").findings] == ["nothing"]
    assert made("text: ''").value.text == ""


def test_words_lose_the_spaces_around_them() -> None:
    assert made("words:\n  vi: |\n    Chào\n  en: ' Hi '").value.words == {"vi": "Chào", "en": "Hi"}


def test_all_complaints_come_at_once() -> None:
    found = made("text: [1]\nnumber: x\nsur: true").findings
    assert [(finding.line, finding.code) for finding in found] == [
        (1, "want-text"),
        (2, "want-number"),
        (3, "unknown-meant"),
    ]


def test_a_line_is_known_for_every_value_and_what_is_around_it() -> None:
    marks = made("text: a\nwords:\n  vi: b\n  en: c").marks
    assert [marks.line(steps) for steps in (("text",), ("words", "en"), ("words", "en", "deeper"), ("number",))] == [
        1,
        4,
        4,
        1,
    ]
    assert Marks(HERE, {}).line(("any",)) == 1


def test_did_you_mean() -> None:
    assert did_you_mean("tuch", ["touch", "tell"]) == "touch"
    assert did_you_mean("zzz", ["touch", "tell"]) == ""


@given(
    st.recursive(
        st.text(max_size=8) | st.integers() | st.booleans() | st.none(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
        max_leaves=8,
    )
)
def test_no_content_however_odd_ends_in_an_error(value: Any) -> None:
    """JSON is YAML: whatever stands there, a value or findings come out."""
    raw = msgspec.json.encode({"text": value, "words": value, "value": value, "odd": value})
    try:
        read = understand(parse(raw, HERE), HERE, Sample)
    except Unreadable as error:
        assert error.finding.code in {"control", "twice", "yaml"}
    else:
        assert read.findings
        assert read.value is None


@given(st.binary(max_size=60) | st.text("ab:-[]{}&*!|>'\"%@`?,#\n\t ~<", max_size=60).map(str.encode))
def test_no_bytes_however_odd_end_in_an_error(raw: bytes) -> None:
    try:
        read = understand(parse(raw, HERE), HERE, Sample)
    except Unreadable as error:
        assert error.finding.line >= 1
    else:
        assert (read.value is None) == bool(read.findings)
