"""The page for authors: every scene is on it, a change draws what looks different, and nothing broken takes it away."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner

from kiosk.cli import commands
from kiosk.cli import kiosk as command_line
from kiosk.core.content.lessons import Lesson
from kiosk.packs.reading.read import Read
from kiosk.packs.reading.source import source
from kiosk.preview import Preview
from kiosk.preview.board import Board
from kiosk.preview.cards import Card
from kiosk.preview.page import beside
from kiosk.preview.serve import Server
from kiosk.preview.shots import own_pages
from kiosk.preview.watch import Sentry, Watch
from tests.packs.contents import TODAY, bent, copied, line_of

LESSON = "market/lessons/fish.yaml"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return copied(tmp_path)


@pytest.fixture
def preview(content: Path, tmp_path: Path) -> Iterator[Preview]:
    with Preview(content, tmp_path / "out", screens=("7",), lessons=("fish",), today=TODAY) as made:
        yield made


def say_of(preview: Preview, step: str, lang: str = "vi", what: str = "step") -> Card:
    found = [card for key, card in preview.cards.items() if (key.step, key.lang, key.what) == (step, lang, what)]
    assert len(found) == 1, f"{step} {what} in {lang}: {len(found)} cards"
    return found[0]


def pictures(preview: Preview) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (preview.out / "pictures").glob("*.png")}


# --- what is on it ----------------------------------------------------------------------------------------------------


def test_every_step_has_its_picture_in_every_language(preview: Preview) -> None:
    changed = preview.draw()
    steps = {(key.step, key.lang) for key in preview.cards if key.group == "fish" and key.what == "step"}
    script = next(one.value for one in preview_lessons(preview) if one.value)
    names = [f"{n:02}-{step.id}" for n, step in enumerate(script.steps, start=1)]
    assert {(name, lang) for name in (*names, "title", "done") for lang in ("vi", "en")} == steps
    assert len({card.picture for card in changed.drawn}) == len(changed.drawn) == len(pictures(preview))
    assert all(raw.startswith(b"\x89PNG") for raw in pictures(preview).values())
    assert (changed.stuck, changed.told.grave) == ({}, False)


def preview_lessons(preview: Preview) -> Iterator[Read[Lesson]]:
    return (one for pack in source(preview.content).packs for one in pack.lessons)


def test_the_page_needs_nothing_but_its_pictures(preview: Preview) -> None:
    preview.draw()
    page = (preview.out / "index.html").read_text("utf-8")
    for card in preview.cards.values():
        assert f'src="{card.picture}?v=0"' in page and (preview.out / card.picture).exists()
        assert all(line in page for line in card.says)
    assert "://" not in page and "data-revision=" not in page.split("<script>")[0]


def test_a_card_names_the_line_its_words_are_on(preview: Preview) -> None:
    preview.draw()
    card = say_of(preview, "01-why")
    assert (card.file, card.line) == (LESSON, line_of(preview.content / LESSON, card.says[-1]))


def test_words_are_shown_as_words(preview: Preview) -> None:
    bent(preview.content, LESSON, "Mình cùng mua cá.", "<b>x</b><script>alert(1)</script>")
    preview.draw()
    page = (preview.out / "index.html").read_text("utf-8")
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


def test_one_lesson_one_language_one_screen(content: Path, tmp_path: Path) -> None:
    with Preview(content, tmp_path / "out", screens=("upright",), langs=("en",), lessons=("fish",)) as preview:
        preview.draw()
        assert {(key.group, key.lang, key.screen) for key in preview.cards} == {("fish", "en", "upright")}


def test_old_pictures_are_swept_and_nothing_else(preview: Preview) -> None:
    (preview.out / "pictures").mkdir(parents=True)
    (preview.out / "pictures/old.png").write_bytes(b"")
    (preview.out / "notes.txt").write_text("mine")
    preview.draw()
    assert not (preview.out / "pictures/old.png").exists() and (preview.out / "notes.txt").exists()


# --- what changes -----------------------------------------------------------------------------------------------------


def test_nothing_saved_draws_and_reads_nothing(preview: Preview) -> None:
    preview.draw()
    parsed = preview.memory.parsed
    assert preview.look().drawn == ()
    assert preview.memory.parsed == parsed


def test_a_sentence_draws_its_own_scenes_and_reads_one_file(preview: Preview) -> None:
    preview.draw()
    before, parsed = pictures(preview), preview.memory.parsed
    old = say_of(preview, "01-why").says[-1]
    bent(preview.content, LESSON, f'"{old}"', '"Bác xem hình nhé."')
    announced: list[Card] = []
    changed = preview.look(announced.append)
    after = pictures(preview)
    assert preview.memory.parsed == parsed + 1
    assert {card.key.step for card in changed.drawn} == {"01-why"}
    assert {card.key.lang for card in changed.drawn} == {"vi"}
    assert [name for name in before if before[name] != after[name]] == [Path(one.picture).name for one in changed.drawn]
    assert [card.key for card in announced] == [card.key for card in changed.drawn]
    assert all(card.version == 1 for card in changed.drawn)
    assert say_of(preview, "01-why").says == ("Bác xem hình nhé.",)


def test_a_comment_moves_lines_and_draws_nothing(preview: Preview) -> None:
    preview.draw()
    line = say_of(preview, "01-why").line
    bent(preview.content, LESSON, "steps:", "# one more line\nsteps:")
    assert preview.look().drawn == ()
    assert say_of(preview, "01-why").line == line + 1


def test_another_drawing_draws_the_scenes_that_show_it(preview: Preview) -> None:
    preview.draw()
    file = preview.content / "market/pictures/fish.svg"
    file.write_text(file.read_text("utf-8").replace("</svg>", '<rect width="20" height="20" fill="#123456"/></svg>'))
    changed = preview.look()
    assert changed.drawn and len(changed.drawn) < len(preview.cards)


def test_a_broken_file_is_told_and_keeps_its_last_pictures(preview: Preview) -> None:
    preview.draw()
    before = pictures(preview)
    file = bent(preview.content, LESSON, "lesson: fish", 'lesson: "fish')
    changed = preview.look()
    assert (changed.drawn, pictures(preview)) == ((), before)
    problem = changed.told.problems["vi"][0]
    assert problem.file == LESSON and problem.grave
    page = (preview.out / "index.html").read_text("utf-8")
    assert f"<code>{LESSON}:{problem.line}</code>" in page and "class=good" not in page
    file.write_text(file.read_text("utf-8").replace('lesson: "fish', "lesson: fish"), "utf-8")
    assert preview.look().told.problems["vi"] == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [("app: bank", "app: gone"), ("kind: touch\n", "kind: touch\n    start: nowhere\n"), ("target: ", "target: no-")],
    ids=["app", "screen", "target"],
)
def test_content_that_cannot_be_played_keeps_the_page(preview: Preview, old: str, new: str) -> None:
    preview.draw()
    file = preview.content / LESSON
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    changed = preview.look()
    assert changed.told.grave
    assert any(key.group == "fish" for key in preview.cards)
    assert (preview.out / "index.html").read_text("utf-8").count("<figure") == len(preview.cards)


def test_a_problem_stands_beside_its_step(preview: Preview) -> None:
    old = "target: "
    file = preview.content / LESSON
    file.write_text(file.read_text("utf-8").replace(old, f"{old}no-", 1), "utf-8")
    preview.draw()
    near = {key.step for key, card in preview.cards.items() if beside(card, preview.told)["en"] and key.group == "fish"}
    assert len(near) <= 2 and preview.told.grave


def test_everything_empty_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    with Preview(tmp_path / "content", tmp_path / "out") as preview:
        assert preview.draw().drawn == ()
        assert preview.told.grave


def test_own_pages_have_different_names() -> None:
    names = [shot.step for shot in own_pages("vi")]
    assert len(names) == len(set(names))


# --- watching and serving ---------------------------------------------------------------------------------------------


def test_the_sentry_sees_saved_added_and_removed_files_once(content: Path) -> None:
    sentry = Sentry(content)
    assert sentry.changed() == frozenset()
    added = content / "market/lessons/new.yaml"
    added.write_text("lesson: new\n")
    (content / "market/lessons/.new.yaml.swp").write_text("an editor's own")
    assert sentry.changed() == {added}
    assert sentry.changed() == frozenset()
    added.unlink()
    assert sentry.changed() == {added}


def test_the_sentry_does_not_believe_an_empty_file_at_once(content: Path) -> None:
    file, sentry = content / LESSON, Sentry(content)
    text = file.read_bytes()
    file.write_bytes(b"")
    assert sentry.changed() == frozenset()
    file.write_bytes(text + b"# more\n")
    assert sentry.changed() == {file}


def test_a_file_emptied_for_good_is_told_the_next_time(content: Path) -> None:
    file, sentry = content / LESSON, Sentry(content)
    file.write_bytes(b"")
    assert [set(sentry.changed()) for _ in range(3)] == [set(), {file}, set()]


def get(address: str, host: str = "") -> tuple[int, bytes]:
    request = urllib.request.Request(address, headers={"Host": host} if host else {})  # noqa: S310 - loopback
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def test_the_server_gives_the_page_and_pictures_and_nothing_else(preview: Preview) -> None:
    board = Board()
    watch = Watch(preview, board)
    watch.begin()
    with Server(preview.out, board, preview.html, 0) as server:
        status, page = get(server.address)
        assert status == 200 and f'data-revision="{board.revision}"'.encode() in page
        card = next(iter(preview.cards.values()))
        assert get(server.address + card.picture)[1] == (preview.out / card.picture).read_bytes()
        for path in ("index.html", "pictures/../index.html", "pictures/%2e%2e/x.png", "content", "pictures/no.png"):
            assert get(server.address + path)[0] == 404
        assert get(server.address, host="kiosk.example:80")[0] == 403


def test_a_change_reaches_an_open_page(preview: Preview) -> None:
    board = Board()
    watch = Watch(preview, board)
    watch.begin()
    assert watch.step() is None
    card = say_of(preview, "01-why")
    with (
        Server(preview.out, board, preview.html, 0) as server,
        urllib.request.urlopen(f"{server.address}changes?since={board.revision}", timeout=20) as stream,  # noqa: S310
    ):
        bent(preview.content, LESSON, f'"{card.says[-1]}"', '"Bác xem hình nhé."')
        working = Thread(target=watch.step)
        working.start()
        lines = iter(stream.readline, b"")
        data = next(line for line in lines if line.startswith(b"data:"))
        working.join()
    assert card.key.name.encode() in data and "Bác xem hình nhé.".encode() in data


def test_a_page_of_another_run_or_with_other_scenes_loads_again() -> None:
    board = Board()
    board.every({"told": "x", "a": "y"})
    now = board.revision
    assert board.since(now + 5, 0).again
    board.block("a", "z")
    assert board.since(now, 0).blocks == (("a", "z"),)
    board.every({"told": "x", "b": "y"})
    assert board.since(now, 0).again and not board.since(board.revision, 0).again


# --- the command ------------------------------------------------------------------------------------------------------


def test_the_command_says_where_the_page_is(content: Path, tmp_path: Path) -> None:
    assert commands.__all__
    words = ["packs", "preview", str(content), "--out", str(tmp_path / "p"), "--lang", "vi", "--lesson", "fish"]
    ran = CliRunner().invoke(command_line, words)
    assert ran.exit_code == 0 and f"open {tmp_path / 'p/index.html'} in a browser" in ran.output
    ran = CliRunner().invoke(command_line, [*words, "--lesson", "gone", "--out", str(content / "words.yaml")])
    assert ran.exit_code != 0
