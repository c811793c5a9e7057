"""The page of an author as she opens it: in a true browser, from the disk, and while she types."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.browser import CHROMIUM, Browser
from tests.packs.contents import bent, copied, line_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed: sudo apt-get install chromium"),
]

LESSON = "market/lessons/fish.yaml"
FIGURE = "document.getElementById('fish--01-why--step--vi--7')"
SHOWN = "[...document.querySelectorAll('figure')].filter(one => one.checkVisibility())"


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    with Browser(tmp_path / "profile") as opened:
        yield opened


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return copied(tmp_path)


def command(content: Path, out: Path, *more: str) -> list[str]:
    words = ["packs", "preview", str(content), "--out", str(out), "--screen", "7", "--lesson", "fish", *more]
    return [sys.executable, "-m", "kiosk", *words]


def test_the_page_opens_from_the_disk(browser: Browser, content: Path, tmp_path: Path) -> None:
    subprocess.run(command(content, tmp_path / "out"), check=True, capture_output=True, timeout=60)  # noqa: S603
    browser.open((tmp_path / "out/index.html").as_uri())
    assert browser.says("document.scripts.length") == 1
    browser.says("document.querySelectorAll('img').forEach(one => { one.loading = 'eager'; })")
    assert browser.until("[...document.images].every(one => one.naturalWidth === 800)")
    everything = browser.says(f"{SHOWN}.length")
    assert browser.says("document.querySelector('select[name=lang]').options.length") == 3
    browser.says("document.querySelector('[name=lang]').value = 'en'; narrow()")
    assert browser.says(f"{SHOWN}.length") == everything // 2
    assert browser.says(f"{SHOWN}.every(one => one.dataset.lang === 'en')")
    assert "lang=en" in browser.says("location.hash")


def test_the_page_speaks_both_languages_of_authors(browser: Browser, content: Path, tmp_path: Path) -> None:
    subprocess.run(command(content, tmp_path / "out"), check=True, capture_output=True, timeout=60)  # noqa: S603
    browser.open((tmp_path / "out/index.html").as_uri())
    told = {browser.says("document.querySelector('h1').innerText")}
    browser.says("document.getElementById('ui').click()")
    told.add(browser.says("document.querySelector('h1').innerText"))
    assert told == {"Xem trước bài học", "Preview of lessons"}


@pytest.fixture
def watched(content: Path, tmp_path: Path) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """A preview that watches, and its address."""
    words = command(content, tmp_path / "out", "--watch", "--port", "0")
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # noqa: S603
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("Open http"):
            yield line.split()[1], process
            break
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_saved_sentence_shows_by_itself(
    browser: Browser, content: Path, watched: tuple[str, "subprocess.Popen[str]"]
) -> None:
    browser.open(watched[0])
    browser.until("document.getElementById('live').textContent === '●'")
    before = browser.says(f"{FIGURE}.querySelector('img').src")
    line = line_of(bent(content, LESSON, "Mình cùng mua cá.", "Mình đi chợ nhé."), "Mình đi chợ nhé.")
    assert browser.until(f"{FIGURE}.innerText.includes('Mình đi chợ nhé.')")
    assert browser.says(f"{FIGURE}.querySelector('img').src") == before.replace("v=0", "v=1")
    assert browser.until(f"{FIGURE}.querySelector('img').naturalWidth === 800")
    assert f"{LESSON}:{line}" in browser.says(f"{FIGURE}.innerText")

    file = bent(content, LESSON, "lesson: fish", 'lesson: "fish')
    assert browser.until(f"document.getElementById('told').innerText.includes('{LESSON}:')")
    assert browser.says(f"{FIGURE}.querySelector('img').src.endsWith('v=1')"), "the last good picture stays"
    file.write_text(file.read_text("utf-8").replace('lesson: "fish', "lesson: fish"), "utf-8")
    assert browser.until("document.querySelector('#told .good') !== null")


def test_an_interrupt_ends_the_watch_cleanly(watched: tuple[str, "subprocess.Popen[str]"]) -> None:
    _, process = watched
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=20)
    assert (process.returncode, said.strip()) == (0, "Ended.")
