"""Whether anything changed, told in a few milliseconds without opening a single file."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import kiosk

CONTENT = ("*.yaml", "*/*.yaml", "*/lessons/*.yaml", "*/apps/*.yaml", "*/pictures/*.svg", "*/voices/*/*")
CODE = ("packs/**/*.py", "core/**/*.py")
"""What reads, checks and shapes content: a newer kiosk compiles again, and so does whoever is writing it."""


def fingerprint(content_dir: Path, *how: str) -> str:
    """Path, size and time of all content and of the code that compiles it.

    Times are compared, not contents: this runs at every start, and reading every file from an SD card would be felt.
    Whoever sets times back by hand can remove the compiled file. The code's own times stand for the version of the
    kiosk, which costs more to ask for than everything else here.
    """
    parts = list(how)
    parts += map(seen, (*_files(content_dir, CONTENT), *_files(Path(kiosk.__file__).parent, CODE)))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def seen(file: Path) -> str:
    """One file as it looks from outside; its name alone when it is not there."""
    try:
        stat = file.stat()
    except OSError:
        return str(file)
    return f"{file}\0{stat.st_size}\0{stat.st_mtime_ns}"


def _files(folder: Path, patterns: tuple[str, ...]) -> Iterator[Path]:
    for pattern in patterns:
        yield from sorted(folder.glob(pattern))
