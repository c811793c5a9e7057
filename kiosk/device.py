"""A kiosk on its device: full screen, under systemd, and calm after three bad starts in a row."""

import os
import sys
from collections.abc import Mapping
from time import monotonic_ns, sleep

from msgspec.structs import replace

from kiosk.config import Settings, load_settings
from kiosk.config.schema import Screen
from kiosk.core.units import DurationMs
from kiosk.heartbeat import Service
from kiosk.screen.window import NoScreenError
from kiosk.starts import Starts, starts_file

Environ = Mapping[str, str]

PAUSE_S = 2.0
"""Between two looks for a screen: it may be switched off, and a board that searches without a pause grows hot."""


def run_device(environ: Environ, *, calm: bool = False) -> None:
    """Show the kiosk until it is told to stop. Raises what `kiosk.app.run` raises, and `BadSettingsError`."""
    starts, service = Starts(starts_file(environ), _now), Service.of(os.environ)
    calm = starts.begin() or calm  # before anything is imported that could be the fault
    try:
        _show(environ, service, calm=calm)
    except NoScreenError:
        starts.end()  # a screen that is switched on late is no fault of a start, and nothing could be shown on it
        sleep(PAUSE_S)
        raise
    starts.end()


def _show(environ: Environ, service: Service, *, calm: bool) -> None:
    if calm:
        from kiosk.calm import show_calm  # noqa: PLC0415 - pygame is loaded only where a window is opened

        show_calm(*_page(environ), service, _now)
    else:
        from kiosk.app import run  # noqa: PLC0415

        run(_full(load_settings(environ)), service=service)


def _now() -> DurationMs:
    return DurationMs(monotonic_ns() // 1_000_000)


def _full(given: Settings) -> Settings:
    return replace(given, screen=replace(given.screen, fullscreen=True))


def _page(environ: Environ) -> tuple[Screen, str]:
    """The screen, and the number to call: what staff have set, else the settings.

    Whatever broke three starts may break this too: wrong settings, a damaged file, the program. The page is shown all
    the same; without a number it asks for whoever looks after the kiosk.
    """
    screen, number = Screen(fullscreen=True), ""
    try:
        given = _full(load_settings(environ))
        screen, number = given.screen, given.visit.help_number
        number = _kept_number(given)
    except Exception as error:  # noqa: BLE001 - see above
        sys.stderr.write(f"{type(error).__name__}: the calm page does without it.\n")
    return screen, number


def _kept_number(given: Settings) -> str:
    from kiosk.parts.house import house_of  # noqa: PLC0415 - nearly all of the kiosk comes with it

    return house_of(given).help_number
