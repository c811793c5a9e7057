"""Putting the settings together: the system's file, the file `KIOSK_CONFIG` names, the environment; the later wins.

All faults are collected and shown together, for whoever mends a file over the telephone wants to know them at once.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast, get_args

import msgspec

from kiosk.config.given import SYSTEM_FILE, Given, given_values, signed_values
from kiosk.config.schema import DEVICE_DATA, SECTIONS, Section, Settings, names
from kiosk.panel import wiring

ODD = 1.3
"""A millimetre across or down has less than so many times the pixels of one on the whole: no glass is odder."""

FLAT = 0.01
"""Below this a touchscreen's whole area would be a line on the picture."""


class BadSettingsError(ValueError):
    """Some settings are wrong; every fault is a line of its own: where, what, and the cure."""


def load_settings(
    environ: Mapping[str, str], *, system_file: Path = SYSTEM_FILE, checkout: Path | None = None
) -> Settings:
    """The settings of this machine. Raises `BadSettingsError` with all faults at once."""
    faults: list[str] = []
    values: dict[str, dict[str, Any]] = {section: {} for section in SECTIONS}
    origins = {f"{section}.{name}": "default" for section, name in names()}
    for given in given_values(environ, system_file, faults):
        value, fault = _accepted(given)
        if fault:
            faults.append(f"{given.origin}: {fault}")
        else:
            values[given.section][given.name] = value
            origins[f"{given.section}.{given.name}"] = given.origin
    values["data"].setdefault("folder", _data_folder(_checkout() if checkout is None else checkout))
    left_out = _with_signed(values, origins)
    settings = Settings(**cast(Any, _resolved(values)), origins=origins, left_out=left_out)
    faults += _wrong_pins(settings)
    faults += _odd_pixels(settings)
    faults += _flat_glass(settings)
    if faults:
        raise BadSettingsError("\n".join(faults))
    return settings


def _with_signed(values: dict[str, dict[str, Any]], origins: dict[str, str]) -> tuple[str, ...]:
    """Fill in what signed content gives, where nobody at this machine has said anything; what was left out of it.

    The weakest of all files, though it is found last: where it lies is itself a setting.
    """
    left_out: list[str] = []
    for given in signed_values(_resolved(values)["update"].folder, left_out):  # type: ignore[attr-defined]
        if given.name in values[given.section]:
            continue
        value, fault = _accepted(given)
        if fault:
            left_out.append(f"{given.origin}: {fault}")
        else:
            values[given.section][given.name] = value
            origins[f"{given.section}.{given.name}"] = given.origin
    return tuple(left_out)


def _accepted(given: Given) -> tuple[Any, str]:
    """The value in its type, or what is wrong with it."""
    if given.section not in SECTIONS:
        return None, f"there is no section [{given.section}]{_near(given.section, SECTIONS)}"
    types = {field.name: field.type for field in msgspec.structs.fields(SECTIONS[given.section])}
    if given.name not in types:
        return None, f"there is no setting '{given.section}.{given.name}'{_near(given.name, types)}"
    kind = types[given.name]
    try:
        return msgspec.convert(given.value, kind, strict=not given.is_text, dec_hook=_path), ""
    except msgspec.ValidationError as error:
        allowed = get_args(kind) if "enum" in str(error) else ()
        hint = f"use one of {', '.join(map(repr, allowed))}" if allowed else _plain(str(error))
        return None, f"{given.section}.{given.name} cannot be {given.value!r}: {hint}"


def _plain(fault: str) -> str:
    """The library's words for people who do not write programs."""
    for term, words in (("`int`", "a whole number"), ("`float`", "a number"), ("`bool`", "true or false")):
        fault = fault.replace(term, words)
    return fault.replace("`str`", "text").replace("Expected", "expected")


def _near(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only a fault needs it

    near = get_close_matches(name, list(known), n=1)
    return f", did you mean '{near[0]}'?" if near else f": there are {', '.join(known)}"


def _path(kind: type, value: Any) -> Any:
    if kind is Path and isinstance(value, str):
        return Path(value).expanduser()
    raise msgspec.ValidationError("Expected a path written as text")


def _checkout() -> Path:
    return Path(__file__).resolve().parents[2]


def _data_folder(checkout: Path) -> Path:
    """`build/` in a checkout; on a device the package is installed elsewhere and no `pyproject.toml` lies beside it."""
    return checkout / "build" if (checkout / "pyproject.toml").exists() else DEVICE_DATA


def _resolved(values: dict[str, dict[str, Any]]) -> dict[str, Section]:
    folder = Path(values["data"]["folder"]).absolute()
    return {name: _absolute(kind(**values[name]), folder) for name, kind in SECTIONS.items()}


def _absolute(section: Section, folder: Path) -> Section:
    values = {name: getattr(section, name) for name in section.__struct_fields__}
    paths = {name: folder / value for name, value in values.items() if isinstance(value, Path)}
    return msgspec.structs.replace(section, **paths)


def _wrong_pins(settings: Settings) -> Iterator[str]:
    for name, fault in wiring.faults(settings.panel.pins).items():
        yield f"{settings.origins[f'panel.{name}']}: panel.{name} {fault}"


def _odd_pixels(settings: Settings) -> Iterator[str]:
    """A height that makes pixels twice as high as wide was measured on something else."""
    screen = settings.screen
    fits = screen.height_mm < screen.diagonal_mm and screen.finger_px_per_mm < ODD * screen.px_per_mm
    if screen.height_mm and not fits:
        place = settings.origins["screen.height_mm"]
        yield f"{place}: screen.height_mm does not fit screen.diagonal_mm: measure the glass, or set it to 0"


def _flat_glass(settings: Settings) -> Iterator[str]:
    """Six numbers that bring all touches onto one line, or far from the glass, are a slip of whoever typed them."""
    if not settings.screen.matrix:
        return
    a, b, c, d, e, f = settings.screen.matrix
    middle = a / 2 + b / 2 + c, d / 2 + e / 2 + f
    if abs(a * e - b * d) < FLAT or not all(0 <= place <= 1 for place in middle):
        place = settings.origins["screen.touch_matrix"]
        yield f"{place}: screen.touch_matrix leads touches off the screen: empty it and calibrate in the staff menu"
