"""What a look at one way out has shown."""

from msgspec import Struct


class Seen(Struct, frozen=True, kw_only=True):
    """`faults`: what is otherwise than wanted, a few words each. `unseen`: why it cannot be seen from here."""

    faults: tuple[str, ...] = ()
    unseen: str = ""
    good: str = "as wanted"


def seen(*faults: str, good: str = "as wanted") -> Seen:
    """What was found; empty words say that a thing is as wanted."""
    return Seen(faults=tuple(fault for fault in faults if fault), good=good)


def value(name: str, found: str, *wanted: str) -> str:
    """A fault if a value is none of those wanted."""
    return "" if found in wanted else f"{name} is {found or 'not set'}"
