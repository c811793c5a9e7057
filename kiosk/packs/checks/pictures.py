"""Drawings: well-formed SVG, only shapes and colours. What could fetch, run or write text is refused.

Text in a drawing would be read by nobody: it has no language, no speech and no size. A reference could reach outside
the pack. Expat reads the file, so a mistake has its line; entities are refused before they can grow. Dashed strokes are
refused because the rasterizer makes a shape of each dash before it looks how many there are: a line of one short file
(`stroke-dasharray="0.0001"`) took all memory.
"""

from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from kiosk.packs.findings.finding import Finding
from kiosk.packs.reading.source import PackSource

SHAPES = ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon")
ELEMENTS = frozenset(
    (*SHAPES, "svg", "g", "defs", "clipPath", "linearGradient", "radialGradient", "stop", "title", "desc")
)
"""What both rasterizers of a pygame build draw alike."""

BIGGEST = 64 * 1024
"""Bytes; the drawings have two to six thousand. Each is kept in memory while the kiosk runs."""


def pictures(pack: PackSource) -> Iterator[Finding]:
    """What is wrong with the drawings of a pack."""
    for file in pack.pictures.values():
        yield from drawing(file)


def drawing(file: Path) -> Iterator[Finding]:
    """What is wrong with one drawing."""
    try:
        raw = file.read_bytes()
    except OSError as error:
        yield Finding(file, 1, "no-file", {"why": error.strerror or type(error).__name__})
        return
    if len(raw) > BIGGEST:
        yield Finding(file, 1, "svg-big", {"most": str(BIGGEST // 1024)})
        return
    yield from _Drawing(file).read(raw)


class _Entity(Exception):  # noqa: N818 - ends the reading of a file
    """An entity was declared; reading stops before it can grow."""


class _Drawing:
    """One SVG file, read element by element."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.depth = 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.EntityDeclHandler = self._entity
        self.parser.ProcessingInstructionHandler = self._instruction

    def read(self, raw: bytes) -> list[Finding]:
        """All findings; a file that breaks off in the middle has that as its last."""
        try:
            raw.decode()
            self.parser.Parse(raw, True)
        except UnicodeDecodeError as error:
            self._found("not-utf8", line=raw[: error.start].count(b"\n") + 1)
        except _Entity:
            pass  # told already; what it would have grown to is not our business
        except expat.ExpatError as error:
            self._found("svg-broken", line=error.lineno, why=expat.ErrorString(error.code))
        return self.findings

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if self.depth == 0:
            self._root(name, attributes)
        elif name not in ELEMENTS:
            self._found("svg-element", name=name)
        for attribute, value in attributes.items():
            local = value.strip().startswith("#") or attribute.startswith("xmlns")
            hooked = attribute.lower().startswith("on") or (attribute.endswith("href") and not local)
            if hooked or value.lower().count("url(") > value.lower().count("url(#"):
                self._found("svg-attribute", name=attribute)
            if "dasharray" in attribute or "dasharray" in value:
                self._found("svg-dashes")
        self.depth += 1

    def _root(self, name: str, attributes: dict[str, str]) -> None:
        if name != "svg":
            self._found("svg-root", name=name)
        elif "viewBox" not in attributes:
            self._found("svg-viewbox")

    def _end(self, _name: str) -> None:
        self.depth -= 1

    def _entity(self, name: str, *_rest: object) -> None:
        self._found("svg-entity", name=name)
        raise _Entity

    def _instruction(self, target: str, _data: str) -> None:
        self._found("svg-element", name=f"?{target}")

    def _found(self, code: str, line: int = 0, **facts: str) -> None:
        self.findings.append(Finding(self.file, line or self.parser.CurrentLineNumber, code, facts))
