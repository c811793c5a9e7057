"""What a device says of a file or folder that it cannot use: a sentence with the place and a remedy, and it goes on.

Each is tried without the right to read it, in a folder without the right to look into it, as a folder, as rubbish, and
empty; what is written, also on a card that is full or can only be read.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import msgspec
import pytest
import sqlite_utils

from kiosk.bookcase import Bookcase
from kiosk.config import load_settings
from kiosk.config.load import BadSettingsError
from kiosk.core.clips import clip_key
from kiosk.core.content.packs import Library
from kiosk.core.events import Event, Failed, Recovered
from kiosk.core.orders import Say
from kiosk.core.state import House
from kiosk.core.units import DurationMs
from kiosk.health import examine
from kiosk.packs.shelf import NoContent, open_library
from kiosk.parts import opening
from kiosk.setup.told import setup_told
from kiosk.staff import aimed, house
from kiosk.staff.cards import StaffCards
from kiosk.stats.counters import Counters
from kiosk.stats.registry import Registry
from kiosk.update.releases import Releases
from kiosk.voice.clips import Clips
from kiosk.voice.conductor import Conductor
from kiosk.voice.mixer import SilentMixer

assert sqlite_utils.__name__, "nobody may not be allowed to load it: what it needs is loaded here"

NOBODY = 65534
NOON = datetime(2026, 11, 21, 12)
STRAIGHT = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)


def shut(file: Path) -> None:
    """Nobody may read it."""
    file.write_bytes(b"{}")
    file.chmod(0)


def shut_in(file: Path) -> None:
    """Nobody may look into its folder."""
    file.write_bytes(b"{}")
    file.parent.chmod(0)


def folder(file: Path) -> None:
    """It is a folder."""
    file.mkdir()


def rubbish(file: Path) -> None:
    """Bytes of something else."""
    file.write_bytes(bytes(range(256)) * 20)


def empty(file: Path) -> None:
    """A plug was pulled while it was written."""
    file.touch()


FAULTS = (shut, shut_in, folder, rubbish, empty)

Fault = Callable[[Path], None]


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that others may look into, unlike pytest's own."""
    made = Path(tempfile.mkdtemp())
    inner = made / "place"
    inner.mkdir()
    for one in (made, inner):
        one.chmod(0o777)
    yield inner
    inner.chmod(0o777)
    shutil.rmtree(made)


@contextmanager
def nobody() -> Iterator[None]:
    """Root may read everything, so a test of rights has to leave it for a while."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(before)


def is_a_sentence(says: str, file: Path) -> bool:
    """With a place and a remedy, and without the names of a program."""
    return str(file) in says and ":" in says and not any(word in says for word in ("Errno", "Error", "codec"))


@pytest.mark.parametrize("fault", FAULTS)
def test_settings(fault: Fault, place: Path) -> None:
    file = place / "kiosk.toml"
    fault(file)
    for environ, system in (({}, file), ({"KIOSK_CONFIG": str(file)}, place.parent / "none")):
        with nobody():
            if fault is empty:
                assert load_settings(environ, system_file=system).origins["screen.width"] == "default"
                continue
            with pytest.raises(BadSettingsError) as raised:
                load_settings(environ, system_file=system)
        assert is_a_sentence(str(raised.value), file)


@pytest.mark.parametrize("fault", FAULTS)
def test_lessons(fault: Fault, place: Path) -> None:
    file = place / "library.msgpack"
    fault(file)
    with nobody(), pytest.raises(NoContent) as raised:
        open_library(file)
    assert is_a_sentence(str(raised.value).replace(";", ":"), file)


@pytest.mark.parametrize("fault", FAULTS)
def test_which_release_counts(fault: Fault, place: Path, library_file: Path) -> None:
    said: list[str] = []
    fault(place / "state.json")
    known = place.parent / "library.msgpack"
    shutil.copyfile(library_file, known)
    with nobody():
        case = Bookcase(known, Releases(place), said.append)
    assert (case.release, len(said)) == ("", 1)
    assert is_a_sentence(said[0], place / "state.json")


@pytest.mark.parametrize("fault", FAULTS)
def test_what_staff_and_the_first_boot_have_left(fault: Fault, place: Path) -> None:
    asked: dict[str, Callable[[list[str]], object]] = {
        "house.json": lambda said: house.kept(place, House(), say=said.append),
        "touch.json": lambda said: aimed.kept(place, STRAIGHT, say=said.append),
        "setup.json": lambda said: setup_told(place, place, say=said.append),
    }
    for name, ask in asked.items():
        said: list[str] = []
        place.chmod(0o777)
        fault(place / name)
        with nobody():
            ask(said)
        assert len(said) == 1
        assert is_a_sentence(said[0], place / name)


@pytest.mark.parametrize("fault", FAULTS)
def test_staff_cards(fault: Fault, place: Path) -> None:
    file, said = place / "cards.json", list[str]()
    fault(file)
    with nobody():
        assert not StaffCards(file, say=said.append).knows("a" * 64)
    assert is_a_sentence(said[0], file)


@pytest.mark.parametrize("fault", FAULTS)
def test_what_may_be_counted(fault: Fault, place: Path, library: Library) -> None:
    file = place / "metrics.msgpack"
    settings = load_settings({"KIOSK_STATS_METRICS": str(file)}, system_file=place.parent / "none")
    fault(file)
    with nobody(), pytest.raises(ValueError, match="the content") as raised:
        opening.registry(settings, library)
    assert fault in (rubbish, empty) or is_a_sentence(str(raised.value), file)


@pytest.mark.parametrize("name", ["voice", "staff", "update", "counters.db", "setup.json", "library.msgpack"])
def test_the_doctor_names_what_it_may_not_look_at(place: Path, name: str) -> None:
    settings = load_settings({"KIOSK_DATA_FOLDER": str(place)}, system_file=place.parent / "none")
    (place / name).mkdir() if "." not in name else (place / name).touch()
    (place / name).chmod(0)
    with nobody():
        found = [one for one in examine(settings, {}, place) if str(place / name) in one.says]
    assert found
    assert all(one.remedy and "Errno" not in one.says for one in found)


def test_spoken_sentences_that_may_not_be_read_are_told_once_and_are_captions_until_they_may(place: Path) -> None:
    (place / "vi").mkdir()
    told: list[Event] = []
    clips = Clips((place,))
    conductor = Conductor(clips, SilentMixer(lambda: DurationMs(0)), told.append, lambda: DurationMs(0), lambda _: None)
    place.chmod(0)
    for ticket in (1, 2):
        with nobody():
            conductor.say(Say(ticket, ("Ba.",), "vi", "normal"))
    (failed,) = told
    assert isinstance(failed, Failed)
    assert (failed.part, failed.limps) == ("voice", True)
    assert is_a_sentence(failed.why, place / "vi")
    place.chmod(0o755)
    with nobody():
        conductor.say(Say(3, ("Ba.",), "vi", "normal"))
    assert told[1:] == [Recovered("voice")]


def test_an_index_of_clips_that_is_something_else_costs_no_sentence(place: Path) -> None:
    (place / "vi").mkdir()
    clip = place / "vi" / f"{clip_key('Ba.', 'vi', 'normal')}.ogg"
    clip.write_bytes(
        b"OggS" + bytes(24) + b"\x01vorbis" + bytes(5) + (8_000).to_bytes(4, "little") + bytes(20) + b"OggS"
    )
    clip.write_bytes(clip.read_bytes() + bytes(2) + (4_000).to_bytes(8, "little"))
    for index in (b"", bytes(range(256)), msgspec.msgpack.encode({clip.stem: [1, "x"]}), None):
        (place / "vi/times.msgpack").unlink(missing_ok=True)
        if index is None:
            (place / "vi/times.msgpack").mkdir()
        else:
            (place / "vi/times.msgpack").write_bytes(index)
        found = Clips((place,)).find("Ba.", "vi")
        assert found is not None
        assert found.duration == 500


# --- counting ---------------------------------------------------------------------------------------------------------


def counted(path: Path, registry: Registry, visits: int = 1) -> tuple[list[Event], int]:
    """What a day of so many visits tells, and how many of them are known at its end."""
    told: list[Event] = []
    counters = Counters(path, registry, lambda: NOON, tell=told.append, patience_s=0.1)
    for _ in range(visits):
        counters.count("visits")
    counters.flush()
    known = sum(counters.cells(NOON.date().isoformat()).values())
    counters.close()
    return told, known


@pytest.mark.parametrize("fault", [shut, shut_in, folder])
def test_counters_that_cannot_be_opened(fault: Fault, place: Path, real_registry: Registry) -> None:
    file = place / "counters.db"
    fault(file)
    if fault is shut:
        place.chmod(0o555)
    with nobody():
        told, known = counted(file, real_registry)
    assert known == 1, "in memory"
    (failed,) = told
    assert isinstance(failed, Failed)
    assert is_a_sentence(failed.why, file)


@pytest.fixture
def small_card(place: Path) -> Iterator[Path]:
    """A card of half a megabyte."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k,mode=777", "tmpfs", str(place)]
    if os.geteuid() or subprocess.run(mount, check=False, capture_output=True).returncode:  # noqa: S603
        pytest.skip("only root can make a small card")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)  # noqa: S603, S607


def test_a_card_that_is_full_loses_none_of_its_counts(small_card: Path, real_registry: Registry) -> None:
    file, filling = small_card / "counters.db", small_card / "filling"
    counted(file, real_registry, visits=3)
    with pytest.raises(OSError, match="No space"):
        filling.write_bytes(b"x" * 600_000)
    told, known = counted(file, real_registry)
    assert known <= 1
    assert isinstance(told[0], Failed)
    assert is_a_sentence(told[0].why, file)
    assert not list(small_card.glob("*broken*")), "nothing is moved aside for want of room"
    filling.unlink()
    assert counted(file, real_registry) == ([], 4)


def test_a_card_that_can_only_be_read_keeps_its_counts(small_card: Path, real_registry: Registry) -> None:
    file = small_card / "counters.db"
    counted(file, real_registry, visits=3)
    subprocess.run(["mount", "-o", "remount,ro", str(small_card)], check=True)  # noqa: S603, S607
    told, _ = counted(file, real_registry)
    assert isinstance(told[0], Failed)
    assert is_a_sentence(told[0].why, file)
    subprocess.run(["mount", "-o", "remount,rw", str(small_card)], check=True)  # noqa: S603, S607
    assert counted(file, real_registry) == ([], 4)
