"""The base of all events."""

from msgspec import Struct


class Event(Struct, frozen=True, forbid_unknown_fields=True, tag_field="event", tag=str):
    """Base of all events."""
