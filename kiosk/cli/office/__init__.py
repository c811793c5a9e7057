"""What the office types: `kiosk publish …` and `kiosk fleet …`."""
