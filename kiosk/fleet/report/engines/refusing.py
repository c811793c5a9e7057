"""An engine that cannot be asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit


class NoEngine(Exception):  # noqa: N818 - told to the office in a sentence
    """The tables could not be opened, or gave no answer. Says what happened, where, and what to do."""


@contextmanager
def border(engine: str, what: str, cure: str = "") -> Iterator[None]:
    """Engines raise whatever they like; what comes out is one kind of error, and one line of what they said."""
    try:
        yield
    except NoEngine:
        raise
    except Exception as error:
        sentences = [f"{shown(engine)} {what}: {_first_line(error)}", cure]
        raise NoEngine(". ".join(filter(None, sentences))) from error


def shown(engine: str) -> str:
    """The engine without a password."""
    parts = urlsplit(engine)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl() if parts.netloc else engine


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0].rstrip(".")[:200] if lines else type(error).__name__
