"""Pretend money keeps its two invariants, whatever is asked of it."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.phone.ledger import paid
from kiosk.core.units import Dong

ACCOUNTS = ("me", "stall", "bank")


@given(
    st.fixed_dictionaries({name: st.integers(0, 10**12) for name in ACCOUNTS}),
    st.lists(
        st.tuples(
            st.sampled_from((*ACCOUNTS, "nobody")), st.sampled_from((*ACCOUNTS, "nobody")), st.integers(-5, 10**12)
        )
    ),
)
def test_never_negative_and_the_sum_is_kept(ledger: dict[str, int], payments: list[tuple[str, str, int]]) -> None:
    total = sum(ledger.values())
    for source, target, amount in payments:
        ledger = paid(ledger, source, target, Dong(amount)) or ledger
        assert sum(ledger.values()) == total
        assert min(ledger.values()) >= 0
        assert set(ledger) == set(ACCOUNTS)


def test_a_payment_moves_exactly_its_amount() -> None:
    assert paid({"me": 500, "stall": 0}, "me", "stall", Dong(120)) == {"me": 380, "stall": 120}


def test_more_than_there_is_and_nothing_are_refused() -> None:
    assert paid({"me": 100, "stall": 0}, "me", "stall", Dong(101)) is None
    assert paid({"me": 100, "stall": 0}, "me", "stall", Dong(0)) is None
