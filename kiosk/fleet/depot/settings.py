"""Settings that travel: `<group>.toml`, and only the few keys that a kiosk takes from elsewhere."""

import re
import tomllib
from pathlib import Path

from kiosk.config.given import SIGNED
from kiosk.fleet.refusing import NotPublished

TAKEN = frozenset(name for name in SIGNED if not name.startswith("visit."))
"""What a kiosk takes from signed content; and all of `visit`. Where its camera or its pins are, it knows better."""

_GROUP = re.compile(r"[a-z0-9-]{1,40}")


def read_settings(file: Path) -> tuple[str, bytes]:
    """(group, text) of a settings file; `NotPublished` when a kiosk would not take it."""
    if file.suffix != ".toml" or not _GROUP.fullmatch(file.stem):
        raise NotPublished(f"{file}: settings are named after their group, such as market.toml.")
    try:
        raw = file.read_bytes()
        given = tomllib.loads(raw.decode())
    except OSError as error:
        raise NotPublished(f"{file} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise NotPublished(f"{file} is no TOML: {error}.") from error
    for section, values in given.items():
        names = values if isinstance(values, dict) else {"": values}
        for name in names:
            if section != "visit" and f"{section}.{name}" not in TAKEN:
                known = ", ".join(("visit.*", *sorted(TAKEN)))
                raise NotPublished(f"{file}: no kiosk takes {section}.{name} from elsewhere; only {known}.")
    return file.stem, raw
