"""Canaries: secrets that a visitor shows and types, looked for afterwards wherever a machine could have kept them."""

import pickle
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from kiosk.camera.seam import Frame
from kiosk.core import codes
from kiosk.core import events as e
from kiosk.core.codes.write import vietqr
from kiosk.stats.registry import Registry
from tests.canaries import Kept, visited, written

SECRETS = {
    "link": "https://chim-hoang-yen.example/mo-cua?ve=canary7731",
    "cccd": "046155731946|190731946|Nguyễn Thị Hoàng Yến|01011955|Nữ|77 Đường Chim Hót, Huế|01072023",
    "wifi": "WIFI:T:WPA;S:NhaChimHoangYen;P:mat-khau-canary;;",
    "sticker": vietqr("970436", "0071882736451", amount=7_364_518, name="HOANG YEN CANARI", purpose="ca vang 5519"),
    "amount": "98172635",
    "phone": "0987126354",
}

CANARIES = (
    "chim-hoang-yen", "canary7731", "046155731946", "155731946", "190731946", "Hoàng Yến", "Chim Hót",
    "NhaChimHoangYen", "mat-khau-canary", "98172635", "98.172.635", "0987126354", "987126354",
    "0071882736451", "882736", "HOANG YEN CANARI", "ca vang 5519", "7.364.518", "7364518", "6 4 5 1",
)  # fmt: skip
"""The telling pieces of the secrets, as they are and as they would be shown."""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, library_file: Path) -> Kept:
    return visited(tmp_path_factory.mktemp("canary"), "tests.e2e.canary_visit", SECRETS, library_file)


def test_the_secrets_were_really_shown_and_typed(kept: Kept) -> None:
    assert kept.told["kinds"] == ["link", "cccd", "wifi", "vietqr", "vietqr"]
    assert all(piece in kept.told["said"] for piece in ("HOANG YEN CANARI", "7.364.518", "6 4 5 1"))
    assert kept.told["typed"] == [SECRETS["amount"], SECRETS["phone"]]
    assert len(kept.told["frames"]) >= 5
    assert kept.told["journal"] > 0


def test_no_payload_and_no_digit_is_anywhere(kept: Kept) -> None:
    assert {canary: places for canary in CANARIES if (places := kept.holding(*written(canary)))} == {}


def test_no_frame_is_anywhere(kept: Kept) -> None:
    frames = [bytes.fromhex(frame) for frame in kept.told["frames"]]
    assert len(set(frames)) > 1
    assert [places for frame in frames if (places := kept.holding(frame, frame.hex().encode()))] == []


def test_nothing_is_left_but_the_counters(kept: Kept) -> None:
    assert set(kept.files()) == {
        "data/counters.db", "data/counters.db-shm", "data/counters.db-wal", "data/metrics.msgpack", "what was printed",
    }  # fmt: skip


def test_what_stumbled_is_told_without_the_words_of_the_exception(kept: Kept) -> None:
    lines = kept.printed.decode().splitlines()
    assert [line.partition(" at ")[0] for line in lines if "stumbled" in line] == [
        "the core stumbled: ValueError",
        "an order stumbled: ValueError",
    ]


def test_the_counters_hold_only_declared_metrics_and_keys(kept: Kept, real_registry: Registry) -> None:
    rows = list(rows_of(kept.folder / "data/counters.db"))
    for _, part, metric, key, _ in rows:
        real_registry.check(metric, key)
        assert part in {"morning", "midday", "afternoon"}
    counts = {(metric, key): n for _, _, metric, key, n in rows}
    assert counts["visits", ""] == counts["idle_ends", ""] == 1
    assert {key: n for (metric, key), n in counts.items() if metric == "codes_read"} == {
        "link": 1, "cccd": 1, "wifi": 1, "vietqr": 2,
    }  # fmt: skip
    assert counts["checks_opened", ""] == 1
    assert counts["mistakes", "real-number"] == 2, "her identity card and her telephone number"


def rows_of(database: Path) -> Iterator[tuple[str, str, str, str, int]]:
    connection = sqlite3.connect(database)
    try:
        yield from connection.execute("select day, part, metric, key, n from counts")
    finally:
        connection.close()


def test_a_canary_that_was_kept_would_be_found(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "leak.db")
    with connection as transaction:
        transaction.execute("create table leak (what text)")
        transaction.execute("insert into leak values (?)", (SECRETS["cccd"],))
    connection.close()
    kept = Kept(tmp_path, SECRETS["link"].encode(), {})
    assert kept.holding(b"046155731946") == kept.holding("Hoàng Yến".encode()) == ["leak.db"]
    assert kept.holding(b"canary7731") == ["what was printed"]


@pytest.mark.parametrize("name", ["link", "cccd", "wifi", "sticker"])
def test_a_reading_holds_nothing_that_could_not_be_shown(name: str) -> None:
    reading = codes.read(SECRETS[name].encode())
    raw = pickle.dumps(reading)
    harmless = {
        "link": ("chim-hoang-yen",),
        "cccd": (),
        "wifi": ("NhaChimHoangYen",),
        "sticker": ("HOANG YEN CANARI", "ca vang 5519"),
    }[name]
    found = {canary for canary in CANARIES if canary.encode() in raw}
    assert found <= set(harmless)
    assert repr(reading) == str(reading) == f"Reading({reading.kind})"
    assert repr(e.CodeRead(reading)) == f"CodeRead(reading=Reading({reading.kind}))"


def test_keys_and_frames_tell_nothing_in_a_log() -> None:
    assert {repr(e.KeyTouched(key)) for key in ("7", "000", "erase")} == {"KeyTouched()"}
    assert f"{e.KeyTouched('7')}" == "KeyTouched()"
    frame = Frame(np.full((4, 4), 77, np.uint8))
    assert repr(frame) == str(frame) == "Frame()"
    with pytest.raises(TypeError, match="never leaves memory"):
        pickle.dumps(frame)
