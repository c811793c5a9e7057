"""From a bare Debian to a kiosk: the same steps for this machine, a tree or machines elsewhere."""
