"""Imports every module that has commands, so that they register themselves."""

from kiosk.cli import cards, office, packs, show

__all__ = ["cards", "office", "packs", "show"]
