"""The keeper of the PIN: what is written before it answers, what locks it, and what does not unlock it."""

import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.core.events import PinJudged
from kiosk.staff.pin import CHANGING_S, LOCKED_S, KeeperFault, PinKeeper, forget_pin, is_pin

CHEAP = 2**4
PIN = "271828"
ROOT = Path(__file__).parents[2]


class Clock:
    def __init__(self, now: float = 0.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def keeper(folder: Path, clock: Clock | None = None) -> PinKeeper:
    return PinKeeper(folder, clock=clock or Clock(), cost=CHEAP)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With the PIN kept."""
    assert keeper(tmp_path).judge(PIN, new=True).outcome == "kept"
    return tmp_path


def wrong(kept: PinKeeper, times: int) -> list[PinJudged]:
    return [kept.judge(f"{n:06}") for n in range(times)]


def test_there_is_no_pin_from_the_start(tmp_path: Path) -> None:
    kept = keeper(tmp_path)
    assert not kept.is_set
    assert {kept.judge(digits).outcome for digits in ("000000", "123456", "")} == {"wrong"}


def test_the_right_pin_opens_and_a_wrong_one_does_not(folder: Path) -> None:
    kept = keeper(folder)
    assert (kept.is_set, kept.judge(PIN)) == (True, PinJudged("right", tries_left=5))
    assert kept.judge("271829") == PinJudged("wrong", tries_left=4)
    assert kept.judge(PIN).outcome == "right"
    assert kept.judge("271829") == PinJudged("wrong", tries_left=4), "a right one gives all tries back"


NO_PINS = ("12345", "", "abcdef", "12345a", "１２３４５６", "1234567890123", " 123456", "123456\n")


@pytest.mark.parametrize("digits", NO_PINS)
def test_only_six_to_twelve_digits_are_a_pin(digits: str, tmp_path: Path) -> None:
    assert not is_pin(digits)
    assert keeper(tmp_path).judge(digits, new=True).outcome == "wrong"
    assert not keeper(tmp_path).is_set
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_pin_costs_a_try_all_the_same(folder: Path) -> None:
    assert [keeper(folder).judge(digits).tries_left for digits in ("", "x" * 5000, "٣٣٣٣٣٣")] == [4, 3, 2]


def test_five_wrong_ones_lock_it_and_the_right_one_does_not_help(folder: Path) -> None:
    clock = Clock()
    kept = keeper(folder, clock)
    told = wrong(kept, 5)
    assert [judged.tries_left for judged in told] == [4, 3, 2, 1, 0]
    assert told[-1] == PinJudged("locked", locked_minutes=15)
    assert kept.judge(PIN) == PinJudged("locked", locked_minutes=15)
    clock.now = LOCKED_S - 1
    assert kept.judge(PIN) == PinJudged("locked", locked_minutes=1)
    clock.now = LOCKED_S
    assert kept.judge(PIN).outcome == "right"


def test_after_the_lock_there_are_five_tries_again(folder: Path) -> None:
    clock = Clock()
    kept = keeper(folder, clock)
    wrong(kept, 5)
    clock.now = LOCKED_S
    assert [judged.outcome for judged in wrong(kept, 5)] == ["wrong"] * 4 + ["locked"]
    clock.now = 2 * LOCKED_S - 1
    assert kept.judge(PIN).outcome == "locked"


def test_ten_thousand_guesses_by_a_script_get_no_further_than_five(folder: Path) -> None:
    kept = keeper(folder)
    told = [kept.judge(f"{n:06}").outcome for n in range(10_000)]
    assert told == ["wrong"] * 4 + ["locked"] * 9_996
    assert kept.judge(PIN).outcome == "locked"


def test_pulling_the_plug_makes_the_lock_longer_never_shorter(folder: Path) -> None:
    clock = Clock()
    wrong(keeper(folder, clock), 5)
    clock.now = LOCKED_S - 1
    again = keeper(folder, clock)  # the process starts anew
    assert again.judge(PIN) == PinJudged("locked", locked_minutes=15)
    clock.now = 5.0
    after_reboot = keeper(folder, clock)  # and the clock begins anew
    assert after_reboot.judge(PIN) == PinJudged("locked", locked_minutes=15)
    clock.now = 5.0 + LOCKED_S
    assert after_reboot.judge(PIN).outcome == "right"


def test_tries_are_counted_over_restarts(folder: Path) -> None:
    assert [keeper(folder).judge(f"{n:06}").outcome for n in range(6)] == ["wrong"] * 4 + ["locked"] * 2


def test_a_date_that_jumps_changes_nothing(folder: Path) -> None:
    wrong(keeper(folder), 5)
    for file in folder.iterdir():
        os.utime(file, (0, 4_000_000_000))
    assert keeper(folder).judge(PIN) == PinJudged("locked", locked_minutes=15)


KILLED = """
import os, signal, sys
from pathlib import Path
from kiosk.staff.pin import PinKeeper

class Digits(str):
    def encode(self, *_):
        os.kill(os.getpid(), signal.SIGKILL)

PinKeeper(Path(sys.argv[1])).judge(Digits(sys.stdin.read()))
"""
"""A process in which the plug is pulled the moment somebody looks at the digits."""


def test_a_guess_is_counted_before_it_is_looked_at(folder: Path) -> None:
    for guess in (1, 2, 3, 4):
        command = [sys.executable, "-c", KILLED, str(folder)]
        done = subprocess.run(command, input=PIN.encode(), cwd=ROOT, check=False, timeout=20)  # noqa: S603 - our own
        assert done.returncode == -signal.SIGKILL
        assert json.loads((folder / "tries.json").read_bytes())["wrong"] == guess
    assert keeper(folder).judge("000000").outcome == "locked"


DAMAGE = (b"", b"{", b'{"wrong":-1,"format":1}', b'{"wrong":"0","format":1}', b"\xff" * 2_000_000)


@pytest.mark.parametrize("raw", DAMAGE)
def test_a_damaged_count_is_as_good_as_a_full_one(raw: bytes, folder: Path) -> None:
    (folder / "tries.json").write_bytes(raw)
    clock = Clock()
    kept = keeper(folder, clock)
    assert kept.judge(PIN) == PinJudged("locked", locked_minutes=15)
    clock.now = LOCKED_S
    assert kept.judge(PIN).outcome == "right"


@pytest.mark.parametrize(
    "raw", [b"", b"bun bo", b'{"salt":"","hash":"","n":2}', b'{"salt":"QUFBQUFBQUFBQUFBQUFBQQ==","hash":"eA==","n":2}']
)
def test_a_damaged_pin_opens_nothing_and_says_what_to_do(raw: bytes, folder: Path) -> None:
    (folder / "pin.json").write_bytes(raw)
    kept = keeper(folder)
    assert kept.is_set
    for new in (False, True):
        if new:
            assert kept.judge("314159", new=True).outcome == "wrong", "nobody may choose one over a damaged one"
        else:
            with pytest.raises(KeeperFault, match=r"pin\.json cannot be read; run `kiosk staff forget-pin`"):
                kept.judge(PIN)


def test_a_cost_that_would_take_hours_is_damage(folder: Path) -> None:
    kept = json.loads((folder / "pin.json").read_bytes())
    (folder / "pin.json").write_text(json.dumps(kept | {"n": 2**40}))
    with pytest.raises(KeeperFault):
        keeper(folder).judge(PIN)


def test_a_pipe_in_its_place_holds_nobody_up(folder: Path) -> None:
    (folder / "pin.json").unlink()
    os.mkfifo(folder / "pin.json")
    with pytest.raises(KeeperFault):
        keeper(folder).judge(PIN)


@pytest.fixture
def unwritable(folder: Path) -> Path:
    """Nothing can be written beside, whoever the tests run as: folders stand where the new files would go."""
    for name in (".tries.json.new", ".pin.json.new"):
        (folder / name).mkdir()
    return folder


def test_where_nothing_can_be_counted_nothing_is_judged(unwritable: Path) -> None:
    kept = keeper(unwritable)
    for digits in (PIN, "000000"):
        with pytest.raises(KeeperFault, match="cannot be written"):
            kept.judge(digits)


def test_a_new_pin_is_taken_only_behind_the_right_one(folder: Path) -> None:
    clock = Clock()
    kept = keeper(folder, clock)
    assert kept.judge("314159", new=True).outcome == "wrong"
    assert kept.judge(PIN).outcome == "right"
    assert kept.judge("314159", new=True).outcome == "kept"
    assert (kept.judge(PIN).outcome, kept.judge("314159").outcome) == ("wrong", "right")
    clock.now += CHANGING_S + 1
    assert kept.judge("161803", new=True).outcome == "wrong", "whoever finds the menu open tomorrow"


def test_a_wrong_pin_ends_the_time_for_a_new_one(folder: Path) -> None:
    kept = keeper(folder)
    kept.judge(PIN)
    kept.judge("000000")
    assert kept.judge("314159", new=True).outcome == "wrong"


def test_only_the_owner_may_read_and_no_digit_is_in_it(folder: Path) -> None:
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
    kept = json.loads((folder / "pin.json").read_bytes())
    assert {name: kept[name] for name in ("n", "r", "p", "format")} == {"n": CHEAP, "r": 8, "p": 1, "format": 1}
    assert PIN.encode() not in b"".join(file.read_bytes() for file in folder.iterdir())


def test_the_same_pin_has_another_hash_on_another_kiosk(tmp_path: Path) -> None:
    hashes = set()
    for name in ("a", "b"):
        keeper(tmp_path / name).judge(PIN, new=True)
        hashes.add((tmp_path / name / "pin.json").read_bytes())
    assert len(hashes) == 2


def test_a_forgotten_pin_is_gone_with_its_count(folder: Path) -> None:
    running = keeper(folder)
    wrong(running, 3)
    assert forget_pin(folder)
    assert (list(folder.iterdir()), forget_pin(folder), running.is_set) == ([], False, False)
    assert running.judge("314159", new=True) == PinJudged("kept", tries_left=5)
    assert keeper(folder).judge("314159").outcome == "right"
