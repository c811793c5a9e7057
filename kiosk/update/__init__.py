"""Content that travels signed: where it comes from, whether it may be trusted, how it takes the place of the old.

The device's half. The half that signs is `kiosk.fleet`; what both must agree on is in `layout`.
"""
