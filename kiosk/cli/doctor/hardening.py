"""What `kiosk doctor --hardening` prints."""

import os
import shutil
import subprocess
from pathlib import Path

import click

EEPROM = "rpi-eeprom-config"


def print_table(root: Path) -> bool:
    """Every row in words; whether all that can be seen is as wanted."""
    from kiosk.health.hardening.table import all_as_wanted, hardening  # noqa: PLC0415
    from kiosk.health.hardening.tree import Tree  # noqa: PLC0415

    rows = hardening(Tree(root, _eeprom() if root == Path("/") else None))
    for row in rows:
        click.echo(f"{row.code:4}{row.way}: {row.state}")
        if row.state != "as wanted":
            click.echo(f"    found   {row.found}\n    wanted  {row.wanted}\n    remedy  {row.remedy}")
    return all_as_wanted(rows)


def _eeprom() -> str | None:
    """What the EEPROM of a Raspberry Pi holds; reading it changes nothing, and other machines have no such program."""
    program = shutil.which(EEPROM)
    if program is None:
        return None
    try:
        done = subprocess.run([program], capture_output=True, text=True, check=False, timeout=20, env=_plain())  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def _plain() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"), "LC_ALL": "C"}
