"""What somebody wrote, and exactly where: a line of a file or a variable."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

SYSTEM_FILE = Path("/etc/kiosk/kiosk.toml")

NO_SETTINGS = frozenset({"KIOSK_CONFIG", "KIOSK_KEY_PASSPHRASE_FILE", "KIOSK_DEPOT_USER", "KIOSK_DEPOT_PASSWORD"})
"""Variables of ours that set nothing: the file above, and what the office keeps out of its command lines."""


class Given(Struct, frozen=True):
    """A value, not yet believed."""

    section: str
    name: str
    value: Any
    origin: str
    """`/etc/kiosk/kiosk.toml:3` or `KIOSK_SCREEN_WIDTH`."""
    is_text: bool = False
    """From the environment, where numbers and truths are text too."""


def given_values(environ: Mapping[str, str], system_file: Path, faults: list[str]) -> Iterator[Given]:
    """Every value in the order of growing weight. What cannot be read at all goes to `faults`."""
    if _there(system_file):
        yield from _from_file(system_file, faults)
    named = environ.get("KIOSK_CONFIG")
    if named and not _there(Path(named)):
        faults.append(f"KIOSK_CONFIG: there is no file {named}: create it or unset KIOSK_CONFIG")
    elif named:
        yield from _from_file(Path(named), faults)
    for variable, value in sorted(environ.items()):
        if variable.startswith("KIOSK_") and variable not in NO_SETTINGS:
            section, _, name = variable.removeprefix("KIOSK_").lower().partition("_")
            yield Given(section, name, value, variable, is_text=True)


SIGNED_FILE = "settings.toml"
"""In the folder of the updates: what came signed with the content."""

SIGNED = frozenset(
    {
        "visit.language", "visit.help_number", "voice.volume", "update.source", "update.nightly_mb",
        "update.kb_per_second", "update.metered",
    }
)  # fmt: skip
"""All that signed content may set: how the kiosk meets people, and how it is fetched. Never a path, a key or a part."""

MOST_SIGNED = 64 * 1024
"""Bytes of such a file."""


def signed_values(folder: Path, left_out: list[str]) -> Iterator[Given]:
    """What signed content gives, as far as it may; the rest goes to `left_out`, for nothing in it may stop a kiosk."""
    file = folder / SIGNED_FILE
    try:
        if not file.is_file():
            return
        if file.stat().st_size > MOST_SIGNED:
            left_out.append(f"{file}: it is larger than settings ever are")
            return
    except OSError as error:
        left_out.append(f"{file}: it cannot be looked at ({error.strerror})")
        return
    for given in _from_file(file, left_out):
        if f"{given.section}.{given.name}" in SIGNED:
            yield given
        else:
            left_out.append(f"{given.origin}: signed content may not set '{given.section}.{given.name}'")


def _there(file: Path) -> bool:
    """Whether there is one, or may be: what stands in a folder that may not be looked into is told on opening it."""
    try:
        return file.exists()
    except OSError:
        return True


def _from_file(file: Path, faults: list[str]) -> Iterator[Given]:
    import tomllib  # noqa: PLC0415 - most starts have no file to read

    try:
        text = file.read_text(encoding="utf-8")
        tables = tomllib.loads(text)
    except OSError as error:
        faults.append(f"{file}: it cannot be opened ({error.strerror}): let the kiosk's user read it")
        return
    except UnicodeDecodeError:
        faults.append(f"{file}: its letters are not UTF-8: save it as plain text in UTF-8, or write it anew")
        return
    except ValueError as error:
        faults.append(f"{file}: it is not TOML: {error}")
        return
    lines = _lines(text)
    for section, entries in tables.items():
        if not isinstance(entries, dict):
            faults.append(f"{file}:{lines.get(('', section), 1)}: '{section}' stands in no section: put it below one")
            continue
        place = lines.get((section, ""), 1)
        for name, value in entries.items():
            yield Given(section, name, value, f"{file}:{lines.get((section, name), place)}")


def _lines(text: str) -> dict[tuple[str, str], int]:
    """Where sections and names stand; the TOML reader does not tell. Enough for a file of plain `name = value`."""
    found: dict[tuple[str, str], int] = {}
    section = ""
    for number, line in enumerate(text.splitlines(), start=1):
        bare = line.strip()
        if bare.startswith("["):
            section = bare.strip("[ ").partition("]")[0].strip()
            found.setdefault((section, ""), number)
        elif "=" in bare and not bare.startswith("#"):
            found.setdefault((section, bare.partition("=")[0].strip(' "')), number)
    return found
