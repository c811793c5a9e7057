"""How the kiosk is set up where it stands, kept over a restart. Only what differs from the settings is kept, so that
the office can still change the rest.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from kiosk.core.orders import KeepHouse
from kiosk.core.state import House
from kiosk.core.units import Lang
from kiosk.staff import private

SETUP_SEEN = "setup-seen"
"""The answers of the first boot that somebody has said to be right, by their hash."""

_Minute = Annotated[int, Meta(ge=0, le=24 * 60)]


class _Kept(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """`house.json`: what staff have set."""

    format: Literal[1]
    volume: Annotated[int, Meta(ge=0, le=3)] | UnsetType = UNSET
    lang: Lang | UnsetType = UNSET
    langs: Annotated[tuple[Lang, ...], Meta(min_length=1, max_length=9)] | UnsetType = UNSET
    opens: _Minute | UnsetType = UNSET
    closes: _Minute | UnsetType = UNSET
    help_number: Annotated[str, Meta(max_length=20, pattern=r"^[0-9 .+]*$")] | UnsetType = UNSET
    sends: bool | UnsetType = UNSET


_NAMES = tuple(name for name in _Kept.__struct_fields__ if name != "format")


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")


def kept(folder: Path, defaults: House, *, say: Callable[[str], None] = _say) -> House:
    """The settings' house with what staff have set in it. A damaged file is told and left out; never raises."""
    file = folder / "house.json"
    try:
        raw = private.read(file)
        given = _Kept(1) if raw is None else msgspec.json.decode(raw, type=_Kept)
    except (OSError, msgspec.MsgspecError) as error:
        say(f"staff: {private.left_out(file, error, 'set volume, hours and languages again in the menu')}")
        return defaults
    values = {name: value for name in _NAMES if (value := getattr(given, name)) is not UNSET}
    return _coherent(msgspec.structs.replace(defaults, **values))


def keep(folder: Path, order: KeepHouse, defaults: House) -> None:
    """Keep what differs from the settings. Raises `OSError`."""
    wanted = {name: getattr(order, name) for name in _NAMES}
    differing = {name: value for name, value in wanted.items() if value != getattr(defaults, name)}
    private.keep(folder / "house.json", msgspec.json.encode(_Kept(1, **differing)))


def _coherent(house: House) -> House:
    """The language of the resting kiosk is one that is offered: staff and office may have changed one each."""
    return house if house.lang in house.langs else msgspec.structs.replace(house, lang=house.langs[0])
