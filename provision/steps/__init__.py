"""The steps, in the order in which they are carried out: later ones find what earlier ones brought."""

from provision.step import Step
from provision.steps import (
    accounts,
    board,
    boot,
    data,
    kernel,
    locks,
    logs,
    machine,
    memory,
    network,
    packages,
    program,
    remote,
    root,
    security,
    units,
    usb,
)

STEPS: tuple[Step, ...] = (
    packages.STEP,
    accounts.STEP,
    program.STEP,
    data.STEP,
    machine.STEP,
    kernel.STEP,
    logs.STEP,
    memory.STEP,
    security.STEP,
    board.STEP,
    boot.STEP,
    root.STEP,
    # From here on doors are shut, in some seconds: whoever pulls the plug before can log in again and call it again.
    network.STEP,
    usb.STEP,
    remote.STEP,
    units.STEP,
    locks.STEP,
)
