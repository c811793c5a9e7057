"""Pure readers: what the text inside a QR code is, said without keeping it."""
