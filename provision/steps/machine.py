"""The machine: no console, no key that does anything, a watchdog that is armed."""

from provision.step import Step

STEP = Step(
    name="machine",
    what="Keys without effect, no console, the watchdog",
    files=("etc/systemd/logind.conf.d/kiosk.conf", "etc/systemd/system.conf.d/kiosk.conf"),
    # Ctrl-Alt-Del and the rest stand in `systemd/masked`. These read keys, or open a shell.
    masked=(
        "emergency.service",
        "systemd-ask-password-console.path",
        "systemd-ask-password-wall.path",
        "triggerhappy.service",
    ),
)
