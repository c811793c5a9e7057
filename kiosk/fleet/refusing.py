"""The one error that leaves this room."""


class NotPublished(Exception):  # noqa: N818 - told to the office in a sentence
    """It was not done, and nothing is half done. The text is a sentence: what happened, where, what to do."""
