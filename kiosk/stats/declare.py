"""`metrics.yaml` → its compiled form. Runs when content is compiled, never on the way to a first picture."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from kiosk.core.units import LANGS
from kiosk.stats.registry import CONTENT_LISTS, PROGRAM_LISTS, Metric
from kiosk.stats.schema import PARTS_OF_DAY

METRICS_YAML = Path(__file__).with_name("metrics.yaml")
"""The declarations that come with the kiosk."""

RESERVED = frozenset({"all", "other", *PARTS_OF_DAY})
"""Keys that the nightly document uses itself."""


class BadMetricsError(ValueError):
    """`metrics.yaml` is refused; each line names place, fault and cure."""


def compile_metrics(source: Path = METRICS_YAML) -> bytes:
    """Check the declarations; return the bytes that `load_registry` opens. `BadMetricsError` tells every fault."""
    data, lines = _read(source)
    if not isinstance(data, dict) or not isinstance(data.get("metrics"), dict):
        raise BadMetricsError(f"{source}:1: there is no 'metrics' here: write 'metrics:' and below it one entry each")
    faults: list[str] = []
    lists = _lists(data.get("lists", {}))
    known = {*CONTENT_LISTS, *PROGRAM_LISTS, *lists}
    metrics = {}
    for name, entry in data["metrics"].items():
        metric, fault = _metric(entry, known)
        metrics[name] = metric
        faults += [f"{source}:{lines.get(name, 1)}: metric '{name}': {fault}"] if fault else []
    for name, keys in lists.items():
        faults += [f"{source}:{lines.get('lists', 1)}: list '{name}': {fault}" for fault in _taken(keys)]
    unknown = sorted(set(data) - {"metrics", "lists"})
    faults += [f"{source}:{lines.get(name, 1)}: '{name}' means nothing here: remove it" for name in unknown]
    if faults:
        raise BadMetricsError("\n".join(faults))
    return msgspec.msgpack.encode({"metrics": metrics, "lists": lists})


def past_review(today: date, source: Path = METRICS_YAML) -> tuple[str, ...]:
    """A line for each metric that somebody should have asked about again by now. Nothing else is checked here."""
    data, lines = _read(source)
    asked = {name: str(metric.get("review", "")) for name, metric in data["metrics"].items()}
    return tuple(
        f"{source}:{lines.get(name, 1)}: metric '{name}' was to be reviewed by {day}: "
        "ask its owner whether it is still needed and still tells nothing of anybody, then set a new date"
        for name, day in asked.items()
        if day < today.isoformat()
    )


def _read(source: Path) -> tuple[Any, dict[str, int]]:
    import yaml  # noqa: PLC0415 - only compiling needs it

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = source.read_text(encoding="utf-8")
    try:
        root = yaml.compose(text, Loader=loader)
        data = yaml.load(text, Loader=loader)  # noqa: S506 - both loaders are the safe ones
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        raise BadMetricsError(f"{source}:{line}: this is not YAML: {getattr(error, 'problem', error)}") from error
    return data, dict(_lines(root))


def _lines(root: Any) -> list[tuple[str, int]]:
    """Where every top entry and every metric begins. Lists and metrics share the space of names; metrics win."""
    found = []
    for key, value in getattr(root, "value", ()):
        found.append((str(key.value), key.start_mark.line + 1))
        if isinstance(value.value, list) and key.value == "metrics":
            found += [(str(inner[0].value), inner[0].start_mark.line + 1) for inner in value.value]
    return found


def _lists(data: Any) -> dict[str, tuple[str, ...]]:
    return {str(name): tuple(map(str, keys)) for name, keys in dict(data or {}).items()}


def _metric(entry: Any, known: set[str]) -> tuple[Metric | None, str]:
    try:
        metric = msgspec.convert(entry, Metric)
    except msgspec.ValidationError as error:
        return None, (
            f"{error}: a metric has meaning, purpose and not_personal, each in vi and en, an owner and a date of "
            "review in quotes, and may have keys"
        )
    return metric, _fault(metric, known) or _unanswered(metric)


def _fault(metric: Metric, known: set[str]) -> str:
    for field in ("meaning", "purpose", "not_personal"):
        missing = [lang for lang in LANGS if not getattr(metric, field).get(lang, "").strip()]
        if missing:
            return f"'{field}' has no sentence in {', '.join(missing)}: write one"
    if isinstance(metric.keys, str):
        strange = [part for part in metric.keys.split("/") if part not in known]
        return f"there is no list '{strange[0]}': use one of {', '.join(sorted(known))}" if strange else ""
    return next(_taken(metric.keys), "")


def _taken(keys: Iterable[str]) -> Iterator[str]:
    for key in sorted(RESERVED.intersection(keys)):
        yield f"the key '{key}' is kept for the nightly document: choose another"


def _unanswered(metric: Metric) -> str:
    """Who answers for it, and until when."""
    if not metric.owner.strip():
        return "'owner' is empty: name who answers for it"
    try:
        date.fromisoformat(metric.review)
    except ValueError:
        return f"'review' is no day of the calendar: {metric.review}"
    return ""
