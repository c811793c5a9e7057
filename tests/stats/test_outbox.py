"""Documents are made once, never changed, kept for 35 days; a clock that lies makes none twice."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.stats.outbox import KEPT, Left, Outbox, OutboxFault, due
from kiosk.stats.tonight import Whose, nightly, seal
from tests.stats.made import REGISTRY, WHOSE, busy, cells

LEFT = Left(at="2026-11-22T02:00:00+00:00", to="https://office.example/stats")


@pytest.fixture
def box(tmp_path: Path) -> Outbox:
    made = Outbox(tmp_path / "outbox")
    with made.alone():
        return made


def raw(day: str, visits: int = 50, whose: Whose = WHOSE) -> bytes:
    return seal(nightly(day, cells(day, busy({}, visits)), REGISTRY, whose, health={}), lambda _: bytes(64))


def days(count: int) -> list[str]:
    return [(date(2026, 11, 2) + timedelta(days=n)).isoformat() for n in range(count)]


def test_the_first_document_of_a_day_stays(box: Outbox) -> None:
    assert box.lay("2026-11-20", raw("2026-11-20"))
    assert not box.lay("2026-11-20", raw("2026-11-20", visits=99))
    assert box.raw("2026-11-20") == raw("2026-11-20")
    assert [laid.place for laid in box.laid()] == [f"2026-11-20/{WHOSE.kiosk}.json"]


def test_what_was_sent_waits_no_more_and_stays_as_it_is(box: Outbox) -> None:
    for day in days(3):
        box.lay(day, raw(day))
    box.mark(days(3)[0], LEFT)
    assert [laid.day for laid in box.waiting()] == days(3)[1:]
    box.mark(days(3)[0], Left(at="later", to="elsewhere"))
    assert box.left(days(3)[0]) == LEFT, "the first time counts"
    assert box.last_left() == (days(3)[0], LEFT)
    assert box.raw(days(3)[0]) == raw(days(3)[0])


def test_what_went_away_on_a_stick_is_sent_all_the_same(box: Outbox) -> None:
    box.lay("2026-11-20", raw("2026-11-20"))
    box.mark("2026-11-20", LEFT, "given")
    assert [laid.day for laid in box.waiting()] == ["2026-11-20"]
    assert box.last_left() == ("2026-11-20", LEFT)


def test_the_oldest_are_given_up_with_a_count(box: Outbox) -> None:
    made = days(KEPT + 4)
    for day in made:
        box.lay(day, raw(day))
    box.mark(made[0], LEFT)
    box.mark(made[1], LEFT, "given")
    assert box.trim() == 2, "of four given up two had left"
    assert box.days() == tuple(made[4:])
    assert (box.given_up(), box.dropped(made[5]), box.dropped(made[2])) == (made[3], 2, 0)
    assert box.trim() == 0


def test_days_given_up_are_told_for_seventy_days(box: Outbox) -> None:
    made = days(KEPT + 1)
    for day in made:
        box.lay(day, raw(day))
    box.trim()
    later = date.fromisoformat(made[0])
    assert box.dropped((later + timedelta(days=70)).isoformat()) == 1
    assert box.dropped((later + timedelta(days=71)).isoformat()) == 0


def test_a_plug_pulled_while_trimming_counts_no_day_twice(box: Outbox, tmp_path: Path) -> None:
    made = days(KEPT + 1)
    for day in made:
        box.lay(day, raw(day))
    first = raw(made[0])
    assert box.trim() == 1
    (tmp_path / "outbox" / f"{made[0]}.json").write_bytes(first)
    assert box.trim() == 0
    assert box.dropped(made[5]) == 1
    assert box.days() == tuple(made[1:])


@pytest.mark.parametrize("damage", [b"", b"bun bo", b"{}", b"x" * 20_000])
def test_a_damaged_document_is_passed_over_and_never_made_again(box: Outbox, tmp_path: Path, damage: bytes) -> None:
    for day in days(2):
        box.lay(day, raw(day))
    (tmp_path / "outbox" / f"{days(2)[0]}.json").write_bytes(damage)
    assert [laid.day for laid in box.waiting()] == days(2)[1:]
    assert box.document(days(2)[0]) is None
    assert due(days(2), box.days(), since="2026-11-01", before="2026-11-04") == ()


def test_damaged_marks_and_states_lose_nothing(box: Outbox, tmp_path: Path) -> None:
    box.lay("2026-11-20", raw("2026-11-20"))
    (tmp_path / "outbox" / "state.json").write_bytes(b"\xff")
    assert (box.given_up(), box.dropped("2026-11-21")) == ("", 0)
    (tmp_path / "outbox" / "2026-11-20.sent").write_bytes(b"\xff")
    assert list(box.waiting()) == [], "a damaged mark is a mark: nothing is sent twice"


def test_what_a_pulled_plug_left_is_cleared(box: Outbox, tmp_path: Path) -> None:
    beside = tmp_path / "outbox" / ".2026-11-20.77.new"
    beside.write_bytes(b"half")
    with box.alone():
        box.clear()
    assert not beside.exists()
    assert box.days() == ()


def test_a_folder_that_takes_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(OutboxFault, match="cannot be used"), Outbox(tmp_path / "file" / "outbox").alone():
        raise AssertionError("not reached")
    assert Outbox(tmp_path / "none").days() == ()


# --- which days are due -----------------------------------------------------------------------------------------------


def test_a_day_is_due_once_it_is_over() -> None:
    counted = ("2026-11-17", "2026-11-18", "2026-11-19")
    assert due(counted, (), since="2026-11-01", before="2026-11-19") == counted[:2]
    assert due(counted, ("2026-11-17",), since="2026-11-01", before="2026-11-19") == ("2026-11-18",)


def test_a_sunday_is_due_when_any_day_of_its_week_is() -> None:
    """A hall that is shut on Sundays still tells what its week held."""
    assert due(("2026-11-17",), ("2026-11-17",), since="2026-11-01", before="2026-11-23") == ("2026-11-22",)
    assert due(("2026-11-17",), ("2026-11-17",), since="2026-11-01", before="2026-11-22") == ()


def test_days_of_a_clock_that_lied_are_never_due() -> None:
    counted = ("1970-01-01", "1970-01-02", "2026-11-18", "2099-05-05", "2099-05-06")
    assert due(counted, (), since="2026-11-01", before="2026-11-19") == ("2026-11-18",)
