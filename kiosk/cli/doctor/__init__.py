"""`kiosk doctor`: the machine, its panel, and whether anybody can break out of it."""
