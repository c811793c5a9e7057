"""The declarations and the core agree: everything counted is declared, and everything declared is counted."""

import ast
from pathlib import Path

import pytest

import kiosk.core
from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.codes.reading import Reading
from kiosk.core.units import DurationMs
from kiosk.core.ways import WAYS
from kiosk.stats.registry import Registry
from tests.small import library
from tests.visitor import Visitor

WHERE = {"o.Count": 0, "Count": 0, "counting": 1}
"""What counts in the core, and which of its arguments is the metric."""


def named_in_the_core() -> set[str]:
    names: set[str] = set()
    for file in Path(kiosk.core.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and (place := WHERE.get(ast.unparse(node.func))) is not None:
                words = [inner.value for inner in ast.walk(node.args[place]) if isinstance(inner, ast.Constant)]
                names.update(word for word in words if isinstance(word, str))
    return names


def test_the_core_counts_exactly_what_is_declared(registry: Registry) -> None:
    assert named_in_the_core() == set(registry.metrics)


def refuse_undeclared(registry: Registry, visitor: Visitor) -> int:
    counts = [order for order in visitor.orders if isinstance(order, o.Count)]
    for count in counts:
        registry.check(count.metric, count.key)
    return len(counts)


@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_learning_counts_only_declared_keys(way: str, registry: Registry) -> None:
    visitor = Visitor(library()).opens(way)
    for _ in range(40 if WAYS[way].plays_itself else 0):
        visitor.listens().waits(2_000)
    assert refuse_undeclared(registry, visitor.finishes()) >= 4


def test_everything_at_once_counts_only_declared_keys(registry: Registry) -> None:
    visitor = Visitor(library()).opens("alone")
    visitor.does(e.HelpOpened(), e.AskedSlower(), e.LanguageSwitched(), e.SizeSwitched(), e.HelperCalled())
    visitor.does(e.HelpClosed(), e.HintAsked(), e.HintAsked(), e.HintAsked(), e.Failed("camera", "unplugged"))
    visitor.does(e.Stumbled(), e.TargetTouched("news"), e.CodeRead(Reading(kind="link")), e.CodeUnreadable("dark"))
    visitor.does(e.WentHome(), e.WentHome(), e.Ticked(DurationMs(1_000))).waits(120_000)
    assert refuse_undeclared(registry, visitor) >= 10
