"""Tests of how the staff menu looks."""
