"""Words of the staff menu, one field each."""

from kiosk.core.content.base import Content
from kiosk.core.units import Words


class StaffPhrases(Content, frozen=True, kw_only=True):
    """`content/staff.yaml`."""

    title: Words
