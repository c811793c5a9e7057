"""What systemd hears of the kiosk, through a true socket."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.core.units import DurationMs
from kiosk.heartbeat import LONGEST, Heartbeat, Service
from tests.ticking import Clock


class Systemd:
    """Listens as systemd does."""

    def __init__(self, address: str) -> None:
        self.line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.line.bind(f"\0{address[1:]}" if address.startswith("@") else address)
        self.line.settimeout(0)

    def heard(self) -> list[str]:
        """All that was told since the last time."""
        heard = []
        while True:
            try:
                heard.append(self.line.recv(4096).decode())
            except BlockingIOError:
                return heard


@pytest.fixture(params=["file", "abstract"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return f"@kiosk-test-{tmp_path.name}" if request.param == "abstract" else str(tmp_path / "notify")


@pytest.fixture
def systemd(address: str) -> Iterator[Systemd]:
    listens = Systemd(address)
    yield listens
    listens.line.close()


def test_ready_beats_and_stopping_are_told(address: str, systemd: Systemd) -> None:
    clock = Clock()
    service = Service.of({"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "10000000"})
    heart = Heartbeat(service, "Shown.", lambda: "", clock, print)
    heart.turn()
    heart.turn()
    clock.now = DurationMs(LONGEST - 1)
    heart.turn()
    clock.now = LONGEST
    heart.turn()
    heart.stopping()
    assert systemd.heard() == ["READY=1\nSTATUS=Shown.", "WATCHDOG=1", "WATCHDOG=1", "STOPPING=1"]


def test_an_ill_kiosk_does_not_beat_and_says_once_why(address: str, systemd: Systemd) -> None:
    clock, said, ill = Clock(), list[str](), [""]
    heart = Heartbeat(Service(address), "Shown.", lambda: ill[0], clock, said.append)
    for ill[0] in ("", "The screen\nis gone.", "The screen\nis gone.", ""):
        clock.now = DurationMs(clock.now + LONGEST)
        heart.turn()
    assert systemd.heard() == [
        "READY=1\nSTATUS=Shown.",
        "WATCHDOG=1",
        "STATUS=The screen is gone.",
        "STATUS=Shown.",
        "WATCHDOG=1",
    ]
    assert said == ["watchdog: The screen\nis gone."]


def test_an_impatient_systemd_hears_more_often(address: str, systemd: Systemd) -> None:
    clock = Clock()
    heart = Heartbeat(Service(address, DurationMs(2000)), "Shown.", lambda: "", clock, print)
    for now in (0, 499, 500):
        clock.now = DurationMs(now)
        heart.turn()
    assert systemd.heard().count("WATCHDOG=1") == 2


def test_without_systemd_nothing_is_told_and_nothing_fails(tmp_path: Path) -> None:
    for service in (Service(), Service.of({}), Service(str(tmp_path / "nobody")), Service("x" * 200)):
        service.tell(READY=1)
    assert Service.of({"WATCHDOG_USEC": "soon"}).patience is None


def test_no_child_inherits_the_way_to_systemd(address: str) -> None:
    environ = {"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "10000000", "WATCHDOG_PID": "1", "HOME": "/"}
    assert Service.of(environ).patience == 10_000
    assert environ == {"HOME": "/"}
