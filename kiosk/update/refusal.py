"""Why something that wanted to be installed was not: a closed list of codes, each told in a sentence."""

from typing import Literal, get_args

Why = Literal[
    "empty",  # nothing on the stick
    "foreign",  # no depot in it, or one of another fleet
    "group",  # our fleet, another group of kiosks
    "unsigned",  # a signature is missing, wrong or of too few keys
    "old",  # older than what this kiosk has seen
    "expired",  # nobody has signed it anew for too long
    "mixed",  # its parts belong to different releases
    "damaged",  # bytes differ from what was signed, or cannot be read at all
    "names",  # a file name that could do harm
    "big",  # more or larger files than a kiosk takes
    "full",  # no room on the data partition
    "readonly",  # the data partition cannot be written
    "gone",  # the stick was pulled out, the network went away
    "budget",  # no more megabytes tonight
    "newer",  # made for a newer kiosk
    "broken",  # signed well, but its content has faults
    "failed",  # the robot learner got stuck in it
    "refused",  # it was installed once and did not hold
    "stickfull",  # no room on the stick for what is taken away
    "sticklocked",  # the stick cannot be written
]
WHYS: tuple[Why, ...] = get_args(Why)


class Refused(Exception):  # noqa: N818 - told to staff in a sentence
    """Nothing was changed. `why` goes to the log and the screen, `str()` is a sentence with what to do."""

    def __init__(self, why: Why, sentence: str) -> None:
        super().__init__(sentence)
        self.why: Why = why
