"""USB: sticks, hubs, and the touchscreen that was there at the first start; everything else is blocked."""

from provision.step import Step
from provision.steps.units import switched_on

ON = ("usbguard.service", "kiosk-usb-learn.service")


STEP = Step(
    name="usb",
    what="What may be plugged in",
    files=(
        "etc/usbguard/usbguard-daemon.conf",
        "etc/usbguard/rules.conf",
        "usr/lib/kiosk/usb-learn",
        "usr/lib/systemd/system/kiosk-usb-learn.service",
        "etc/systemd/system/usbguard.service.d/kiosk.conf",
    ),
    # The guard reads neither if anybody else could.
    modes={
        "etc/usbguard/usbguard-daemon.conf": 0o600,
        "etc/usbguard/rules.conf": 0o600,
        "usr/lib/kiosk/usb-learn": 0o755,
    },
    masked=("usbguard-dbus.service",),
    more=switched_on(*ON),
)
