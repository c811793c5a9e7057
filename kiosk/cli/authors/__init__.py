"""What authors of lessons type: `kiosk packs …`."""
