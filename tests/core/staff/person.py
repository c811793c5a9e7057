"""Somebody of the staff in a test: comes with a card, types, touches; the keeper's answers are given by the test."""

from kiosk.core import events as e
from kiosk.core.content.packs import Library
from kiosk.core.state import Staff, State
from tests.visitor import Visitor


class Person(Visitor):
    """Drives `step` as staff do."""

    def __init__(self, library: Library, state: State | None = None, *, pin_set: bool = True) -> None:
        super().__init__(library, state)
        self.does(e.StaffCame("card", pin_set=pin_set))

    @property
    def staff(self) -> Staff:
        """Who stands there."""
        assert self.state.staff is not None
        return self.state.staff

    def types(self, digits: str) -> "Person":
        """One key after another."""
        for digit in digits:
            self.does(e.KeyTouched(digit))
        return self

    def touches(self, item: str, value: str = "") -> "Person":
        """Something of the staff menu."""
        self.does(e.StaffTouched(item, value))
        return self

    def enters(self) -> "Person":
        """A PIN that is right."""
        self.types("258036").touches("enter").does(e.PinJudged("right"))
        return self

    def opens_page(self, *pages: str) -> "Person":
        """Pages, one from another, the PIN first."""
        self.enters()
        for page in pages:
            self.touches("open", page)
        return self

    def now_says(self) -> tuple[str, ...]:
        """What the voice was given last."""
        return self.state.speaking.lines
