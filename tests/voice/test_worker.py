"""Children that hang, die, babble or cannot begin: real processes, a real deadline."""

import sys
import time
from pathlib import Path

import pytest

from kiosk.voice.booth import Booth, UnusableError
from kiosk.voice.render import NoVoiceError, Sentence, render
from kiosk.voice.tasks import Task
from kiosk.voice.worker import CannotBeginError, Worker, WorkerError

READY = "import sys, time\nprint('{}', flush=True)\n"
HANGS = READY + "for line in sys.stdin:\n    time.sleep(60)\n"
DIES = READY + "sys.stdin.readline()\nsys.exit('out of memory')\n"
BABBLES = READY + "for line in sys.stdin:\n    print('Audio saved', flush=True)\n"
CANNOT = 'print(\'{"why": "no speech library"}\', flush=True)\n'
SILENT = READY + "for line in sys.stdin:\n    print('{}', flush=True)\n"
ONCE = (
    READY
    + """
import pathlib
mark = pathlib.Path(sys.argv[1])
for line in sys.stdin:
    if not mark.exists():
        mark.touch()
        time.sleep(60)
    print('{"length": 5}', flush=True)
"""
)

TASK = Task("xin chào", "vi", 160)


def child(script: str, *more: str) -> tuple[str, ...]:
    return (sys.executable, "-c", script, *more)


def test_an_engine_that_hangs_is_killed_at_its_deadline() -> None:
    worker = Worker(child(HANGS), deadline=0.3)
    began = time.monotonic()
    with pytest.raises(WorkerError, match=r"did not answer within 0.3 s and was killed"):
        worker.ask(TASK)
    worker.close()
    assert time.monotonic() - began < 5


def test_the_next_task_gets_a_fresh_child(tmp_path: Path) -> None:
    worker = Worker(child(ONCE, str(tmp_path / "hung")), deadline=0.5)
    with pytest.raises(WorkerError):
        worker.ask(TASK)
    assert worker.ask(TASK).length == 5
    worker.close()


@pytest.mark.parametrize(
    ("script", "why"),
    [
        (DIES, "stopped with exit code 1: out of memory"),
        (BABBLES, "answered what nobody understands"),
    ],
)
def test_a_child_that_fails_says_how(script: str, why: str) -> None:
    worker = Worker(child(script), deadline=10)
    with pytest.raises(WorkerError, match=why):
        worker.ask(TASK)
    worker.close()


@pytest.mark.parametrize(("script", "why"), [(CANNOT, "no speech library"), ("raise SystemExit(3)", "exit code 3")])
def test_a_child_that_cannot_begin_says_why(script: str, why: str) -> None:
    worker = Worker(child(script), deadline=10)
    with pytest.raises(CannotBeginError, match=why):
        worker.ask(TASK)
    worker.close()


def test_a_hanging_engine_costs_a_sentence_not_the_run(tmp_path: Path) -> None:
    report = render(
        [Sentence("Xin chào bác", "vi")],
        tmp_path,
        booths=lambda _: [Booth(engine=child(HANGS), timing=child(SILENT), deadline=0.2)],
    )
    assert report.made == 0
    assert "did not answer within 0.2 s" in report.refused[0].why


def test_an_engine_that_writes_nothing_is_refused() -> None:
    booth = Booth(engine=child(SILENT), timing=child(SILENT), deadline=10)
    with pytest.raises(UnusableError, match="no sound was written"):
        booth.record("Xin chào", "vi", "normal")
    booth.close()


def test_without_any_engine_the_run_stops_at_once_and_says_what_to_install(tmp_path: Path) -> None:
    many = [Sentence(f"Câu số {n}", "vi") for n in range(50)]
    with pytest.raises(NoVoiceError, match=r"no speech library.*Install espeak-ng"):
        render(many, tmp_path, booths=lambda _: [Booth(engine=child(CANNOT), timing=child(CANNOT)) for _ in range(2)])
