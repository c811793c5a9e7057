"""Where passphrases and PINs come from: whoever calls hands over a function, so that none stands on a command line."""

from collections.abc import Callable

Ask = Callable[[str], str]
"""Gives a secret; asked with what it is for, in words."""

SHORTEST = 12
"""Letters of a passphrase. Four words that nobody says together are more, and are remembered."""
