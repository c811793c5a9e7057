"""Ogg Vorbis files: written with libsndfile, at rendering time only; their length read without any sound library,
from the first and last page.

RFC 3533 (pages) and the Vorbis I specification §4.2.2 (identification header): the granule position of the last page
counts samples, and the sample rate stands 12 bytes into the header packet.
"""

import os
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.core.units import DurationMs

if TYPE_CHECKING:
    from kiosk.voice.loudness import Samples

_BLOCK = 65_536  # libsndfile's Vorbis encoder keeps a whole write on its stack
_COMPRESSION = 0.8  # of soundfile's 0 to 1: about 45 kbit/s; beyond it the peaks of a clip stray by decibels
_TAIL = 65_536  # the largest page is 65,307 bytes long
_STREAM = 1
_MIRRORED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


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
    beside.write_bytes(numbered(beside.read_bytes()))
    beside.replace(path)


def numbered(ogg: bytes) -> bytes:
    """The same file with the number of its stream set to one.

    libsndfile draws that number anew for each file, so the same sentence would be other bytes on each machine, and
    whoever compares two kiosks would find all clips to differ. RFC 3533, 6: the layout of a page.
    """
    made, at = bytearray(ogg), 0
    while at < len(made):
        segments = made[at + 26]
        end = at + 27 + segments + sum(made[at + 27 : at + 27 + segments])
        made[at + 14 : at + 18] = _STREAM.to_bytes(4, "little")
        made[at + 22 : at + 26] = bytes(4)
        made[at + 22 : at + 26] = _checksum(bytes(made[at:end])).to_bytes(4, "little")
        at = end
    return bytes(made)


def _checksum(page: bytes) -> int:
    """CRC-32 with the generator 04c11db7, bits as they stand, from nought (RFC 3533, 6): zlib's seen in a mirror."""
    mirrored = zlib.crc32(page.translate(_MIRRORED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{mirrored:032b}"[::-1], 2)
