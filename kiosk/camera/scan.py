"""`kiosk scan`: what the code in each picture file is, harmlessly."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from msgspec import structs

from kiosk.camera.decoder import Decoder
from kiosk.camera.pictures import PictureUnreadable, load
from kiosk.camera.seam import Frame
from kiosk.core.codes import read

_BESIDE = frozenset({"kind", "crc_ok", "why"})
"""Told beside the reading, not in it again."""


def scan_files(paths: Iterable[str | Path]) -> Iterator[dict[str, Any]]:
    """One answer a file: `file`, `found`, `kind`, `crc_ok`, `reading`, `why`, `ms`. A bad file is an answer too."""
    decoder = Decoder()
    for path in paths:
        yield _scan(decoder, Path(path))


def _scan(decoder: Decoder, path: Path) -> dict[str, Any]:
    try:
        frame = load(path)
    except PictureUnreadable as broken:
        return _answer(path, why=str(broken))
    started = perf_counter()
    sight = decoder.look_still(frame.gray())
    ms = round((perf_counter() - started) * 1000, 1)
    if sight is None or sight.payload is None:
        return _answer(path, why=_why(frame) if sight is None else "several", ms=ms)
    reading = read(sight.payload)
    shown = {field: value for field, value in structs.asdict(reading).items() if value and field not in _BESIDE}
    return _answer(path, found=True, kind=reading.kind, crc_ok=reading.crc_ok, reading=shown, why=reading.why, ms=ms)


def _why(frame: Frame) -> str:
    from kiosk.camera.why import why  # noqa: PLC0415 - brings NumPy

    return why(frame.gray())


def _answer(path: Path, **known: Any) -> dict[str, Any]:
    blank: dict[str, Any] = {"found": False, "kind": None, "crc_ok": None, "reading": {}, "why": "", "ms": 0.0}
    return {"file": str(path), **blank, **known}
