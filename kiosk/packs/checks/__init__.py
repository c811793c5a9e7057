"""What can be wrong with content, one subject a module; `kiosk.packs.check` asks them all in their order.

Each yields findings and raises nothing. `app_parts` says what an app is made of, for those who look into one.
"""
