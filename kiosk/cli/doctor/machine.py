"""`kiosk doctor`: every part of this machine in words; with an option its panel, or the ways out of it."""

import os
import sys
from pathlib import Path

import click

from kiosk.cli import kiosk
from kiosk.cli.settings import settings


@kiosk.command()
@click.option("--settings", "every_setting", is_flag=True, help="Every setting and where it came from, too.")
@click.option("--hardening", is_flag=True, help="Instead: can anybody break out of this machine? Exit code 1 if so.")
@click.option(
    "--root",
    default="/",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="With --hardening: a tree or a mounted image in place of this machine.",
)
@click.option("--panel", is_flag=True, help="Instead: every button, sensor and lamp as it is now, until Ctrl-C.")
@click.option("--once", is_flag=True, help="With --panel: look once.")
@click.option("--pretend", is_flag=True, help="With --panel: the pretend pins of a desk.")
def doctor(every_setting: bool, hardening: bool, root: Path, panel: bool, once: bool, pretend: bool) -> None:  # noqa: PLR0913, PLR0917
    """Every part of this machine, in words and with the remedy. Exit code 1 when there can be no lessons."""
    if panel and hardening:
        raise click.UsageError("--panel and --hardening go one at a time.")
    if root != Path("/") and not hardening:
        raise click.UsageError("--root goes with --hardening: everything else is asked of this machine only.")
    if panel:
        from kiosk.cli.doctor.panel import look_at_panel  # noqa: PLC0415

        look_at_panel(settings(), once=once, pretend=pretend)
        return
    if hardening:
        from kiosk.cli.doctor.hardening import print_table  # noqa: PLC0415

        sys.exit(0 if print_table(root.absolute()) else 1)
    from kiosk.config import names  # noqa: PLC0415
    from kiosk.health import examine, worst  # noqa: PLC0415

    given = settings()
    findings = examine(given, os.environ)
    for finding in findings:
        click.echo(f"{finding.state:9} {finding.part}: {finding.says} {finding.remedy}".rstrip())
    if every_setting:
        for section, name in names():
            value = getattr(getattr(given, section), name)
            click.echo(f"{section}.{name} = {value}  ({given.origins[f'{section}.{name}']})")
    sys.exit(1 if worst(findings) == "broken" else 0)
