"""B14: nothing that comes in as content, settings or over a network is ever run. Held for every module of the program:
none can turn text into code, and whoever starts another program stands on a list, with what he starts.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CODE = sorted((ROOT / "kiosk").rglob("*.py"))

MAKES_CODE = frozenset({"eval", "exec", "compile", "__import__", "breakpoint"})
REVIVES = frozenset({"pickle", "marshal", "shelve", "dill", "jsonpickle", "runpy", "code", "codeop"})
"""Modules that make objects, or code, out of bytes that somebody else may have written."""

LOADS = {"kiosk/cli/__init__.py": "modules of commands, by a table of its own"}
"""Module → what it imports by a name that is reckoned."""

STARTS = {
    "kiosk/cli/doctor/hardening.py": "rpi-eeprom-config, without a word from anywhere",
    "kiosk/fleet/collecting/collect.py": "processes of the office's own",
    "kiosk/fleet/simulating/simulate.py": "processes of the office's own",
    "kiosk/staff/errands.py": "kiosk update, on a desk",
    "kiosk/cli/stats.py": "kiosk stats make, its own words",
    "kiosk/update/guard.py": "kiosk, as a child that may be killed",
    "kiosk/voice/worker.py": "the speech library, in a child of its own",
}
"""Module → what it starts. Whoever adds one says why no content can choose the words."""


def calls(file: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of everything that is called."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func)


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]
            if node.module == "importlib":
                yield from (f"importlib.{name.name}" for name in node.names)


def shown(file: Path) -> str:
    return str(file.relative_to(ROOT))


def imported_names(file: Path) -> set[str]:
    """Names that a module brings in under `from … import …`: `compile` of our own is no builtin."""
    nodes = ast.walk(ast.parse(file.read_text("utf-8")))
    return {a.asname or a.name for node in nodes if isinstance(node, ast.ImportFrom) for a in node.names} | {
        node.name for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)
    }


def arguments(file: Path) -> set[str]:
    return {node.arg for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.arg)}


def test_no_module_makes_code_out_of_text() -> None:
    found = [
        f"{shown(file)}:{line}: {name}"
        for file in CODE
        for line, name in calls(file)
        if name in MAKES_CODE and name not in imported_names(file) | arguments(file)
    ]
    assert found == []


def test_no_module_revives_objects_or_loads_modules_by_name() -> None:
    found = [f"{shown(file)}: {name}" for file in CODE for name in imports(file) if name in REVIVES]
    by_name = {shown(file) for file in CODE if "importlib.import_module" in imports(file)}
    assert found == []
    assert by_name <= set(LOADS)


def test_yaml_is_read_by_the_safe_loaders_alone() -> None:
    """Every `yaml.load` names its loader, and the only ones that are named anywhere are the safe ones."""
    loaders = set()
    for file in CODE:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "yaml" and "oader" in node.attr:
                loaders.add(node.attr)
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("yaml.load", "yaml.load_all"):
                assert [word.arg for word in node.keywords] == ["Loader"], f"{shown(file)}:{node.lineno}"
            if isinstance(node, ast.Call):
                assert ast.unparse(node.func) not in ("yaml.unsafe_load", "yaml.full_load"), shown(file)
    assert loaders <= {"SafeLoader", "CSafeLoader"}


def test_whoever_starts_another_program_stands_on_the_list() -> None:
    starting = {
        shown(file)
        for file in CODE
        if {"subprocess", "multiprocessing", "pty"} & set(imports(file))
        or any(name in ("os.system", "os.popen") or name.startswith(("os.exec", "os.spawn")) for _, name in calls(file))
    }
    assert starting == set(STARTS)


@pytest.mark.parametrize("file", STARTS)
def test_no_shell_reads_the_words(file: str) -> None:
    for node in ast.walk(ast.parse((ROOT / file).read_text("utf-8"))):
        if isinstance(node, ast.keyword):
            assert node.arg != "shell", f"{file}:{node.value.lineno}"


@pytest.mark.parametrize(
    ("text", "name"), [("eval(x)", "eval"), ("def f():\n    return __import__(x)", "__import__"), ("exec('1')", "exec")]
)
def test_the_watch_bites(tmp_path: Path, text: str, name: str) -> None:
    (tmp_path / "bad.py").write_text(text, "utf-8")
    assert name in {called for _, called in calls(tmp_path / "bad.py")} & MAKES_CODE
