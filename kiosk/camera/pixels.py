"""What frames are made of. Importing this brings NumPy, so the light modules name it for the type checker only."""

import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]
"""Rows of pixels: height x width of gray, or height x width x 3 of red, green, blue."""
