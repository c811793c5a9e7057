"""Whole machines are booted by `make test-boot` alone: they take the better part of an hour."""

import os

collect_ignore_glob = [] if os.environ.get("KIOSK_BOOT_TEST") else ["test_qemu_*.py"]
