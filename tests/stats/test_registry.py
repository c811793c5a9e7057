import msgspec
import pytest

from kiosk.core.ways import WAYS
from kiosk.stats.declare import compile_metrics
from kiosk.stats.registry import Declared, Metric, Registry, Undeclared, load_registry
from tests.small import both, lesson, library


def test_keys_come_from_the_content(registry: Registry) -> None:
    assert registry.keys("topics_opened") == {"pay"}
    assert registry.keys("lessons_opened") == {f"fish/{way}" for way in WAYS}
    assert registry.keys("lessons_left_at") == {f"fish/{step.id}" for step in lesson().steps}
    assert registry.keys("mistakes") == {"reads-news", "scans-link", "doubts-name", "missing-zero", "real-number"}
    assert registry.keys("tests_passed") == {"fish"}


def test_keys_come_from_the_program(registry: Registry) -> None:
    assert "vietqr" in registry.keys("codes_read")
    assert registry.keys("part_failures") == {"voice", "camera", "panel", "stats", "screen", "content", "staff"}
    assert registry.keys("language") == {"vi", "en"}
    assert registry.keys("hints") == {"again", "glow", "done"}
    assert registry.keys("visits") == {""}


@pytest.mark.parametrize(
    ("metric", "key", "said"),
    [
        ("visit", "", "metric 'visit' is not declared in metrics.yaml: did you mean 'visits'?"),
        ("tea_drunk", "", "metric 'tea_drunk' is not declared in metrics.yaml: declare it"),
        ("visits", "x", "metric 'visits' was given a key that metrics.yaml does not allow: it takes none"),
        ("language", "fr", "metric 'language' was given a key that metrics.yaml does not allow: allowed are en, vi"),
        ("topics_opened", "", "does not allow: allowed are pay"),
    ],
)
def test_what_is_not_declared_is_refused_by_name(registry: Registry, metric: str, key: str, said: str) -> None:
    with pytest.raises(Undeclared) as caught:
        registry.check(metric, key)
    assert said in str(caught.value)


def test_a_refusal_never_repeats_what_was_handed_in(registry: Registry) -> None:
    for metric, key in (("mistakes", "046085001234"), ("00020101021138", "")):
        with pytest.raises(Undeclared) as caught:
            registry.check(metric, key)
        assert not any(secret in str(caught.value) for secret in ("046085001234", "00020101021138"))


def test_an_unknown_list_is_refused_when_the_registry_opens() -> None:
    metric = Metric(
        meaning=both("m"), purpose=both("p"), not_personal=both("n"), keys="villages", owner="o", review="2027-11-01"
    )
    with pytest.raises(Undeclared, match=r"'odd' in metrics\.yaml takes its keys from an unknown list 'villages'"):
        Registry(Declared(metrics={"odd": metric}), {})


@pytest.mark.parametrize("raw", [b"", b"\x00", compile_metrics()[:-9], msgspec.msgpack.encode({"metrics": 3})])
def test_a_damaged_file_is_told_with_its_cure(raw: bytes) -> None:
    with pytest.raises(ValueError, match="compile the content again"):
        load_registry(raw, library())
