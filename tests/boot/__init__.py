"""Whole machines: the kiosk as Debian boots it."""
