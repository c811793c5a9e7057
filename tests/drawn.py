"""What documents show of the program's own tables, drawn anew from them.

A document marks the place: `<!-- drawn: ways -->` … `<!-- end: ways -->`. `python -m tests.redraw` fills every place;
`tests/test_docs.py` fails when one is out of date, so that no diagram can tell what the program no longer does.
"""

import re
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import get_args

import msgspec

from kiosk.config.screens import SCREENS
from kiosk.core.events import PlainEvent
from kiosk.core.orders import PlainOrder
from kiosk.core.session import diagram
from kiosk.core.units import Lang
from kiosk.core.ways import WAYS
from kiosk.health.hardening.table import ROWS
from kiosk.panel.wiring import PIN_OF, WIRES, Wire
from kiosk.stats.declare import METRICS_YAML, compile_metrics
from kiosk.stats.health_names import HEALTH
from kiosk.stats.registry import MOST_OF_A_VISIT, Declared
from kiosk.stats.schema import DAYS_KEPT

ROOT = Path(__file__).parent.parent

POLICIES = {
    "plays_itself": "the kiosk makes every move itself",
    "glow": "what to touch glows from the start, and the hand points",
    "asks": "the voice gives the task, not the place to touch",
    "helps": "a hint can be asked for, and comes after three wrong moves",
    "tells": "steps that only tell are shown",
    "counts": "wrong moves are weighed at the end",
}
"""Column of the table of ways → what it means to a visitor."""


def documents() -> list[Path]:
    """Every document of the repository."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "provision").glob("*.md")])


def redrawn(text: str) -> str:
    """The same document with every marked place filled from the program as it is now."""
    return _PLACE.sub(lambda place: f"{place[1]}\n{BLOCKS[place[2]]()}\n{place[3]}", text)


_PLACE = re.compile(r"(<!-- drawn: ([\w-]+) -->)\n.*?(<!-- end: \2 -->)", re.DOTALL)


def _session() -> str:
    return f"```mermaid\n{diagram()}\n```"


def _ways() -> str:
    rows = [[says, *(_yes(getattr(way, name)) for way in WAYS.values())] for name, says in POLICIES.items()]
    return _table(["", *(f"`{way}`" for way in WAYS)], rows)


def _rooms() -> str:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = next(contract["layers"] for contract in contracts["contracts"] if contract["type"] == "layers")
    return "\n".join(["```text", *(layer.replace("kiosk.", "") for layer in layers), "```"])


def _hardening() -> str:
    rows = [[one.code, one.way, one.wanted, one.remedy] for one in ROWS]
    return _table(["row", "somebody tries", "wanted", "remedy"], rows)


def _decisions() -> str:
    return "\n".join(f"- [{_title(file)}](docs/decisions/{file.name})" for file in decisions())


def decisions() -> list[Path]:
    """The records of decisions, oldest first."""
    return sorted((ROOT / "docs/decisions").glob("[0-9]*.md"))


def _title(file: Path) -> str:
    return file.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")


def _screens() -> str:
    rows = [
        [
            f"`{name}`", screen.what, f"{screen.width} × {screen.height}", f"{screen.diagonal_mm:g}",
            f"{screen.height_mm:g}", str(screen.rotation), f"{screen.px_per_mm:.2f}", screen.source,
        ]
        for name, screen in SCREENS.items()
    ]  # fmt: skip
    head = ["name", "what it is", "pixels", "`diagonal_mm`", "`height_mm`", "`rotation`", "pixels a mm", "source"]
    return _table(head, rows)


def _events() -> str:
    return _values(get_args(PlainEvent))


def _orders() -> str:
    return _values(get_args(PlainOrder))


def _values(kinds: Iterable[type[msgspec.Struct]]) -> str:
    rows = [
        [f"`{kind.__name__}`", ", ".join(f"`{name}`" for name in kind.__struct_fields__), _first(kind)]
        for kind in kinds
    ]
    return _table(["name", "fields", "meaning"], rows)


def _first(kind: type) -> str:
    """The docstring as one line; a bar would end the cell."""
    return " ".join((kind.__doc__ or "").split()).replace("|", "/")


def _metrics(lang: Lang, head: list[str]) -> Callable[[], str]:
    def drawn() -> str:
        rows = [
            [f"`{name}`", _keys(metric.keys), metric.meaning[lang], metric.purpose[lang], metric.not_personal[lang],
             str(metric.most or "–"), f"{metric.owner}, {metric.review}"]
            for name, metric in _declared().metrics.items()
        ]  # fmt: skip
        return _table(head, rows)

    return drawn


def _health(lang: Lang, head: list[str]) -> Callable[[], str]:
    def drawn() -> str:
        rows = [
            [f"`{name}`", known.meaning[lang], ", ".join(f"`{word}`" for word in known.words) or known.unit]
            for name, known in HEALTH.items()
        ]
        return _table(head, rows)

    return drawn


def _promise(lang: Lang) -> Callable[[], str]:
    """The privacy statement: every counter and why it is about nobody, then what the machine tells of itself."""

    def drawn() -> str:
        metrics = _declared().metrics
        visits = [one for one in metrics.values() if not one.machine]
        told = [one.meaning[lang] for one in metrics.values() if one.machine]
        told += [one.meaning[lang] for one in HEALTH.values()]
        said = {
            "vi": (
                f"Về các lượt dùng, máy đếm {len(visits)} điều, giữ {DAYS_KEPT} ngày. Một lượt góp nhiều nhất "
                f"{MOST_OF_A_VISIT} vào mỗi con số, và mỗi bài chỉ một lần:",
                f"Về chính cái máy, có {len(told)} điều:",
            ),
            "en": (
                f"Of visits, {len(visits)} things are counted and kept for {DAYS_KEPT} days. One visit adds at most "
                f"{MOST_OF_A_VISIT} to a number, and each lesson but once:",
                f"Of the machine itself there are {len(told)}:",
            ),
        }[lang]
        of_visits = [f"- {one.meaning[lang]} *{one.not_personal[lang]}*" for one in visits]
        return "\n".join([said[0], "", *of_visits, "", said[1], "", *(f"- {meaning}" for meaning in told)])

    return drawn


_WIRED = {
    "en": {"button": "button to ground", "lamp": "lamp", "sensor": "sensor, on when high", "jack": "switch to ground",
           "no": "not wired"},
    "vi": {"button": "nút, nối xuống GND", "lamp": "đèn", "sensor": "cảm biến, mức cao là có",
           "jack": "công tắc, nối GND", "no": "không nối"},
}  # fmt: skip


def _panel(lang: Lang, head: list[str]) -> Callable[[], str]:
    """The pin map: what there is unless the settings say otherwise, and where the wiring picture has it."""

    def drawn() -> str:
        words = _WIRED[lang]

        def row(wire: Wire) -> list[str]:
            what = words["jack"] if wire.kind == "sensor" and wire.to_ground else words[wire.kind]
            default = str(wire.gpio) if wire.gpio else f"0 ({words['no']})"
            return [f"`panel.{wire.name}`", what, default, str(wire.drawn), str(PIN_OF[wire.drawn])]

        return _table(head, [row(wire) for wire in WIRES])

    return drawn


def _declared() -> Declared:
    return msgspec.msgpack.decode(compile_metrics(METRICS_YAML), type=Declared)


def _keys(keys: str | tuple[str, ...]) -> str:
    return f"`{keys}`" if isinstance(keys, str) and keys else ", ".join(f"`{key}`" for key in keys)


def _yes(value: bool) -> str:
    return "yes" if value else "–"


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


BLOCKS: dict[str, Callable[[], str]] = {
    "session": _session,
    "ways": _ways,
    "rooms": _rooms,
    "hardening": _hardening,
    "decisions": _decisions,
    "screens": _screens,
    "events": _events,
    "orders": _orders,
    "metrics-en": _metrics("en", ["counter", "key", "what is counted", "what for", "why it tells nothing of anybody",
                                  "most of a visit", "owner, review"]),
    "metrics-vi": _metrics("vi", ["bộ đếm", "khóa", "đếm gì", "để làm gì", "vì sao không biết được là ai",
                                  "một lượt góp tối đa", "ai lo, xem lại"]),
    "health-en": _health("en", ["name", "what is told", "in"]),
    "health-vi": _health("vi", ["tên", "điều gì", "bằng"]),
    "panel-en": _panel("en", ["setting", "what", "GPIO by itself", "GPIO in the picture", "pin"]),
    "panel-vi": _panel("vi", ["cài đặt", "là gì", "GPIO có sẵn", "GPIO trong hình", "chân"]),
    "privacy-en": _promise("en"),
    "privacy-vi": _promise("vi"),
}
"""Name of a place → what is drawn there."""
