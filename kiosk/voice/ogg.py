"""Ogg Vorbis files: written with libsndfile, at rendering time only; their length read without any sound library,
from the first and last page.

RFC 3533 (pages) and the Vorbis I specification §4.2.2 (identification header): the granule position of the last page
counts samples, and the sample rate stands 12 bytes into the header packet.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.core.units import DurationMs

if TYPE_CHECKING:
    from kiosk.voice.loudness import Samples

_BLOCK = 65_536  # libsndfile's Vorbis encoder keeps a whole write on its stack
_COMPRESSION = 0.8  # of soundfile's 0 to 1: about 45 kbit/s; beyond it the peaks of a clip stray by decibels
_TAIL = 65_536  # the largest page is 65,307 bytes long


def duration_of(path: Path) -> DurationMs | None:
    """Milliseconds; none when the file is missing or no Vorbis."""
    try:
        with path.open("rb") as file:
            head = file.read(256)
            file.seek(max(0, path.stat().st_size - _TAIL))
            tail = file.read()
    except OSError:
        return None
    header, page = head.find(b"\x01vorbis"), tail.rfind(b"OggS")
    if header < 0 or page < 0:
        return None
    rate = int.from_bytes(head[header + 12 : header + 16], "little")
    samples = int.from_bytes(tail[page + 6 : page + 14], "little", signed=True)
    return DurationMs(samples * 1000 // rate) if rate and samples > 0 else None


def write_ogg(path: Path, samples: "Samples", rate: int) -> None:
    """One Ogg Vorbis file, beside and renamed. Not synced one by one: a clip that its index lacks is made again."""
    import soundfile  # noqa: PLC0415 - only rendering needs it

    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    with soundfile.SoundFile(
        beside, "w", rate, 1, format="OGG", subtype="VORBIS", compression_level=_COMPRESSION
    ) as file:
        for at in range(0, len(samples), _BLOCK):
            file.write(samples[at : at + _BLOCK])
    beside.replace(path)
