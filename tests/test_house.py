"""The house rules that a machine can see: sizes, names, who imports what, letters, machine paths."""

import ast
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MOST_LINES, MOST_OF_A_FUNCTION = 300, 50

CODE = sorted(file for folder in ("kiosk", "tests") for file in (ROOT / folder).rglob("*.py"))
PURE = [file for file in CODE if file.relative_to(ROOT).parts[:2] in (("kiosk", "core"), ("kiosk", "scenes"))]

KNOWN_TO_THE_PURE = frozenset(
    {"kiosk.core", "kiosk.scenes", "msgspec"}
    | {"binascii", "collections", "functools", "hashlib", "itertools", "math", "re", "types", "typing", "unicodedata"}
)
"""All that core and scenes may import: values and reckoning. What is allowed is listed, not what is forbidden, so that
an outside thing nobody thought of is caught too."""

TEXTS = {".py", ".md", ".yaml", ".toml", ".svg", ".service", ".json", ""}
FOLDERS = ("kiosk", "tests", "content", "docs", "provision", "systemd", ".ci")


def texts() -> Iterator[Path]:
    """Every text file that belongs to the repository."""
    yield from (file for file in ROOT.iterdir() if file.is_file() and file.suffix in TEXTS)
    for folder in FOLDERS:
        for file in (ROOT / folder).rglob("*"):
            if file.is_file() and file.suffix in TEXTS and "__pycache__" not in file.parts:
                yield file


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def shown(file: Path) -> str:
    return str(file.relative_to(ROOT))


def imported(file: Path) -> Iterator[str]:
    """Full names of all modules that a file imports, inside functions too."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{shown(file)}:{node.lineno}: write the whole name of the module"
            yield node.module or ""
            if node.module == "kiosk":
                yield from (f"kiosk.{name.name}" for name in node.names)


def test_no_file_is_too_long() -> None:
    long = {shown(file): n for file in CODE if (n := file.read_text(encoding="utf-8").count("\n")) > MOST_LINES}
    assert long == {}


def test_no_function_is_too_long() -> None:
    long = {}
    for file in CODE:
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > MOST_OF_A_FUNCTION:
                    long[f"{shown(file)}:{node.lineno} {node.name}"] = lines
    assert long == {}


def test_core_and_scenes_import_only_what_reckons() -> None:
    assert len(PURE) > 40
    strange = []
    for file in PURE:
        for name in imported(file):
            top = ".".join(name.split(".")[:2]) if name.startswith("kiosk") else name.split(".")[0]
            if top not in KNOWN_TO_THE_PURE:
                strange.append(f"{shown(file)} imports {name}")
    assert strange == []


def test_the_core_knows_no_scene() -> None:
    inward = [file for file in PURE if "core" in file.parts]
    assert [shown(file) for file in inward if any(name.startswith("kiosk.scenes") for name in imported(file))] == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = re.compile(r"(^|_)(utils?|helpers?|manager|misc|common|stuff)($|_)")
    assert [shown(file) for file in CODE if empty.search(file.stem)] == []


def test_stand_ins_are_real_and_no_test_sleeps() -> None:
    found = []
    for file in CODE:
        if "bench" in file.parts:
            continue
        names = set(imported(file))
        if any(name.split(".")[0] == "mock" or name.startswith("unittest.mock") for name in names):
            found.append(f"{shown(file)} imports a mock library")
        if "tests" in file.parts:
            found += [f"{shown(file)}:{line} sleeps" for line in sleeps(file)]
    assert found == []


def sleeps(file: Path) -> Iterator[int]:
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "sleep":
            yield node.lineno


def test_every_text_is_utf8_and_its_letters_are_composed() -> None:
    for file in texts():
        text = file.read_text(encoding="utf-8")
        assert unicodedata.is_normalized("NFC", text), f"{shown(file)}: save it with composed letters (NFC)"


@pytest.mark.parametrize(
    "sign",
    [
        rf"{'TO'}{'DO'}\b|{'FIX'}{'ME'}\b",
        r"(?<![\w.])/(root|home/\w+|work|Users)/",
        r"(?i)\b(pypi|npmjs|crates|(deb|ftp)\.debian)\.(org|com|io)\b",
    ],
    ids=["nothing is put off", "no path of one machine", "no registry by its host"],
)
def test_nothing_is_written_that_belongs_elsewhere(sign: str) -> None:
    pattern = re.compile(sign)
    found = [
        f"{shown(file)}:{number}: {line.strip()[:80]}"
        for file in texts()
        if file != Path(__file__)
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]
    assert found == []


def test_make_test_asks_linters_types_and_rooms_too() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipe = re.split(r"\n(?=\S)", makefile.split("\ntest:", 1)[1], maxsplit=1)[0]
    for tool in ("ruff check", "mypy", "lint-imports", "pytest"):
        assert f"$(BIN)/{tool}" in recipe


def test_the_rooms_are_under_contract() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = next(contract["layers"] for contract in settings["contracts"] if contract["type"] == "layers")
    ruled = {room.strip() for layer in layers for room in layer.split("|")}
    rooms = {f"kiosk.{file.parent.name}" for file in (ROOT / "kiosk").glob("*/__init__.py")}
    assert rooms <= ruled, "a room of kiosk/ stands in no layer of pyproject.toml"
