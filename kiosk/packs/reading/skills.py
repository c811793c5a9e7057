"""`content/skills.yaml`: what a person can do afterwards, mapped to the frameworks that count it."""

from kiosk.core.content.base import Content
from kiosk.core.units import Words


class Skill(Content, frozen=True, kw_only=True):
    """A skill that lessons name by its code."""

    code: str
    title: Words
    digcomp: tuple[str, ...]
    """Competences of DigComp 2.2, as `4.2`."""
    national: tuple[str, ...]
    """Codes of the national frameworks, as `3139:1.2`; empty says that none is known, not that none fits."""
    checked_on: str
    source: str
