"""Pretend money. Two invariants: no account is ever negative, and the sum of all accounts never changes."""

from kiosk.core.units import Dong


def paid(ledger: dict[str, int], source: str, target: str, amount: Dong) -> dict[str, int] | None:
    """The ledger after moving `amount`; `None` when it is refused.

    Refused are: nothing or less than nothing, more than the source holds, and an account that does not exist.
    """
    if amount <= 0 or source not in ledger or target not in ledger or ledger[source] < amount:
        return None
    moved = dict(ledger)
    moved[source] -= amount
    moved[target] += amount
    return moved
