"""Imports every module that has commands, so that they register themselves."""

from kiosk.cli import scan, show, staff, stats, stick, update
from kiosk.cli.authors import cards, packs, preview, sentences
from kiosk.cli.doctor import machine
from kiosk.cli.office import fleet, fleet_report, keys, publish

__all__ = [
    "cards", "fleet", "fleet_report", "keys", "machine", "packs", "preview", "publish", "scan", "sentences", "show",
    "staff", "stats", "stick", "update",
]  # fmt: skip
