"""A walk-up learning kiosk: events in, orders out. `ARCHITECTURE.md` tells the shape; start reading at `kiosk.core`."""

__version__ = "0.1.0"
