"""The network: nobody comes in, and a Wi-Fi is where the answers were written."""

from provision.step import Step
from provision.steps.units import switched_on

ON = ("nftables.service", "NetworkManager.service", "systemd-timesyncd.service", "kiosk-wifi-country.service")


STEP = Step(
    name="network",
    what="Nobody comes in",
    files=(
        "etc/nftables.conf",
        "etc/NetworkManager/conf.d/kiosk.conf",
        "usr/lib/kiosk/wifi-country",
        "usr/lib/systemd/system/kiosk-wifi-country.service",
    ),
    modes={"etc/nftables.conf": 0o755, "usr/lib/kiosk/wifi-country": 0o755},
    more=switched_on(*ON),
)
