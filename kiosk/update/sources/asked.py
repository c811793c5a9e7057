"""What may be asked of a source: a plain relative path. Anything else no source has."""

from kiosk.update.sources.source import Absent

PIECE = 64 * 1024
"""The most bytes handed on at once."""

_MOST_LETTERS = 1_000


def parts_of(path: str) -> tuple[str, ...]:
    """The folders and the name. A path that leads elsewhere is `Absent` before anybody is asked for it."""
    parts = tuple(path.split("/"))
    harmful = any(letter in path for letter in ("\\", "\0", "\n", "\r", "?", "#", "%"))
    if harmful or len(path) > _MOST_LETTERS or any(part in ("", ".", "..") for part in parts):
        raise Absent(f"{path[:80]!r} is no path in a depot")
    return parts
