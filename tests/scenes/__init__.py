"""Tests of kiosk.scenes."""
