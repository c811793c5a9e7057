"""A database that cannot be used is moved aside, not mended: numbers are worth less than a kiosk that starts.

The file beside it says why, so that `kiosk doctor` can tell it days later.
"""

import re
from pathlib import Path

from kiosk.stats.store import UnwritableStoreError

KEPT = 3
"""So many broken files are kept for somebody to look at; a failing card must not fill up with them."""

_COMPANIONS = ("", "-wal", "-shm", "-journal")


def move_aside(path: Path, why: str) -> Path:
    """Rename a database and its journals to `<name>.broken-<n>.db` and write the reason beside it."""
    numbers = sorted(number for number, _ in _broken(path))
    aside = _named(path, numbers[-1] + 1 if numbers else 1)
    try:
        for companion in _COMPANIONS:
            old = path.with_name(path.name + companion)
            if old.exists():
                old.replace(aside.with_name(aside.name + companion))
        aside.with_suffix(".txt").write_text(why + "\n", encoding="utf-8")
        for number in numbers[: max(0, len(numbers) + 1 - KEPT)]:
            _remove(_named(path, number))
    except OSError as error:
        raise UnwritableStoreError(f"{path}: cannot be moved aside ({error.strerror})") from error
    return aside


def moved_aside(path: Path) -> tuple[tuple[Path, str], ...]:
    """Every database moved aside so far, with the reason, oldest first."""
    return tuple((broken, _reason(broken)) for _, broken in sorted(_broken(path)))


def _broken(path: Path) -> list[tuple[int, Path]]:
    pattern = re.compile(re.escape(path.stem) + r"\.broken-(\d+)" + re.escape(path.suffix))
    files = path.parent.iterdir() if path.parent.is_dir() else ()
    return [(int(match[1]), file) for file in files if (match := pattern.fullmatch(file.name))]


def _named(path: Path, number: int) -> Path:
    return path.with_name(f"{path.stem}.broken-{number}{path.suffix}")


def _reason(broken: Path) -> str:
    try:
        return broken.with_suffix(".txt").read_text(encoding="utf-8").strip()
    except OSError:
        return "the reason was not kept"


def _remove(broken: Path) -> None:
    for companion in _COMPANIONS:
        broken.with_name(broken.name + companion).unlink(missing_ok=True)
    broken.with_suffix(".txt").unlink(missing_ok=True)
