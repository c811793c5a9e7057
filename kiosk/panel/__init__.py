"""Four big buttons and two lamps. On a desk the keyboard plays them, through the same code and pretend pins."""
