"""Tests of the staff menu, without a screen."""
