"""The kiosk as somebody meets it: a real window, a real pointer, a real keyboard, a process of its own."""

import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.config import load_settings
from kiosk.core import events as e
from kiosk.core.content.packs import Library
from kiosk.core.state import State
from kiosk.scenes.look import Look
from kiosk.scenes.picture import picture
from kiosk.screen.headless import Headless
from tests.bench.display import until
from tests.e2e.desk import APART, KIOSK, ROOT, Desk, Sight, Somebody, apart_from, own_environ, thinned
from tests.likeness import pixels
from tests.moments import at
from tests.visitor import Visitor

pytestmark = pytest.mark.slow

needs_display = pytest.mark.skipif(
    shutil.which("Xvfb") is None, reason="Xvfb is not installed: sudo apt-get install xvfb"
)


@pytest.fixture
def data(data: Path) -> Path:
    """With the clips, if they were rendered."""
    if (ROOT / "build/voice").is_dir():
        (data / "voice").symlink_to(ROOT / "build/voice")
    return data


def counts(data: Path) -> dict[tuple[str, str], int]:
    connection = sqlite3.connect(data / "counters.db")
    try:
        return {(metric, key): n for metric, key, n in connection.execute("select metric, key, n from counts")}
    finally:
        connection.close()


def standard_look(screen: Headless) -> Look:
    """The measures of a screen nobody has set anything about."""
    given = load_settings({}).screen
    return Look(given.width, given.height, given.px_per_mm, given.viewing_distance_mm, screen.fonts.measure)


def test_her_eyes_are_sharp_enough(library: Library) -> None:
    """She knows a digit more, other options and another sentence from what she expects, and overlooks a spoken word."""
    screen = Headless(1280, 800, library.pictures.get)
    look = standard_look(screen)

    def apart(one: State, other: State) -> float:
        scenes = [picture(library, state, look) for state in (one, other)]
        pictures = [thinned(pixels(screen.surface)) for scene in scenes if screen.show(scene)]
        return apart_from(scenes[0], pictures[0], pictures[1])

    amount = at(library, "pay-by-qr", "alone", "type-amount").does(e.KeyTouched("1")).state
    one_more = Visitor(library, amount).does(e.KeyTouched("2")).state
    options = at(library, "pay-by-qr", "alone", "who-gets-it").listens().state
    assert options.lesson is not None
    turned = replace(options, lesson=replace(options.lesson, seed=options.lesson.seed + 1))
    asked = at(library, "pay-by-qr", "alone", "open-scanner").state
    answered = Visitor(library, asked).does(e.TargetTouched("transfer")).state
    assert min(apart(amount, one_more), apart(options, turned), apart(asked, answered)) > 2 * APART
    assert apart(asked, replace(asked, speaking=replace(asked.speaking, line=0, word=3))) < APART


@needs_display
def test_somebody_learns_to_pay_for_a_fish(data: Path, library: Library, sight: Sight) -> None:
    with Desk(sight.name, data) as desk:
        somebody = Somebody(library, sight, standard_look)
        somebody.sees()
        somebody.touches("start", "topic:pay", "way:together", "on", "target:scan")
        somebody.holds_the_right_card()
        somebody.touches("option:stall", "target:right-name")
        somebody.touches("key:1", "key:2", "key:0", "key:000", "target:continue", "target:confirm")
        somebody.touches("key:2", "key:5", "key:8", "key:0")
        somebody.listens_and_waits()
        somebody.touches("target:done", "target:balance")
        assert (somebody.state.place, somebody.state.lesson and somebody.state.lesson.mistakes) == ("done", 0)
        code, log = desk.ends()
    assert (code, log) == (0, "")
    # On a slow machine the camera may ask for a steadier hand before it reads the code.
    assert {cell: n for cell, n in counts(data).items() if cell[0] != "codes_unreadable"} == {
        ("visits", ""): 1,
        ("accent", "central"): 1,
        ("topics_opened", "pay"): 1,
        ("lessons_opened", "pay-by-qr/together"): 1,
        ("lessons_finished", "pay-by-qr/together"): 1,
        ("codes_read", "vietqr"): 1,
    }


# --- what is missing or broken ----------------------------------------------------------------------------------------


def said(data: Path, *words: str, **environ: str) -> tuple[int, str, str]:
    """Exit code, output and log of a command without a display."""
    ran = subprocess.run(  # noqa: S603 - our own programme
        [*KIOSK, *words], cwd=ROOT, env=own_environ(data, **environ), capture_output=True, text=True, timeout=50,
        check=False,
    )  # fmt: skip
    return ran.returncode, ran.stdout, ran.stderr


def test_without_a_display_the_tour_is_played(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    code, told, _ = said(data, "tour", "tests/journeys/pay-together.yaml", "--out", str(out), "--screen", "7")
    assert (code, told.strip().endswith(f"pictures and transcript.jsonl are in {out}/")) == (0, True)
    assert {file.suffix for file in out.iterdir()} == {".png", ".jsonl"}
    assert (out / "transcript.jsonl").read_text("utf-8").count("\n") == 24


def test_without_a_display_the_desk_says_what_to_do(data: Path) -> None:
    code, _, log = said(data, "desk")
    assert code == 1
    assert "Is a display connected" in log
    assert "Traceback" not in log


def test_a_damaged_library_is_told_with_its_remedy(data: Path) -> None:
    file = data / "library.msgpack"
    file.write_bytes(file.read_bytes()[:-7])
    code, _, log = said(data, "desk", DISPLAY=":0")
    assert (code, "is damaged; run `kiosk packs compile`" in log, "Traceback" in log) == (1, True, False)
    code, told, _ = said(data, "doctor")
    assert (code, "broken    content: " in told, "Run: kiosk packs compile content" in told) == (1, True, True)


@needs_display
def test_a_locked_database_is_moved_aside_and_lessons_go_on(data: Path, library: Library, sight: Sight) -> None:
    holder = sqlite3.connect(data / "counters.db", isolation_level=None)
    holder.execute("create table counts (day text)")
    holder.execute("begin exclusive")
    with Desk(sight.name, data) as desk:
        somebody = Somebody(library, sight, standard_look)
        somebody.sees()
        somebody.touches("start", "topic:qr")
        until((data / "counters.broken-1.txt").exists, seconds=20, every=0.05)
        assert desk.ends()[0] == 0
    holder.close()
    assert counts(data) == {("visits", ""): 1, ("accent", "central"): 1, ("topics_opened", "qr"): 1}
    told = said(data, "doctor")[1]
    assert "degraded  counters: Counting goes on in a fresh file. Moved aside: " in told
    assert "another program holds it" in told


@needs_display
def test_a_database_of_rubbish_is_moved_aside_too(data: Path, library: Library, sight: Sight) -> None:
    (data / "counters.db").write_bytes(b"bun bo " * 999)
    with Desk(sight.name, data) as desk:
        somebody = Somebody(library, sight, standard_look)
        somebody.sees()
        somebody.touches("start")
        assert desk.ends()[0] == 0
    assert counts(data) == {("visits", ""): 1, ("accent", "central"): 1}
    assert (data / "counters.broken-1.db").read_bytes() == b"bun bo " * 999


@needs_display
def test_without_sound_and_without_metrics_it_says_so_and_goes_on(data: Path, library: Library, sight: Sight) -> None:
    (data / "metrics.msgpack").unlink()
    with Desk(sight.name, data, SDL_AUDIODRIVER="no_such_sound") as desk:
        somebody = Somebody(library, sight, standard_look)
        somebody.sees()
        somebody.loses("voice", "stats")
        somebody.touches("start", "topic:vneid", "way:watch")
        code, log = desk.ends()
    assert code == 0
    assert "voice: The loudspeaker cannot be opened: " in log
    assert "captions go on." in log
    assert "stats: " in log
    assert "metrics.msgpack" in log


# --- content ----------------------------------------------------------------------------------------------------------


BROKEN = {
    "lantern/pack.yaml": """\
pack: lantern
version: 1
title: {vi: "Đèn lồng", en: "Lanterns"}
topics:
  - topic: light
    title: {vi: "Thắp đèn", en: "Light it"}
    picture: no-such-drawing
    colour: sky
    lesons: [light-it]
""",
    "lantern/lessons/light-it.yaml": "lesson: light-it\nsteps: [\n",
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The real content with a broken pack beside it."""
    folder = tmp_path / "content"
    shutil.copytree(ROOT / "content", folder)
    for name, text in BROKEN.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_broken_pack_is_refused_and_the_good_one_goes_on(content: Path, data: Path) -> None:
    (data / "library.msgpack").unlink()
    code, told, log = said(data, "packs", "compile", str(content))
    assert code == 0
    assert "Left out: lantern." in told
    wrong = {line.removeprefix(f"{content}/lantern/").partition(": ")[::2] for line in log.splitlines()}
    assert ("pack.yaml:9", "there is no `lesons` here; did you mean `lessons`?") in wrong
    assert any(place.startswith("lessons/light-it.yaml:") and "YAML" in what for place, what in wrong)
    code, told, _ = said(data, "doctor", KIOSK_SCREEN_WIDTH="800")
    assert "degraded  content: 4 lessons in 4 topics. Refused: lantern: " in told
    assert said(data, "packs", "compile", str(content))[1].startswith("Nothing changed")


def test_the_check_refuses_it_too(content: Path, data: Path) -> None:
    code, told, log = said(data, "packs", "check", str(content), "--no-layout")
    assert (code, "lantern/pack.yaml:9: " in told) == (1, True)
    assert "refused until this is mended" in log
