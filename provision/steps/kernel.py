"""The kernel: what it tells nobody, and which of its drivers never see anything that a stranger brings."""

from provision.step import Step

STEP = Step(
    name="kernel",
    what="What the kernel refuses",
    files=("etc/sysctl.d/90-kiosk.conf", "etc/modprobe.d/kiosk.conf"),
)
