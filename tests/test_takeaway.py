"""What leaves on a stick: finished days as they would leave over a network, and a bundle without anybody's secret."""

import io
import json
import sqlite3
import zipfile
from datetime import date
from pathlib import Path

import pytest

from kiosk.config import Settings, load_settings
from kiosk.core.codes.staff_card import PREFIX
from kiosk.durable import keep
from kiosk.nightly import identity, outbox
from kiosk.packs.shelf import packed
from kiosk.staff.pin import PinKeeper
from kiosk.stats.declare import compile_metrics
from kiosk.stats.document import opened
from kiosk.takeaway import documents, machine
from tests import small

TODAY = date(2026, 11, 22)

CANARIES = {
    "pin": "739154",
    "pin file": "c2FsdHNhbHRzYWx0c2Fsd",
    "card": "Zq" * 21 + "Z",
    "proxy": "moon-cake",
    "typed": "canary-typed-words",
    "log": "canary-of-the-journal",
    "metric": "canary_metric",
}
"""What lies in the files of this machine and must be in none that leaves."""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    keep(tmp_path / "library.msgpack", packed(small.library()))
    keep(tmp_path / "metrics.msgpack", compile_metrics())
    environ = {
        "KIOSK_DATA_FOLDER": str(tmp_path),
        "KIOSK_STATS_SITE": "dong-ba",
        "KIOSK_UPDATE_PROXY": f"http://an:{CANARIES['proxy']}@proxy:3128",
        "KIOSK_VISIT_HELP_NUMBER": "0234 3 600 000",
    }
    return load_settings(environ, system_file=tmp_path / "none.toml")


def counted(path: Path, *rows: tuple[str, str, str, str, int]) -> None:
    connection = sqlite3.connect(path)
    connection.execute("create table if not exists counts (day, part, metric, key, n)")
    connection.executemany("insert into counts values (?, ?, ?, ?, ?)", rows)
    connection.commit()
    connection.close()


def read_bundle(raw: bytes) -> dict[str, object]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: json.loads(archive.read(name)) for name in archive.namelist()}


def test_each_finished_day_leaves_and_today_does_not(settings: Settings) -> None:
    counted(
        settings.stats.path,
        ("2026-11-20", "morning", "visits", "", 32),
        ("2026-11-21", "morning", "visits", "", 4),
        ("2026-11-22", "morning", "visits", "", 50),
    )
    given = documents(settings, TODAY)
    number = identity(settings).known()
    assert sorted(given) == [f"2026-11-20/{number}.json", f"2026-11-21/{number}.json", "support.zip"]
    busy, quiet = (opened(given[f"2026-11-{day}/{number}.json"]).document for day in (20, 21))
    assert (busy.counters, busy.quiet, quiet.quiet) == ({"visits": {"morning": 30}}, False, True)
    assert {laid.place: laid.raw for laid in outbox(settings).laid()} == {
        name: raw for name, raw in given.items() if name != "support.zip"
    }, "the very documents that leave over a network"
    assert documents(settings, TODAY).keys() == given.keys()


@pytest.mark.parametrize("damaged", ["counters.db", "metrics.msgpack", "library.msgpack"])
def test_what_is_damaged_keeps_the_rest_from_nobody(settings: Settings, damaged: str) -> None:
    keep(settings.data.folder / damaged, b"bun bo" * 99)
    assert sorted(documents(settings, TODAY)) == ["support.zip"]


def test_the_bundle_tells_what_helps(settings: Settings) -> None:
    told = read_bundle(documents(settings, TODAY)["support.zip"])
    assert list(told) == ["versions.json", "settings.json", "doctor.json", "state.json", "status.json", "metadata.json"]
    assert told["settings.json"]["update.proxy"] == {"value": "http://***@proxy:3128", "from": "KIOSK_UPDATE_PROXY"}  # type: ignore[index]
    assert {finding["part"] for finding in told["doctor.json"]} > {"content", "counters", "free space"}  # type: ignore[attr-defined]
    assert told["state.json"]["active"] == ""  # type: ignore[index]


def test_no_secret_of_this_machine_leaves(settings: Settings) -> None:
    """Each canary lies where the true thing lies; the PIN is a true one."""
    folder = settings.data.folder
    PinKeeper(settings.staff.folder, cost=2).judge(CANARIES["pin"], new=True)
    keep(settings.staff.folder / "house.json", f'{{"x":"{CANARIES["pin file"]}"}}'.encode())
    keep(settings.update.folder / "cards.json", f'{{"cards":"{CANARIES["card"]}"}}'.encode())
    keep(settings.update.folder / "status.json", _status(f"{PREFIX}{CANARIES['card']} is no card").encode())
    keep(settings.update.folder / "state.json", f'{{"typed":"{CANARIES["typed"]}"}}'.encode())
    keep(folder / "kiosk.log", CANARIES["log"].encode())
    counted(
        settings.stats.path,
        ("2026-11-20", "morning", "visits", "", 50),
        ("2026-11-20", "morning", CANARIES["metric"], "", 99),
        ("2026-11-20", "morning", "lessons_opened", CANARIES["typed"], 99),
    )
    given = documents(settings, TODAY)
    leaves = b"\n".join(given.values()) + json.dumps(read_bundle(given["support.zip"])).encode()
    assert {name for name, canary in CANARIES.items() if canary.encode() in leaves} == set()
    stays = b"\n".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
    assert all(CANARIES[name].encode() in stays for name in ("pin file", "card", "typed", "log", "metric"))
    assert "0234" not in leaves.decode(errors="replace"), "a telephone number is somebody's"


def _status(sentence: str) -> str:
    told = {"at": "2026-11-21T08:00:00Z", "source": "/media/stick", "outcome": "refused", "why": "foreign"}
    return json.dumps(told | {"sentence": sentence})


def test_the_folder_on_the_stick_is_always_the_same_and_tells_nothing(tmp_path: Path) -> None:
    (tmp_path / "one").write_text("0123456789abcdef0123456789abcdef\n")
    (tmp_path / "other").write_text("1123456789abcdef0123456789abcdef\n")
    one = machine(tmp_path / "one")
    assert one == machine(tmp_path / "one") != machine(tmp_path / "other")
    assert (len(one), one in "0123456789abcdef0123456789abcdef") == (8, False)
    assert len(machine(tmp_path / "none")) == 8
