"""The office's half of content that travels signed: make a depot, sign it with several people, send it to sticks and
servers. Nothing on the device imports it; what both halves must agree on is in `kiosk.update.layout`.
"""
