"""The staff room among the parts of a desk: a card held before the camera, a PIN, every page, every test."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event as Bell

import pytest
from msgspec.structs import replace

from kiosk.app import monotonic_ms
from kiosk.config import Settings, load_settings
from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.staff.pages import PAGES
from kiosk.core.staff.pages import PARTS as TRIED
from kiosk.durable import keep
from kiosk.knowledge import known_time
from kiosk.parts import Parts
from kiosk.staff.errands import ERRANDS
from kiosk.stats.declare import compile_metrics
from tests import small


class Desk:
    def __init__(self, settings: Settings, *, desk: bool = True) -> None:
        self.events: list[e.Event] = []
        self.did: list[str] = []
        self.seen, self._bell = Bell(), Bell()
        self.parts = Parts(settings, small.library(), desk=desk)
        self.parts.open(
            tell=self._tell,
            show=lambda _: self.seen.set(),
            clock=monotonic_ms,
            switch=lambda: self.did.append("switch"),
            leave=lambda: self.did.append("leave"),
        )

    def _tell(self, event: e.Event) -> None:
        self.events.append(event)
        self._bell.set()

    def asks(self, order: o.Order, answer: type[e.Event]) -> e.Event:
        """Carry an order out and wait for this kind of answer to it."""
        self.events.clear()
        self.parts.carry(order)
        return self.gets(answer)

    def gets(self, kind: type[e.Event]) -> e.Event:
        while not (found := [event for event in self.events if isinstance(event, kind)]):
            assert self._bell.wait(20), f"no {kind.__name__} came, only {self.events}"
            self._bell.clear()
        return found[0]


Opens = Callable[..., Desk]


def settings(folder: Path, **environ: str) -> Settings:
    keep(folder / "metrics.msgpack", compile_metrics())
    given = {"KIOSK_DATA_FOLDER": str(folder), "KIOSK_VOICE_ON": "false"} | environ
    return load_settings(given, system_file=folder / "none.toml")


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opens]:
    made: list[Desk] = []

    def open_desk(*, desk: bool = True, **environ: str) -> Desk:
        made.append(Desk(settings(tmp_path, **environ), desk=desk))
        return made[-1]

    yield open_desk
    for one in made:
        one.parts.close()


def test_the_card_of_a_desk_opens_its_menu(opened: Opens) -> None:
    desk = opened()
    desk.parts.carry(o.Look())
    assert desk.seen.wait(20), "the camera never opened"
    desk.parts.hold_staff()
    read = desk.gets(e.CodeRead)
    assert isinstance(read, e.CodeRead)
    assert desk.asks(o.ShowCard(read.reading.digest), e.StaffCame) == e.StaffCame("card", pin_set=False)
    assert desk.asks(o.TryPin("271828", new=True), e.PinJudged) == e.PinJudged("kept", tries_left=5)
    assert desk.asks(o.ShowCard(read.reading.digest), e.StaffCame) == e.StaffCame("card", pin_set=True)


def test_a_device_takes_no_card_that_everybody_can_read_here(opened: Opens) -> None:
    from kiosk.core.codes.staff_card import digest_of
    from kiosk.parts.opening import DESK_LINE

    digest = digest_of(DESK_LINE)
    assert len(digest) == 64
    device = opened(desk=False)
    device.events.clear()
    device.parts.carry(o.ShowCard(digest))
    assert device.asks(o.Test("clock"), e.Tested) and not any(isinstance(one, e.StaffCame) for one in device.events)


@pytest.mark.parametrize("page", sorted({page.tells for page in PAGES.values() if page.tells}))
def test_every_page_that_asks_the_machine_gets_rows(page: str, opened: Opens) -> None:
    desk = opened(KIOSK_UPDATE_SOURCE="https://depot.example/hue")
    desk.parts.carry(o.Count("visits"))
    told = desk.asks(o.TellStaff(page), e.StaffTold)
    assert isinstance(told, e.StaffTold)
    assert told.page == page
    assert told.rows
    assert not any(isinstance(event, e.Failed) for event in desk.events)


def test_what_was_counted_is_told_and_what_leaves_tonight_is_less(opened: Opens) -> None:
    desk = opened()
    for _ in range(3):
        desk.parts.carry(o.Count("visits"))
    today, night = (desk.asks(o.TellStaff(f"counts-{when}"), e.StaffTold) for when in ("today", "tonight"))
    assert isinstance(today, e.StaffTold)
    assert isinstance(night, e.StaffTold)
    assert today.rows == (("visits", "3"),)
    assert dict(night.rows)["quiet"] == "yes"
    assert "visits" not in dict(night.rows)


@pytest.mark.parametrize("part", sorted({one.part for one in TRIED} - {"touch"}))
def test_every_part_can_be_tried_on_a_desk(part: str, opened: Opens) -> None:
    tested = opened().asks(o.Test(part), e.Tested)
    assert isinstance(tested, e.Tested)
    expected = {"sound": "absent", "camera": "good", "buttons": "ask", "lamp": "ask", "printer": "ask"}
    assert (tested.outcome, tested.note) == (expected[part], "")


def test_the_desks_printer_is_a_file(opened: Opens, tmp_path: Path) -> None:
    opened().asks(o.Test("printer"), e.Tested)
    assert (tmp_path / "staff/slip.bin").stat().st_size > 1_000


def test_what_is_not_there_is_absent(opened: Opens) -> None:
    device = opened(desk=False, KIOSK_CAMERA_SOURCE="none")
    outcomes = [device.asks(o.Test(part), e.Tested) for part in ("camera", "lamp", "buttons", "printer")]
    assert [event.outcome for event in outcomes if isinstance(event, e.Tested)] == ["absent"] * 4


def test_a_camera_that_is_gone_is_bad(opened: Opens) -> None:
    tested = opened(KIOSK_CAMERA_SOURCE="webcam", KIOSK_CAMERA_DEVICE="63").asks(o.Test("camera"), e.Tested)
    assert tested == e.Tested("camera", "bad", "no_picture")


def test_a_device_writes_requests_and_a_desk_closes_its_window(opened: Opens, tmp_path: Path) -> None:
    device = opened(desk=False)
    for errand in ERRANDS:
        device.parts.carry(o.Errand(errand))  # type: ignore[arg-type] # the order's own words
    device.asks(o.Test("clock"), e.Tested)
    assert {file.name for file in (tmp_path / "requests").iterdir()} == set(ERRANDS)
    desk = opened()
    desk.parts.carry(o.Errand("power-off"))
    desk.asks(o.Test("clock"), e.Tested)
    assert (device.did, desk.did) == ([], ["leave"])


def test_the_switch_is_somebody_elses(opened: Opens) -> None:
    desk = opened()
    desk.parts.carry(o.SwitchContent())
    assert desk.did == ["switch"]


def test_hours_of_the_staff_are_kept_and_told(opened: Opens, tmp_path: Path) -> None:
    now = known_time(settings(tmp_path))
    desk = opened()
    minute = 0 if now is None else (now.hour * 60 + now.minute + 120) % 1440
    house = o.KeepHouse(2, "vi", ("vi", "en"), minute, (minute + 60) % 1440, "")
    if now is not None:
        assert desk.asks(house, e.HoursTold) == e.HoursTold(False)
    desk.parts.carry(house)
    desk.asks(o.Test("clock"), e.Tested)
    assert (tmp_path / "staff/house.json").exists()


def test_other_content_brings_its_own_cards_and_counters(opened: Opens) -> None:
    desk = opened()
    library = small.library()
    lesson = next(iter(library.lessons.values()))
    desk.parts.renew(replace(library, cards={}, lessons={**library.lessons, "new": lesson}))
    desk.parts.carry(o.Count("lessons_opened", "new/watch"))
    desk.asks(o.Test("clock"), e.Tested)
    assert desk.parts.cards() == ()
    assert not any(isinstance(event, e.Failed) for event in desk.events)


def test_a_damaged_staff_folder_opens_the_kiosk_all_the_same(opened: Opens, tmp_path: Path) -> None:
    (tmp_path / "staff").write_bytes(b"")
    desk = opened()
    assert not any(isinstance(event, e.Failed) for event in desk.events)
    desk.asks(o.TryPin("271828", new=True), e.PinJudged)
    assert any(isinstance(event, e.Failed) and event.part == "staff" for event in desk.events)


def test_the_machine_is_told_part_by_part(opened: Opens) -> None:
    told = opened(desk=False, KIOSK_CAMERA_SOURCE="none").asks(o.TellStaff("machine"), e.StaffTold)
    assert isinstance(told, e.StaffTold)
    rows = dict(told.rows)
    assert {"card", "space", "clock", "touch", "camera", "board"} <= set(rows)
    assert (rows["card"], rows["camera"]) == ("good", "none")


def test_a_desk_does_not_complain_of_a_mouse(opened: Opens) -> None:
    told = opened().asks(o.TellStaff("machine"), e.StaffTold)
    assert isinstance(told, e.StaffTold)
    assert not {"touch", "board"} & set(dict(told.rows))


def test_without_a_window_no_glass_is_put_right(opened: Opens, tmp_path: Path) -> None:
    assert opened().asks(o.FitTouch(((0.1, 0.1),) * 4), e.Tested) == e.Tested("aim", "bad")
    assert not (tmp_path / "staff/touch.json").exists()
