"""Security updates: by themselves on a machine that can be written to; a read-only one gets a new image."""

from provision.step import Step

STEP = Step(
    name="security",
    what="Security updates",
    files=(
        "etc/apt/apt.conf.d/52kiosk",
        "etc/systemd/system/apt-daily.timer.d/kiosk.conf",
        "etc/systemd/system/apt-daily-upgrade.timer.d/kiosk.conf",
    ),
    # They wait for the network at start, change the screen or report home.
    masked=("man-db.timer", "dpkg-db-backup.timer", "e2scrub_all.timer", "motd-news.timer", "apt-listbugs.timer"),
)
