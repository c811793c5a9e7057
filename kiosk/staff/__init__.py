"""What the staff menu needs of the machine: its PIN, its tests, its errands, what it knows of itself."""
