"""What a touch does in a mock-up app."""

from msgspec import field

from kiosk.core.content.base import Condition, Content, Value


class Go(Content, frozen=True, kw_only=True, tag="go", tag_field="do"):
    """Show another screen of the app."""

    screen: str


class Put(Content, frozen=True, kw_only=True, tag="put", tag_field="do"):
    """Give a variable a value."""

    variable: str
    value: Value


class Pay(Content, frozen=True, kw_only=True, tag="pay", tag_field="do"):
    """Move money in the ledger; refused, never negative, when the source holds too little."""

    source: str
    target: str
    amount: str
    """Name of the variable that holds the đồng."""
    refused: str
    """Screen to show when there is not enough."""


Deed = Go | Put | Pay


class Touch(Content, frozen=True, kw_only=True):
    """One possible answer of a target: the first whose `when` holds is done."""

    deeds: tuple[Deed, ...]
    when: Condition = field(default_factory=dict)


Touches = tuple[Touch, ...]
