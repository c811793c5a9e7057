"""The kiosk's eye: frames come in through one seam, codes are read in memory, only harmless readings leave."""
