"""Where a depot can lie, as one small interface: a stick or folder, a web server, a bucket."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol


class Absent(Exception):  # noqa: N818 - an answer, not a fault: there is no such file
    """The source was asked well and has no such file."""


class Source(Protocol):
    """Something that files can be read from. Nothing is ever written to it, nothing in it is ever run.

    Faults leave as `Absent` or as `kiosk.update.refusal.Refused` (`gone`, `damaged`, `budget`), never as anything else.
    """

    name: str
    """As staff know it, for sentences: a folder, an address without secrets."""

    def open(self, path: str, offset: int = 0) -> AbstractContextManager[Iterator[bytes]]:
        """The bytes of a file from `offset` on, in pieces of at most 64 KiB.

        A source that cannot begin in the middle begins at the start and skips. Links are not followed, and what is no
        plain file is `Absent`.
        """
