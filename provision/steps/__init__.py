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
    units.STEP,
    machine.STEP,
    kernel.STEP,
    logs.STEP,
    memory.STEP,
    network.STEP,
    remote.STEP,
    usb.STEP,
    security.STEP,
    board.STEP,
    boot.STEP,
    root.STEP,
    locks.STEP,
)
