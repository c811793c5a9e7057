"""The window: paints scenes, feels fingers, waits without waking. Knows pygame and `kiosk.scenes`, nothing else.

Every module here but `felt`, `pointer`, `faces`, `shelf`, `plugs` and `drivers` imports pygame, which takes 30 ms. So
import `window` or `headless` in the function that opens one: a command that shows nothing then never pays for it.
"""

import os

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")  # a greeting on stdout would spoil output meant for programs
