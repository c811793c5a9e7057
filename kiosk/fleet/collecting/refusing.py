"""The one error that leaves this room."""


class NotCollected(Exception):  # noqa: N818 - told to the office in a sentence
    """It was not done; what was collected before stays. The text is a sentence: what happened, where, what to do."""
