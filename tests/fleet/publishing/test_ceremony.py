"""The page that three people follow: every line of it can be typed, in both languages."""

import re
import shlex
from pathlib import Path

import click
import pytest

from kiosk.cli import commands
from kiosk.cli.office.publish import publish
from kiosk.fleet.depot.state import DAYS

DOCS = Path(__file__).parents[3] / "docs"
PAGES = ("ceremony.md", "ceremony.vi.md")


def lines(page: str) -> list[list[str]]:
    """All commands of a page, as words."""
    blocks = re.findall(r"```sh\n(.+?)```", (DOCS / page).read_text("utf-8"), flags=re.DOTALL)
    return [shlex.split(line) for block in blocks for line in block.splitlines()]


def parsed(words: list[str]) -> click.Context:
    """As far as understanding it; nothing is done."""
    command: click.Command = publish
    while isinstance(command, click.Group):
        command, words = command.commands[words[0]], words[1:]
    return command.make_context("kiosk publish", words)


@pytest.mark.parametrize("page", PAGES)
def test_every_line_can_be_typed(page: str) -> None:
    assert "keys" in commands.__all__
    assert len(lines(page)) > 15
    for words in lines(page):
        assert words[:2] == ["kiosk", "publish"]
        assert parsed(words[2:]).params["depot"] == Path("hue-depot")


def test_both_languages_do_the_same() -> None:
    one, two = ([[word for word in words if word.startswith("--")] for words in lines(page)] for page in PAGES)
    assert one == two
    heads = [re.findall(r"^#+ ", (DOCS / page).read_text("utf-8"), flags=re.MULTILINE) for page in PAGES]
    assert heads[0] == heads[1]


@pytest.mark.parametrize("page", PAGES)
def test_it_says_how_long_signatures_are_good(page: str) -> None:
    text = (DOCS / page).read_text("utf-8")
    assert all(str(days) in text for days in DAYS.values())
