"""What the screen should show. Pure: a state in, a picture made of values out; measured and tested without a screen."""
