"""The engine of mock-up apps: what is shown, what lives, what a touch does."""

from msgspec.structs import replace

from kiosk.core.codes import read
from kiosk.core.content.apps import AppScreen
from kiosk.core.content.widgets import Button, Dialog, Notification, Text
from kiosk.core.phone import machine
from kiosk.core.phone.fill import blanks, fill
from kiosk.core.units import Words
from tests.small import STALL, bank, both


def test_an_app_starts_as_written_with_the_lesson_s_own_values() -> None:
    phone = machine.start(bank(), {"payee": "X"})
    assert (phone.screen, phone.variables["payee"], phone.variables["amount"]) == ("home", "X", 0)
    assert phone.ledger == {"me": 500_000, "stall": 0}


def test_only_widgets_whose_condition_holds_are_shown() -> None:
    app = bank()
    phone = replace(machine.start(app, {}), screen="sent")
    assert not any(isinstance(widget, Notification) for widget in machine.shown(app, phone))
    told = replace(phone, variables=phone.variables | {"payee": "done"})
    assert any(isinstance(widget, Notification) for widget in machine.shown(app, told))


def test_under_a_dialog_only_its_buttons_live() -> None:
    dialog = Dialog(text=both("Sure?"), buttons=(Button(target="yes", label=both("Yes")),))
    app = replace(bank(), screens={"home": AppScreen(widgets=(Button(target="under", label=both("Under")), dialog))})
    assert machine.live(app, machine.start(app, {})) == {"yes"}


def test_a_touch_on_nothing_changes_nothing() -> None:
    app = bank()
    phone = machine.start(app, {})
    assert machine.touched(app, phone, "nobody") == phone


def test_paying_more_than_there_is_goes_to_the_refused_screen_and_moves_nothing() -> None:
    app = bank()
    phone = replace(machine.start(app, {"amount": 600_000}), screen="pin")
    field = machine.targets(app, phone)["pin"]
    after = machine.answered(phone, field.touch)
    assert (after.screen, after.ledger) == ("home", phone.ledger)


def test_a_code_fills_variables_only_where_a_camera_looks() -> None:
    app = bank()
    phone = machine.start(app, {})
    assert machine.scanned(app, phone, read(STALL)) == phone
    seen = machine.scanned(app, replace(phone, screen="scan"), read(STALL))
    assert (seen.screen, seen.variables["payee"]) == ("pay", "SAP CA CO BA (MAU)")


def test_blanks_are_filled_as_money_words_dots_and_ledger() -> None:
    phone = machine.start(bank(), {"amount": 120_000, "pin": "2580", "payee": "Ba"})
    words: Words = {"vi": "{payee}: {amount:money}, {amount:words}; {pin:dots}; {me:money}", "en": "{amount:money}"}
    assert fill(words, phone, "vi") == "Ba: 120.000 đ, một trăm hai mươi nghìn đồng; ••••; 500.000 đ"
    assert fill(words, phone, "en") == "120,000 đ"
    assert blanks(words["vi"])[1] == ("amount", "money")


def test_a_text_without_blanks_stays_as_it_is() -> None:
    assert fill(both("Bank"), machine.start(bank(), {}), "vi") == "Bank"
    assert blanks("Bank") == ()
    assert isinstance(bank().screens["pay"].widgets[0], Text)
