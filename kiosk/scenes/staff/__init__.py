"""The staff menu on the screen."""
