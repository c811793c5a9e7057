"""Whatever a server does, nothing is lost, nothing doubled, and a sentence with a code says what happened."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.stats.outbox import Outbox
from kiosk.stats.place_web import Patience, WebPlace
from kiosk.stats.places import FolderPlace, NotSent, place_for
from kiosk.stats.sending import WAITS, Sent, export, send
from kiosk.stats.tonight import nightly, seal
from tests.stats import recorder as r
from tests.stats.made import REGISTRY, WHOSE, busy, cells
from tests.update.authority import Authority

DAYS = [(date(2026, 11, 2) + timedelta(days=n)).isoformat() for n in range(30)]
PERSON = {"UPLOAD_USER": "dong-ba", "UPLOAD_PASSWORD": "word"}
HASTY = Patience(connect_s=1.0, gap_s=0.3, answer_s=0.6)


@pytest.fixture
def box(tmp_path: Path) -> Outbox:
    made = Outbox(tmp_path / "outbox")
    with made.alone():
        for day in DAYS[:3]:
            made.lay(day, raw(day))
    return made


def raw(day: str, visits: int = 50) -> bytes:
    return seal(nightly(day, cells(day, busy({}, visits)), REGISTRY, WHOSE, health={}), lambda _: bytes(64))


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def server(authority: Authority) -> Iterator[r.Recorder]:
    with r.recorder(authority.sign()) as running:
        yield running


def place(server: r.Recorder, authority: Authority, **who: str) -> WebPlace:
    return WebPlace(server.address, {"UPLOAD_AUTHORITY": str(authority.file), **who}, patience=HASTY)


def night(box: Outbox, where: object, waits: tuple[float, ...] = ()) -> tuple[Sent, list[float]]:
    waited: list[float] = []
    came = send(box, where, now=lambda: "2026-12-02T02:00:00+00:00", wait=waited.append, waits=waits)  # type: ignore[arg-type]
    return came, waited


def paths(days: list[str]) -> list[str]:
    return [f"/stats/{day}/{WHOSE.kiosk}.json" for day in days]


# --- what is said -----------------------------------------------------------------------------------------------------


def test_a_request_says_nothing_but_what_must_be_said(box: Outbox, server: r.Recorder, authority: Authority) -> None:
    night(box, place(server, authority, **PERSON))
    assert [one.path for one in server.asked] == paths(DAYS[:3])
    for day, one in zip(DAYS, server.asked, strict=False):
        assert (one.method, one.body) == ("PUT", raw(day)), "the body is the document that waited, and nothing else"
        assert one.named() == {
            "host": server.address.removeprefix("https://").removesuffix("/stats"),
            "user-agent": "kiosk",
            "content-type": "application/json",
            "content-length": str(len(raw(day))),
            "accept-encoding": "identity",
            "if-none-match": "*",
            "authorization": "Basic ZG9uZy1iYTp3b3Jk",
        }


def test_a_cookie_is_not_given_back(box: Outbox, server: r.Recorder, authority: Authority) -> None:
    server.answers[:] = [r.status("201 Created", "Set-Cookie: visitor=1", body=b"")] * 3
    night(box, place(server, authority))
    assert len(server.asked) == 3
    assert all("cookie" not in one.named() for one in server.asked)


# --- thirty nights ----------------------------------------------------------------------------------------------------


def test_after_thirty_nights_without_a_network_thirty_documents_come_once_each(
    tmp_path: Path, server: r.Recorder, authority: Authority
) -> None:
    box = Outbox(tmp_path / "thirty")
    nowhere = WebPlace("https://127.0.0.1:9/stats", {}, patience=HASTY)
    for day in DAYS:
        with box.alone():
            box.lay(day, raw(day))
        came, _ = night(box, nowhere)
        assert (came.sent, came.faults[0].fault) == (0, "unreachable")
    came, _ = night(box, place(server, authority))
    assert (came.sent, came.waiting, came.faults) == (30, 0, ())
    assert server.bodies() == {path: [raw(day)] for path, day in zip(paths(DAYS), DAYS, strict=True)}
    again, _ = night(box, place(server, authority))
    assert (again.sent, len(server.asked)) == (0, 30)


# --- servers that do what no server should ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "bad",
    [
        (r.status("500 Internal Server Error"), "answered", "answered 500"),
        (r.status("503 Service Unavailable"), "answered", "answered 503"),
        (r.status("404 Not Found"), "answered", "answered 404"),
        (r.status("200 OK", body=b"<html>Welcome to the wireless network</html>"), "strange", "44 bytes of something"),
        (r.half, "strange", "bytes of something"),
        (r.status("302 Found", "Location: https://127.0.0.1/other"), "redirected", "is not followed"),
        (r.status("307 Temporary Redirect", "Location: /stats/other"), "redirected", "is not followed"),
        (r.status("401 Unauthorized", "WWW-Authenticate: Basic"), "denied", r"does not let this kiosk in \(401\)"),
        (r.status("403 Forbidden"), "denied", r"does not let this kiosk in \(403\)"),
        (r.cut, "unreachable", "broke off"),
        (r.silent, "slow", "does not answer in time"),
        (r.dripping, "slow", "takes longer than"),
        (lambda line: line.door.sendall(b"\x00\xff SSH-2.0 hello\r\n\r\n"), "unreachable", "broke off"),
        (r.status("999 What"), "answered", "answered 999"),
    ],
    ids=lambda bad: str(bad[1]),
)
def test_a_bad_answer_loses_nothing_and_says_why(
    box: Outbox, server: r.Recorder, authority: Authority, bad: tuple[r.Answer, str, str]
) -> None:
    answer, code, said = bad
    server.answers[:] = [answer]
    came, _ = night(box, place(server, authority))
    assert (came.sent, came.waiting, [fault.fault for fault in came.faults]) == (0, 3, [code])
    with pytest.raises(NotSent, match=said):
        raise came.faults[0]
    assert [one.path for one in server.asked] == paths(DAYS[:1]), "asked once, and nowhere else"
    came, _ = night(box, place(server, authority))
    assert (came.sent, came.waiting) == (3, 0)
    assert {body for bodies in server.bodies().values() for body in bodies} == {raw(day) for day in DAYS[:3]}


def test_what_is_too_large_keeps_back_only_itself(box: Outbox, server: r.Recorder, authority: Authority) -> None:
    server.answers[:] = [r.created, r.status("413 Request Entity Too Large"), r.created]
    came, _ = night(box, place(server, authority))
    assert (came.sent, came.waiting, [fault.fault for fault in came.faults]) == (2, 1, ["too-large"])
    assert [laid.day for laid in box.waiting()] == DAYS[1:2]


def test_what_fails_in_passing_is_tried_again_after_longer_and_longer(
    box: Outbox, server: r.Recorder, authority: Authority
) -> None:
    server.answers[:] = [r.cut, r.created, r.status("503 Busy")]
    came, waited = night(box, place(server, authority), WAITS)
    assert (came.sent, came.faults) == (3, ())
    assert waited == list(WAITS)


def test_what_does_not_pass_ends_the_night_at_once(box: Outbox, server: r.Recorder, authority: Authority) -> None:
    server.answers[:] = [r.status("403 Forbidden")]
    came, waited = night(box, place(server, authority), WAITS)
    assert (came.sent, waited, len(server.asked)) == (0, [], 1)


def test_a_server_that_cannot_prove_itself_is_told_nothing(
    box: Outbox, server: r.Recorder, tmp_path: Path, authority: Authority
) -> None:
    other = Authority(tmp_path, "other")
    came, _ = night(box, WebPlace(server.address, {"UPLOAD_AUTHORITY": str(other.file)}, patience=HASTY))
    assert [fault.fault for fault in came.faults] == ["certificate"]
    old = authority.sign("old", age=timedelta(days=3))
    with r.recorder(old) as expired:
        came, _ = night(box, place(expired, authority))
        assert [fault.fault for fault in came.faults] == ["certificate"]
        assert expired.asked == []
    assert (server.asked, len(list(box.waiting()))) == ([], 3)


# --- what lies there already ------------------------------------------------------------------------------------------


def test_the_same_document_there_is_as_good_as_sent(box: Outbox, server: r.Recorder, authority: Authority) -> None:
    """The answer was lost last night; now the server says that it has it."""
    server.answers[:] = [r.status("412 Precondition Failed"), r.status("200 OK", body=raw(DAYS[0]))]
    came, _ = night(box, place(server, authority))
    assert (came.sent, came.waiting) == (3, 0)
    assert [one.method for one in server.asked] == ["PUT", "GET", "PUT", "PUT"]


def test_whoever_may_not_look_believes_the_server(box: Outbox, server: r.Recorder, authority: Authority) -> None:
    server.answers[:] = [r.status("412 Precondition Failed"), r.status("403 Forbidden")]
    came, _ = night(box, place(server, authority))
    assert (came.sent, came.waiting) == (3, 0)


def test_another_document_there_is_left_as_it_is(box: Outbox, server: r.Recorder, authority: Authority) -> None:
    server.answers[:] = [r.status("412 Precondition Failed"), r.status("200 OK", body=raw(DAYS[0], visits=70))]
    came, _ = night(box, place(server, authority))
    assert (came.sent, came.waiting, [fault.fault for fault in came.faults]) == (2, 1, ["occupied"])


# --- folders and sticks -----------------------------------------------------------------------------------------------


def test_a_stick_takes_everything_and_reads_back_the_same(box: Outbox, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    night(box, FolderPlace(stick))
    assert export(box, FolderPlace(stick), now=lambda: "now") == 3, "also what was sent"
    found = {file.relative_to(stick).as_posix(): file.read_bytes() for file in stick.rglob("*") if file.is_file()}
    assert found == {f"{day}/{WHOSE.kiosk}.json": raw(day) for day in DAYS[:3]}


def test_a_folder_never_gives_up_what_it_has(box: Outbox, tmp_path: Path) -> None:
    there = tmp_path / DAYS[0] / f"{WHOSE.kiosk}.json"
    there.parent.mkdir()
    there.write_bytes(b"another")
    came, _ = night(box, FolderPlace(tmp_path))
    assert (came.sent, [fault.fault for fault in came.faults]) == (2, ["occupied"])
    assert there.read_bytes() == b"another"


def test_a_link_on_a_stick_is_not_followed(box: Outbox, tmp_path: Path) -> None:
    stick, mine = tmp_path / "stick", tmp_path / "mine.json"
    (stick / DAYS[0]).mkdir(parents=True)
    mine.write_bytes(raw(DAYS[0]))
    (stick / DAYS[0] / f"{WHOSE.kiosk}.json").symlink_to(mine)
    came, _ = night(box, FolderPlace(stick))
    assert [fault.fault for fault in came.faults] == ["locked"]


def test_a_stick_that_is_not_there(box: Outbox, tmp_path: Path) -> None:
    came, waited = night(box, FolderPlace(tmp_path / "none"), (1.0, 2.0))
    assert (came.sent, [fault.fault for fault in came.faults], waited) == (0, ["unreachable"], [1.0, 2.0])


# --- addresses --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    ["", "ftp://x/y", "http://127.0.0.1/x", "https://", "https://a:b@host/x", "https://host/x?y=1", "s3://", "stick"],
)
def test_an_address_that_is_none_is_told(address: str) -> None:
    with pytest.raises(NotSent, match=r"The address to send to") as fault:
        place_for(address, {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"})
    assert fault.value.fault == "address"


def test_keys_that_are_missing_are_told() -> None:
    for address, who in (("s3://bucket/x", {}), ("https://host/x", {"UPLOAD_KEY": "/none"})):
        with pytest.raises(NotSent) as fault:
            place_for(address, who)
        assert fault.value.fault == "keys"
