"""`kiosk doctor --panel`: the panel as it is just now, until Ctrl-C."""

import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event as Bell
from time import monotonic_ns
from typing import Any

import click

from kiosk.cli import say_and_stop
from kiosk.config import Settings
from kiosk.core.events import Event, Failed
from kiosk.core.units import DurationMs

EVERY_S = 0.2
"""How often it is looked at while somebody looks; nothing else runs then."""


def look_at_panel(given: Settings, *, once: bool, pretend: bool) -> None:
    """Show every input and lamp. Exit code 1 when the pins cannot be had, with a sentence why."""
    with opened(given, pretend=pretend) as shown:
        if not given.panel.on and not pretend:
            click.echo("The kiosk does not use its panel: panel.on is false.")
        if once or not sys.stdout.isatty():
            click.echo("\n".join(shown.lines(_now())))
            return
        _live(shown)


@contextmanager
def opened(given: Settings, *, pretend: bool) -> Iterator[Any]:
    """The panel, opened to be looked at."""
    from kiosk.panel.desk import DeskPanel  # noqa: PLC0415 - only this look needs the pins
    from kiosk.panel.panel import Panel  # noqa: PLC0415
    from kiosk.panel.shown import Shown  # noqa: PLC0415
    from kiosk.panel.wiring import ALL  # noqa: PLC0415

    heard: deque[Event] = deque(maxlen=9)
    pins = ALL if pretend else given.panel.pins
    panel = DeskPanel(heard.append) if pretend else Panel(heard.append, pins)
    if not panel.open():
        say_and_stop(next(event.why for event in heard if isinstance(event, Failed)))
    try:
        yield Shown(panel, pins, heard)
    finally:
        panel.close()


def _live(shown: Any) -> None:
    from rich.live import Live  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    bell = Bell()
    try:
        with Live("", auto_refresh=False) as live:
            while not bell.wait(EVERY_S):
                lines = (*shown.lines(_now()), "Press and cover things; Ctrl-C ends.")
                live.update(Text("\n".join(lines)), refresh=True)
    except KeyboardInterrupt:
        click.echo()


def _now() -> DurationMs:
    return DurationMs(monotonic_ns() // 1_000_000)
