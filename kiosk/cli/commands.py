"""Imports every module that has commands, so that they register themselves."""

from kiosk.cli import office, packs, show

__all__ = ["office", "packs", "show"]
