"""The first boot: what somebody wrote for this kiosk into one file on its boot partition is read, checked and taken."""
