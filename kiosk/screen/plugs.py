"""Whether a display is plugged in, as the kernel tells it."""

from pathlib import Path


def unplugged(root: Path = Path("/")) -> bool:
    """Whether the kernel knows of places to plug a display in, and all of them are empty."""
    told = [_text(place) for place in (root / "sys/class/drm").glob("card*-*/status")]
    return bool(told) and "connected" not in told


def _text(place: Path) -> str:
    try:
        return place.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
