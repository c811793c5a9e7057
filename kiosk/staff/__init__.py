"""What stands behind the staff menu: the keeper of the PIN, staff cards, errands, tests, what the machine knows of
itself. One thread does it all, so that the screen never waits.
"""
