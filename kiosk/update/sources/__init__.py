"""Where a depot can lie, and how its files are read: from a folder or a stick, a web server, a bucket.

`address` opens any of them. What comes over a network is timed (`pace`, `watchdog`) and paid for (`toll`, `meter`).
"""
