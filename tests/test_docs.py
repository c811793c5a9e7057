"""The documents tell the truth: everything a person can type, set, write or count is told, and every link leads
somewhere."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import click
import msgspec
import pytest

import kiosk
from kiosk.cli import commands
from kiosk.cli import kiosk as command_line
from kiosk.core.content.apps import App
from kiosk.core.content.lessons import Lesson, Step
from kiosk.core.content.packs import Pack
from kiosk.core.content.phrases import Phrases
from kiosk.core.content.staff_phrases import StaffPhrases
from kiosk.core.content.stick_phrases import StickPhrases
from kiosk.core.units import Words
from kiosk.packs.check import check
from kiosk.packs.reading.recorded import Recorded
from kiosk.packs.reading.skills import Skill
from kiosk.walk import faults_everywhere
from tests.drawn import BLOCKS, POLICIES, ROOT, decisions, documents, redrawn

Kind = type[msgspec.Struct]

MOST_BYTES = 150 * 1024
DOCUMENTS = documents()
BY_NAME = pytest.mark.parametrize("document", DOCUMENTS, ids=[str(file.relative_to(ROOT)) for file in DOCUMENTS])


def sections(name: str) -> dict[str, str]:
    """Heading, without its signs, → the text under it up to the next heading."""
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    parts = re.split(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return {head.replace("`", ""): body for head, body in zip(parts[1::2], parts[2::2], strict=True)}


def code(body: str) -> set[str]:
    """What stands in backticks."""
    return set(re.findall(r"`([^`\n]+)`", body))


# --- commands --------------------------------------------------------------------------------------------------------


def leaves(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        for word, inner in command.commands.items():
            yield from leaves(inner, f"{name} {word}")
    else:
        yield name, command


COMMANDS = dict(leaves(command_line, "kiosk"))


def test_every_command_is_told_and_no_other() -> None:
    assert commands.__all__, "importing it registers the commands"
    assert {head for head in sections("commands.md") if head.startswith("kiosk ")} == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_told_and_no_other(name: str) -> None:
    parameters = COMMANDS[name].params
    options = {word for one in parameters if isinstance(one, click.Option) for word in (*one.opts, *one.secondary_opts)}
    told = code(sections("commands.md")[name])
    assert {word for word in told if word.startswith("--")} == options
    assert {one.human_readable_name for one in parameters if isinstance(one, click.Argument)} <= told


# --- content ---------------------------------------------------------------------------------------------------------


def kinds(*roots: Kind) -> list[Kind]:
    """Every kind of value that can be written inside these."""
    found: list[Kind] = []
    waiting: list[Any] = list(roots)
    while waiting:
        shape = waiting.pop(0)
        waiting += get_args(shape) if get_origin(shape) is not Literal else ()
        if isinstance(shape, type) and issubclass(shape, msgspec.Struct) and shape not in found:
            found.append(shape)
            waiting += get_type_hints(shape).values()
    return found


CONTENT = kinds(Pack, Lesson, App, Skill, Recorded)
STEP_FIELDS = set.intersection(*(set(step.__struct_fields__) for step in get_args(Step)))


def heading(kind: Kind) -> str:
    """`kind: touch` for what is told apart by a tag; else the name of the type as words."""
    config = kind.__struct_config__
    if config.tag:
        return f"{config.tag_field}: {config.tag}"
    return re.sub(r"(?<!^)(?=[A-Z])", " ", kind.__name__).capitalize()


def choices(hint: Any) -> Iterator[str]:
    """The words that a field may hold, when only some may."""
    if get_origin(hint) is Literal:
        yield from map(str, get_args(hint))
    elif hint != Words:
        for inner in get_args(hint):
            yield from choices(inner)


@pytest.mark.parametrize("kind", CONTENT, ids=heading)
def test_every_field_of_the_content_is_told(kind: Kind) -> None:
    told = code(sections("content.md")[heading(kind)])
    shared = STEP_FIELDS if kind in get_args(Step) else set()
    assert set(kind.__struct_fields__) - shared <= told
    for field, hint in get_type_hints(kind).items():
        assert set(choices(hint)) <= told, f"{heading(kind)}: {field} may be more than is told"


def test_what_all_steps_share_is_told_once() -> None:
    assert code(sections("content.md")["Step"]) >= STEP_FIELDS


@pytest.mark.parametrize(
    ("file", "kind"), {"words.yaml": Phrases, "stick.yaml": StickPhrases, "staff.yaml": StaffPhrases}.items()
)
def test_every_phrase_is_told_and_no_other(file: str, kind: Kind) -> None:
    rows = re.findall(r"^\| (`.+?) \|", sections("content.md")[file], flags=re.MULTILINE)
    told = [name for row in rows for name in code(row)]
    assert sorted(told) == sorted(kind.__struct_fields__)


def test_the_whole_small_pack_is_good(tmp_path: Path) -> None:
    """What authors copy first must pass every check, the layout on all screens too."""
    text = (ROOT / "docs/content.md").read_text(encoding="utf-8")
    for file, body in re.findall(r"```\w+\n(?:# |<!-- )(tea/\S+)(?: -->)?\n(.+?)```", text, flags=re.DOTALL):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(body, encoding="utf-8")
    for shared in ("words.yaml", "stick.yaml", "staff.yaml", "skills.yaml"):
        shutil.copy(ROOT / "content" / shared, tmp_path)
    assert check(tmp_path, date(2026, 11, 21), "en", faults_everywhere()) == ()
    assert len(list(tmp_path.rglob("tea/**/*.*"))) == 4


# --- what is drawn from tables ---------------------------------------------------------------------------------------


@BY_NAME
def test_diagrams_and_tables_are_those_of_the_program(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    assert redrawn(text) == text, "run `make pictures`, or only: python -m tests.redraw"


def test_every_drawing_has_its_place() -> None:
    places = [name for file in DOCUMENTS for name in re.findall(r"<!-- drawn: ([\w-]+) -->", file.read_text("utf-8"))]
    assert sorted(places) == sorted(BLOCKS)


def test_the_table_of_ways_leaves_no_policy_out() -> None:
    from kiosk.core.ways import Way

    assert {name for name, hint in get_type_hints(Way).items() if hint is bool} == set(POLICIES)


# --- links and pictures ----------------------------------------------------------------------------------------------


def slugs(document: Path) -> set[str]:
    """The anchors of a document's headings."""
    heads = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@BY_NAME
def test_every_link_leads_somewhere_in_the_repository(document: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8")):
        place, _, anchor = link.partition("#")
        assert "://" not in place, f"{link}: a kiosk has no network, so its documents lead nowhere outside"
        target = (document.parent / place).resolve() if place else document
        assert target.is_relative_to(ROOT) and target.exists(), f"{link}: there is no such file"
        assert not anchor or anchor in slugs(target), f"{link}: there is no such heading"


@BY_NAME
def test_every_file_named_in_a_document_is_there(document: Path) -> None:
    named = r"`((?:kiosk|tests|docs|content|provision|systemd)/[\w./-]*[\w/])`"
    for name in re.findall(named, document.read_text(encoding="utf-8")):
        assert (ROOT / name).exists(), f"there is no {name}"


def test_pictures_are_small_shown_and_told() -> None:
    texts = [file.read_text(encoding="utf-8") for file in DOCUMENTS]
    shown = {file.split("/")[-1]: told for text in texts for told, file in re.findall(r"!\[([^\]]*)\]\((\S+)\)", text)}
    files = [file for file in (ROOT / "docs/pictures").iterdir() if file.suffix in (".png", ".svg")]
    assert {file.name for file in files} == set(shown)
    assert all(len(told) > 20 for told in shown.values()), "say what the picture shows to whoever cannot see it"
    assert {file.name: size for file in files if (size := file.stat().st_size) > MOST_BYTES} == {}


# --- the rest --------------------------------------------------------------------------------------------------------


def test_decisions_are_numbered_short_and_tell_their_costs() -> None:
    files = decisions()
    assert [int(file.name[:4]) for file in files] == list(range(1, len(files) + 1))
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert 20 <= text.count("\n") <= 60, f"{file.name} has {text.count(chr(10))} lines"
        assert re.findall(r"^## (.+)$", text, flags=re.MULTILINE) == [
            "Context", "Decision", "Costs", "What would undo it",
        ]  # fmt: skip


def test_this_version_is_in_the_changelog() -> None:
    assert kiosk.__version__ in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_what_staff_read_is_there_in_vietnamese() -> None:
    names = ("README.md", "docs/privacy.md", "docs/install.md", "docs/author.md", "docs/stick.md")
    for english in (ROOT / name for name in names):
        vietnamese = english.with_suffix(".vi.md")
        heads = [re.findall(r"^#+ ", file.read_text("utf-8"), flags=re.MULTILINE) for file in (english, vietnamese)]
        assert heads[0] == heads[1], f"{vietnamese.name} has other headings than {english.name}"


@BY_NAME
def test_documents_use_plain_words(document: Path) -> None:
    empty = r"(?i)\b(simply|seamless\w*|leverag\w+|robust|state-of-the-art|cutting-edge|world-class|users?)\b"
    lines = document.read_text(encoding="utf-8").splitlines()
    found = [f"{n}: {line}" for n, line in enumerate(lines, start=1) if re.search(empty, re.sub(r"`[^`]*`", "", line))]
    assert found == [], "an empty word, or `user`: say visitor, author, staff or operator"


@pytest.mark.parametrize("guide", ["author", "ceremony", "staff", "stick"])
def test_both_languages_of_a_guide_have_the_same_commands(guide: str) -> None:
    texts = [(ROOT / f"docs/{guide}{ending}").read_text("utf-8") for ending in (".md", ".vi.md")]
    english, vietnamese = (re.findall(r"^```\w+\n(.*?)^```", text, re.DOTALL | re.MULTILINE) for text in texts)
    assert vietnamese == english
