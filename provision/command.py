"""`provision/install`: the command."""

# Before anything opens a socket: pyinfra reaches many machines at the same time.
from gevent import get_hub, monkey

monkey.patch_all()

import logging  # noqa: E402
import os  # noqa: E402
import signal  # noqa: E402
import sys  # noqa: E402
from collections.abc import Iterator  # noqa: E402
from contextlib import ExitStack  # noqa: E402
from dataclasses import dataclass  # noqa: E402
from pathlib import Path  # noqa: E402
from time import monotonic  # noqa: E402

import click  # noqa: E402

from provision import drive, lessons, reach, report  # noqa: E402
from provision import tree as trees  # noqa: E402
from provision.device import Wanted  # noqa: E402
from provision.step import Step  # noqa: E402
from provision.steps import STEPS  # noqa: E402

CHECKOUT = Path(__file__).resolve().parents[1]
OWN = CHECKOUT / "build/provision"


DIRECTORY = click.Path(file_okay=False, path_type=Path)


@dataclass(frozen=True)
class Asked:
    """What stands on the command line."""

    tree: Path | None
    to: list[str]
    check: bool
    steps: list[Step]
    wanted: Wanted
    apt_cache: Path | None

    @property
    def names(self) -> list[str]:
        """The devices, as pyinfra calls them."""
        return self.to or ([f"@chroot{self.tree}"] if self.tree else ["@local"])


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--tree", type=click.Path(exists=True, file_okay=False, path_type=Path), help="A mounted image or a tree."
)
@click.option("--to", metavar="USER@HOST[,…]", help="Other machines, over SSH; several at the same time.")
@click.option("--check", is_flag=True, help="Change nothing; say what differs. Ends with 1 if anything does.")
@click.option("--only", metavar="STEP[,…]", help="Only these steps.")
@click.option("--list", "listed", is_flag=True, help="Name the steps, and do nothing.")
@click.option("--writable", is_flag=True, help="Leave the root file system writable: no overlay.")
@click.option("--anyway", is_flag=True, help="Also where somebody works: afterwards nobody can.")
@click.option("--wheels", type=DIRECTORY, help="Where Python packages are kept between runs.")
@click.option("--apt-cache", type=DIRECTORY, help="Where Debian packages are kept between trees.")
def install(  # noqa: PLR0913, PLR0917 - one argument an option
    tree: Path | None,
    to: str | None,
    check: bool,
    only: str | None,
    listed: bool,
    writable: bool,
    anyway: bool,
    wheels: Path | None,
    apt_cache: Path | None,
) -> None:
    """From a bare Raspberry Pi OS Lite or Debian 13 to a kiosk.

    Without --tree and --to: this machine. It can be stopped and called again at any time; a second run changes nothing.
    """
    if listed:
        report.steps(STEPS)
        return
    if tree and to:
        raise click.UsageError("Either --tree or --to, not both.")
    if apt_cache and not tree:
        raise click.UsageError("--apt-cache is for --tree.")
    wanted = Wanted(CHECKOUT, (wheels or OWN / "wheels").resolve(), writable, check, anyway)
    names = [name for name in (to or "").split(",") if name]
    sys.exit(
        run(Asked(tree and tree.resolve(), names, check, _chosen(only), wanted, apt_cache and apt_cache.resolve()))
    )


def _chosen(only: str | None) -> list[Step]:
    if only is None:
        return list(STEPS)
    known = {step.name: step for step in STEPS}
    if strange := [name for name in only.split(",") if name not in known]:
        raise click.UsageError(f"No such step: {', '.join(strange)}. There are {', '.join(known)}.")
    return [known[name] for name in only.split(",")]


def run(asked: Asked) -> int:
    """What the command ends with."""
    if not asked.to and os.geteuid() != 0:
        report.fault("Provisioning needs root. Remedy: sudo provision/install, with the same words behind it.")
        return 1
    OWN.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(filename=OWN / "install.log", level=logging.INFO, format="%(asctime)s %(message)s")
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # both ways to stop it are one
    get_hub().NOT_ERROR += (KeyboardInterrupt,)  # on whichever device it was just then: nobody has to see a traceback
    try:
        if any(step.name == "data" for step in asked.steps) and (lessons.made(CHECKOUT) or not asked.check):
            lessons.make(CHECKOUT)
        with ExitStack() as stack:
            if asked.tree:
                stack.enter_context(trees.entered(asked.tree, asked.apt_cache))
            return _steps(asked)
    except (trees.NotATree, lessons.NotMade) as problem:
        report.fault(str(problem))
    except KeyboardInterrupt:
        report.fault("Stopped. What is done stays; call it again and it goes on from there.")
    return 1


def _steps(asked: Asked) -> int:
    begun = monotonic()
    reached = reach.connect(asked.names, asked.wanted, asked.tree)
    for sentence in reached.lost.values():
        report.fault(sentence)
    if not reached.devices:
        return 1
    told = list(_told(asked, reached))
    return report.summary(told, list(reached.lost), asked.check, monotonic() - begun, OWN / "install.log")


def _told(asked: Asked, reached: reach.Reached) -> Iterator[drive.Told]:
    """Step by step; a device on which one failed is left as it is, and the others go on."""
    devices, do = reached.devices, drive.look if asked.check else drive.carry_out
    several = len(asked.names) > 1
    with report.progress(len(asked.steps) * len(devices), asked.check) as watch:
        for step in asked.steps:
            watch.begins(step)
            for told in do(reached.state, devices, step):
                watch.done(told, several)
                yield told
                if told.fault:
                    devices = [device for device in devices if device is not told.device]


if __name__ == "__main__":
    install()
