"""What all content shares."""

from msgspec import Struct

Value = int | str | bool
"""What a variable of a mock-up app may hold. Money is an int of đồng."""

Condition = dict[str, Value]
"""Every named variable equals its value; empty is always true."""


class Content(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of all content: frozen, strict, written by name."""
