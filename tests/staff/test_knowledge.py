from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from kiosk.config import Settings, load_settings
from kiosk.durable import keep
from kiosk.health import Finding, examine
from kiosk.knowledge import TRUST, content_known, known_time, last_update, link
from kiosk.staff.facts import Content, LastUpdate
from kiosk.update.install import ABOUT, About
from kiosk.update.releases import Standing
from kiosk.update.trust.clock import BUILT
from kiosk.update.trust.floor import Floor, keep_floor

MADE = datetime(2026, 11, 20, 8, tzinfo=UTC)
ENDS = datetime(2027, 2, 20, tzinfo=UTC)
NAME = "12-0a1b2c3d"


class Kiosk:
    def __init__(self, folder: Path) -> None:
        self.folder = folder / "update"

    def settings(self, **environ: str) -> Settings:
        given = {"KIOSK_DATA_FOLDER": str(self.folder.parent), **environ}
        return load_settings(given, system_file=self.folder / "none.toml")

    def takes(self, made: datetime = MADE, ends: datetime = ENDS) -> None:
        keep(self.folder / "state.json", msgspec.json.encode(Standing(active=NAME, previous="", trial=1)))
        about = About(version=12, digest="0a1b2c3d", made=made, expires=ends)
        keep(self.folder / "releases" / NAME / ABOUT, msgspec.json.encode(about))

    def noted(self, **status: object) -> None:
        keep(self.folder / "status.json", msgspec.json.encode(status))

    def finding(self, part: str, **environ: str) -> Finding:
        findings = examine(self.settings(**environ), {})
        return next(finding for finding in findings if finding.part == part)


@pytest.fixture
def machine(tmp_path: Path) -> Kiosk:
    return Kiosk(tmp_path)


def test_a_kiosk_that_was_never_updated(machine: Kiosk) -> None:
    assert content_known(machine.settings()) == Content()
    assert last_update(machine.settings()) == LastUpdate()
    assert machine.finding("release").state == machine.finding("updates").state == "ok"
    assert "provisioned with" in machine.finding("release").says


def test_the_release_in_use(machine: Kiosk) -> None:
    machine.takes()
    assert content_known(machine.settings()) == Content(
        release=NAME, made=MADE, expires=ENDS, previous="", trial=True
    )  # fmt: skip


def test_a_release_signed_anew_is_as_young_as_its_last_signature(machine: Kiosk) -> None:
    machine.takes()
    later = MADE + timedelta(days=30)
    machine.noted(at=later, outcome="nothing-new", release=NAME, made=later, expires=ENDS + timedelta(days=30))
    assert content_known(machine.settings()).made == later
    machine.noted(at=later, outcome="nothing-new", release="11-ffffffff", made=later, expires=ENDS)
    assert content_known(machine.settings()).made == MADE


@pytest.mark.parametrize("raw", [b"", b"{", b'{"at":"yesterday","outcome":"ready"}', b"\xff\xfe"])
def test_damaged_files_are_as_none(raw: bytes, machine: Kiosk) -> None:
    machine.takes()
    keep(machine.folder / "status.json", raw)
    keep(machine.folder / "releases" / NAME / ABOUT, raw)
    assert last_update(machine.settings()) == LastUpdate()
    assert content_known(machine.settings()).made is None
    assert machine.finding("release").state == "degraded"


def test_how_the_last_look_ended(machine: Kiosk) -> None:
    machine.noted(at=MADE, outcome="refused", why="damaged", source="a stick", sentence="…", surprise=1)
    assert last_update(machine.settings()) == LastUpdate(at=MADE, outcome="refused", why="damaged", source="a stick")


def test_a_clock_is_believed_from_the_newest_signature_on(machine: Kiosk) -> None:
    given, mark = machine.settings(), machine.folder / "synchronized"
    assert datetime.now(UTC) >= BUILT, "the machine of the tests knows the day"
    keep_floor(given.update.folder / TRUST, Floor(made=BUILT))
    assert known_time(given, mark) is not None
    keep_floor(given.update.folder / TRUST, Floor(made=datetime.now(UTC) + timedelta(days=1)))
    assert known_time(given, mark) is None
    keep(mark, b"")
    assert known_time(given, mark) is not None


def test_an_ended_signature_is_told_to_whoever_asks_the_doctor(machine: Kiosk) -> None:
    machine.takes(ends=BUILT)
    finding = machine.finding("release")
    assert (finding.state, "lessons go on" in finding.says) == ("degraded", True)
    machine.takes(ends=datetime(2090, 1, 1, tzinfo=UTC))
    assert "good until 2090-01-01, on trial" in machine.finding("release").says


def test_where_updates_come_from(machine: Kiosk) -> None:
    source = {"KIOSK_UPDATE_SOURCE": "https://lan:mat-khau@depot.example/hue"}
    finding = machine.finding("updates", **source)
    assert (finding.state, finding.remedy) == ("degraded", "Put the root.json of the office there.")
    assert "mat-khau" not in finding.says
    keep(machine.folder.parent / "root.json", b"{}")
    assert "nobody has looked yet" in machine.finding("updates", **source).says
    machine.noted(at=MADE, outcome="refused", why="gone", source="x")
    assert "on 2026-11-20: refused gone." in machine.finding("updates", **source).says
    assert link(machine.settings(**source)).kiosk == "hue/market"


def test_whether_there_is_a_pin(machine: Kiosk) -> None:
    assert "nobody can open the staff menu" in machine.finding("staff").says
    keep(machine.folder / "cards.json", b"{}")
    assert "a staff card or stick chooses it" in machine.finding("staff").says
    keep(machine.folder.parent / "staff/pin.json", b"{}")
    assert machine.finding("staff").says == "The staff menu has its PIN."


def test_printers(machine: Kiosk) -> None:
    assert machine.finding("printer").says == "No slip printer."
    gone = machine.finding("printer", KIOSK_STAFF_PRINTER="/dev/usb/lp63")
    assert (gone.state, gone.says) == ("degraded", "There is no printer at /dev/usb/lp63.")
    assert machine.finding("printer", KIOSK_STAFF_PRINTER="/dev/null").state == "ok"


def test_megabytes_of_this_night_are_known_where_the_time_is(machine: Kiosk) -> None:
    assert link(machine.settings()).spent == 0
    night = (datetime.now(UTC).astimezone() - timedelta(hours=12)).date()
    keep(machine.folder / "meter", f"{night.isoformat()} 3000000\n".encode())
    assert link(machine.settings()).spent == 3_000_000


def test_signed_settings_that_were_left_out_are_told(machine: Kiosk) -> None:
    assert machine.finding("settings").state == "ok"
    keep(machine.folder / "settings.toml", b"[screen]\nwidth = 1\n")
    finding = machine.finding("settings")
    assert (finding.state, "signed content may not set 'screen.width'" in finding.says) == ("degraded", True)
