from datetime import date
from pathlib import Path

import msgspec
import pytest

from kiosk.config import Settings, load_settings
from kiosk.health import Finding, examine, space, worst
from kiosk.nightly import outbox
from kiosk.packs.shelf import packed
from kiosk.screen.faces import FAMILIES, ICONS
from kiosk.stats.aside import move_aside
from kiosk.stats.outbox import Left
from kiosk.stats.store import Store
from tests.small import library
from tests.stats.boards import pi
from tests.stats.test_sending import raw


class Machine:
    """A root folder of its own, with what a healthy kiosk has."""

    def __init__(self, root: Path) -> None:
        self.root = pi(root)
        self.environ = {"DISPLAY": ":0"}
        self.write("data/library.msgpack", packed(library()))
        self.write("data/voice/vi/a.ogg")
        self.write("data/voice/en/a.ogg")
        self.write("proc/asound/cards", b" 0 [Headphones     ]: bcm2835_headpho\n")
        for file in FAMILIES[0].values():
            self.write(f"usr/share/fonts/truetype/open-sans/{file[0]}")
        self.write(f"usr/share/fonts/truetype/material-design-icons-iconfont/{ICONS[0]}")

    def write(self, name: str, raw: bytes = b"") -> Path:
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(raw)
        return file

    def settings(self, **environ: str) -> Settings:
        return load_settings(
            {"KIOSK_DATA_FOLDER": str(self.root / "data"), **environ}, system_file=self.root / "none.toml"
        )

    def finding(self, part: str, **environ: str) -> Finding:
        findings = examine(self.settings(**environ), self.environ, self.root)
        return next(finding for finding in findings if finding.part == part)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_healthy_machine(machine: Machine) -> None:
    findings = examine(machine.settings(), machine.environ, machine.root)
    names = [
        "content", "release", "board", "power", "temperature", "memory card", "memory", "clock", "display",
        "touchscreen", "fonts", "voice", "sound card", "camera", "failures", "panel", "counters", "numbers",
        "updates", "settings", "answers", "staff", "printer", "free space",
    ]  # fmt: skip
    assert [finding.part for finding in findings] == names
    assert {finding.state for finding in findings if finding.part not in ("camera", "free space")} == {"ok"}
    assert all(finding.remedy for finding in findings if finding.state != "ok")


def test_content_that_is_missing_or_damaged_is_broken(machine: Machine) -> None:
    file = machine.root / "data/library.msgpack"
    file.write_bytes(file.read_bytes()[:-5])
    assert (machine.finding("content").state, "damaged" in machine.finding("content").says) == ("broken", True)
    file.unlink()
    finding = machine.finding("content")
    assert (finding.state, finding.remedy) == ("broken", "Run: kiosk packs compile content")


def test_a_refused_pack_is_told(machine: Machine) -> None:
    refusing = msgspec.structs.replace(library(), refused=("market: market/pack.yaml:3: no picture",))
    machine.write("data/library.msgpack", packed(refusing))
    assert machine.finding("content").state == "degraded"
    assert "market/pack.yaml:3" in machine.finding("content").says


def test_a_silent_machine_goes_on(machine: Machine) -> None:
    (machine.root / "data/voice/en/a.ogg").unlink()
    (machine.root / "proc/asound/cards").write_text("--- no soundcards ---\n", encoding="utf-8")
    assert "(vi 1, en 0)" in machine.finding("voice").says
    assert machine.finding("voice").remedy == "Run: kiosk packs voice content"
    assert machine.finding("sound card").state == "degraded"
    machine.environ["PULSE_SERVER"] = "unix:/run/pulse"
    assert machine.finding("sound card").state == "ok"


def test_fonts_are_named_by_their_package(machine: Machine) -> None:
    (machine.root / "usr/share/fonts/truetype/material-design-icons-iconfont" / ICONS[0]).unlink()
    finding = machine.finding("fonts")
    assert finding.remedy == "Run: sudo apt-get install fonts-material-design-icons-iconfont"


def test_displays(machine: Machine) -> None:
    machine.environ.clear()
    assert machine.finding("display").state == "broken"
    machine.write("dev/dri/card1")
    assert "without a desktop" in machine.finding("display").says


def test_panels(machine: Machine) -> None:
    assert "on the screen" in machine.finding("panel").says
    finding = machine.finding("panel", KIOSK_PANEL_ON="true")
    assert (finding.state, finding.remedy) == ("degraded", "Set panel.on to false.")
    machine.write("sys/bus/gpio/devices/gpiochip4/of_node/compatible", b"raspberrypi,rp1-gpio\0")
    finding = machine.finding("panel", KIOSK_PANEL_ON="true", KIOSK_PANEL_PRESENCE="24")
    assert finding.state == "ok"
    assert all(word in finding.says for word in ("back 5", "presence 24", "gpiochip4"))


def test_cameras(machine: Machine) -> None:
    assert machine.finding("camera", KIOSK_CAMERA_SOURCE="none").state == "ok"
    finding = machine.finding("camera", KIOSK_CAMERA_SOURCE="folder")
    assert (finding.state, "data/frames" in finding.says) == ("degraded", True)


def test_true_cameras(machine: Machine) -> None:
    for source in ("webcam", "auto"):
        finding = machine.finding("camera", KIOSK_CAMERA_SOURCE=source)
        assert (finding.state, "Plug a webcam in" in finding.remedy) == ("degraded", True)
    finding = machine.finding("camera", KIOSK_CAMERA_SOURCE="picamera2")
    assert (finding.state, "python3-picamera2" in finding.remedy) == ("degraded", True)
    machine.write("dev/video2", b"")
    for device in ("", "2", "/dev/video2"):
        finding = machine.finding("camera", KIOSK_CAMERA_SOURCE="webcam", KIOSK_CAMERA_DEVICE=device)
        assert "Pictures come from: webcam" in finding.says
    for device in ("1", "/dev/video7"):
        assert "no camera" in machine.finding("camera", KIOSK_CAMERA_SOURCE="webcam", KIOSK_CAMERA_DEVICE=device).says


def test_a_broken_database_is_told_and_not_touched(machine: Machine) -> None:
    database = machine.write("data/counters.db", b"bun bo" * 400)
    assert machine.finding("counters").state == "degraded"
    assert database.read_bytes() == b"bun bo" * 400
    move_aside(database, "file is not a database")
    finding = machine.finding("counters")
    assert finding.state == "degraded"
    assert "counters.broken-1.db (file is not a database)" in finding.says
    assert machine.finding("counters", KIOSK_STATS_ON="false").state == "ok"


@pytest.mark.parametrize(("free", "state"), [(10**9, "ok"), (10**8, "degraded"), (10**7, "broken")])
def test_free_space(free: int, state: str) -> None:
    assert space(Path("/data"), free).state == state


def test_a_part_that_cannot_be_examined_hides_no_other(machine: Machine) -> None:
    machine.write("proc/asound/cards", b"\xff\xfe")
    finding = machine.finding("sound card")
    assert (finding.state, finding.says.startswith("Could not be examined (UnicodeDecodeError")) == ("degraded", True)
    assert machine.finding("free space").says


def test_the_machine_is_as_ill_as_its_worst_part() -> None:
    ok, ill = Finding(part="a", state="ok", says=""), Finding(part="b", state="degraded", says="", remedy="x")
    assert (worst(()), worst((ok,)), worst((ok, ill, ok))) == ("ok", "ok", "degraded")


@pytest.mark.parametrize(("back", "state"), [(1, "degraded"), (2, "ok")])
def test_a_camera_that_fails_is_told_and_whether_it_came_back(machine: Machine, back: int, state: str) -> None:
    assert machine.finding("failures").says == "No part is known to have failed today."
    day = date.today().isoformat()
    store = Store(machine.root / "data/counters.db")
    store.add({(day, "morning", "part_failures", "camera"): 2, (day, "midday", "part_recoveries", "camera"): back})
    store.close()
    finding = machine.finding("failures")
    assert (finding.state, finding.says) == (state, f"Failed today: camera 2 times, back {back} times.")


def test_what_keeps_the_numbers_here_is_told(machine: Machine) -> None:
    def told(**environ: str) -> tuple[str, str]:
        finding = machine.finding("numbers", **environ)
        return finding.state, finding.says + finding.remedy

    assert told(KIOSK_STATS_ON="false")[0] == "ok"
    state, words = told()
    assert state == "ok"
    assert "switched off" in words
    assert "stats.site" in words
    sends = {"KIOSK_STATS_UPLOAD": "true"}
    state, words = told(**sends)
    assert (state, "sites.yaml" in words) == ("degraded", True)
    state, words = told(**sends, KIOSK_STATS_SITE="dong-ba")
    assert (state, "stats.to" in words) == ("degraded", True)
    ready = sends | {"KIOSK_STATS_SITE": "dong-ba", "KIOSK_STATS_TO": "https://lan:word@numbers.example/stats"}
    state, words = told(**ready)
    assert (state, "none has left yet" in words, "word" in words) == ("ok", True, False)


def test_numbers_that_wait_for_long_are_told(machine: Machine) -> None:
    ready = {"KIOSK_STATS_UPLOAD": "true", "KIOSK_STATS_SITE": "dong-ba", "KIOSK_STATS_TO": "/srv/numbers"}
    box = outbox(machine.settings(**ready))
    with box.alone():
        for day in ("2026-11-18", "2026-11-19", "2026-11-21"):
            box.lay(day, raw(day))
    assert machine.finding("numbers", **ready).state == "degraded"
    assert "journalctl" in machine.finding("numbers", **ready).remedy
    box.mark("2026-11-18", Left(at="2026-11-22T01:00:00+00:00", to="/srv/numbers"))
    found = machine.finding("numbers", **ready)
    assert (found.state, "2 days wait, the day that left last is 2026-11-18" in found.says) == ("ok", True)
