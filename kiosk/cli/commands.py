"""Imports every module that has commands, so that they register themselves."""

from kiosk.cli import (
    cards,
    fleet,
    fleet_report,
    keys,
    office,
    packs,
    preview,
    publish,
    sentences,
    show,
    staff,
    stats,
    stick,
    update,
)

__all__ = [
    "cards", "fleet", "fleet_report", "keys", "office", "packs", "preview", "publish", "sentences", "show", "staff",
    "stats", "stick", "update",
]  # fmt: skip
