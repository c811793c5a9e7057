"""News from the updater: four kinds of event reach the inbox, everything else is lost without harm."""

import socket
import stat
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue

import msgspec
import pytest

from kiosk.core import events as e
from kiosk.update.news import LONGEST, SOCKET, Listener, News, send, understood

NEWS: tuple[News, ...] = (
    e.StickTold("copying", 3, 40),
    e.StickTold("fault", why="damaged"),
    e.StickLeft(),
    e.ReleaseReady("7-0badcafe"),
    e.StaffCame("stick", pin_set=False),
)

RUBBISH = {
    "nothing": b"",
    "no JSON": b"\xff\x00bun bo",
    "another event": b'{"event":"Came","seed":1}',
    "an order": b'{"order":"SwitchContent"}',
    "a field too many": b'{"event":"StickLeft","by":"me"}',
    "no such stage": b'{"event":"StickTold","stage":"dancing"}',
    "no such fault": b'{"event":"StickTold","stage":"fault","why":"close"}',
    "a fault without a fault": b'{"event":"StickTold","stage":"found","why":"old"}',
    "a fault that is none": b'{"event":"StickTold","stage":"fault"}',
    "more than all": b'{"event":"StickTold","stage":"copying","done":9,"of":3}',
    "less than nothing": b'{"event":"StickTold","stage":"copying","done":-1,"of":3}',
    "a number as text": b'{"event":"StickTold","stage":"copying","done":"1","of":3}',
    "two at once": msgspec.json.encode(NEWS[2]) * 2,
    "a long one": b'{"event":"ReleaseReady","release":"' + b"a" * LONGEST + b'"}',
}


@pytest.fixture
def heard() -> Queue[e.Event]:
    return Queue()


@pytest.fixture
def path(tmp_path: Path, heard: Queue[e.Event]) -> Iterator[Path]:
    with Listener(tmp_path / SOCKET, heard.put):
        yield tmp_path / SOCKET


def throw(path: Path, raw: bytes) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as thrower:
        thrower.sendto(raw, str(path))


def test_what_is_sent_arrives_in_order(path: Path, heard: Queue[e.Event]) -> None:
    assert all(send(path, event) for event in NEWS)
    assert tuple(heard.get(timeout=10) for _ in NEWS) == NEWS


@pytest.mark.parametrize("raw", RUBBISH.values(), ids=RUBBISH.keys())
def test_rubbish_is_lost_and_what_follows_is_heard(raw: bytes, path: Path, heard: Queue[e.Event]) -> None:
    assert understood(raw) is None
    throw(path, raw)
    send(path, e.StickLeft())
    assert heard.get(timeout=10) == e.StickLeft()


def test_a_flood_is_heard_to_its_end_and_no_faster_than_the_interface_breathes(
    path: Path, heard: Queue[e.Event]
) -> None:
    sent = [e.StickTold("copying", number, 100) for number in range(100)]
    assert all(send(path, event) for event in sent)
    assert [heard.get(timeout=10) for _ in sent] == sent


def test_with_nobody_listening_it_is_lost_and_nothing_is_raised(tmp_path: Path) -> None:
    assert not send(tmp_path / SOCKET, e.StickLeft())
    assert not send(tmp_path / "no" / "folder" / SOCKET, e.StickLeft())
    assert not send(tmp_path / ("a" * 200), e.StickLeft())
    (tmp_path / "file").write_bytes(b"")
    assert not send(tmp_path / "file", e.StickLeft())


def test_an_interface_that_hangs_does_not_hold_the_updater_up(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as deaf:
        deaf.bind(str(tmp_path / SOCKET))
        deaf.setblocking(False)
        while _throws(tmp_path / SOCKET):
            pass
        assert not send(tmp_path / SOCKET, e.StickLeft())


def _throws(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as thrower:
        thrower.setblocking(False)
        try:
            return thrower.sendto(b"x", str(path)) > 0
        except BlockingIOError:
            return False


def test_only_owner_and_group_may_tell(path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o660


def test_a_socket_left_by_a_crash_is_taken_over_and_taken_away(tmp_path: Path, heard: Queue[e.Event]) -> None:
    first = Listener(tmp_path / SOCKET, heard.put)
    first.open()
    second = Listener(tmp_path / SOCKET, heard.put)
    second.open()
    send(tmp_path / SOCKET, e.StickLeft())
    assert heard.get(timeout=10) == e.StickLeft()
    second.close()
    second.close()
    first.close()
    assert not (tmp_path / SOCKET).exists()
    with pytest.raises(Empty):
        heard.get_nowait()


def test_one_that_was_never_opened_can_be_closed(tmp_path: Path, heard: Queue[e.Event]) -> None:
    Listener(tmp_path / SOCKET, heard.put).close()
    with pytest.raises(OSError, match="No such file"):
        Listener(tmp_path / "none" / SOCKET, heard.put).open()
