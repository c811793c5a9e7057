"""Can somebody before the kiosk break out of it? `table` holds every way out, B1 to B18; the others look, by subject.

They look at a `Tree`: the running system, or one in a folder or an image. Nothing is changed.
"""
