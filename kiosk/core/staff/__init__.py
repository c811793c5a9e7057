"""The staff menu: a PIN, then pages with what staff may see and change. Pure, like all of the core."""
