"""What the kiosk says about a stick that staff put in, one field a sentence."""

from kiosk.core.content.base import Content
from kiosk.core.units import Words


class StickPhrases(Content, frozen=True, kw_only=True):
    """`content/stick.yaml`. The fields that begin with `fault_` end in a code of `kiosk.update.refusal.Why`."""

    found: Words
    checking: Words
    copying: Words
    count: Words
    """`{done}` and `{of}` are filled in; shown, not spoken."""
    removable: Words
    testing: Words
    voicing: Words
    ready: Words
    nothing_new: Words
    giving: Words
    given: Words
    nothing_changed: Words
    fault_empty: Words
    fault_foreign: Words
    fault_group: Words
    fault_unsigned: Words
    fault_old: Words
    fault_expired: Words
    fault_mixed: Words
    fault_damaged: Words
    fault_names: Words
    fault_big: Words
    fault_full: Words
    fault_readonly: Words
    fault_gone: Words
    fault_budget: Words
    fault_newer: Words
    fault_broken: Words
    fault_failed: Words
    fault_refused: Words
    fault_stickfull: Words
    fault_sticklocked: Words
