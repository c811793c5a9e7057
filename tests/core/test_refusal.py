"""Digits with the shape of a true number are known as such; the kiosk's own practice digits are not."""

import pytest

from kiosk.core.refusal import looks_real


@pytest.mark.parametrize(
    "digits",
    [
        "046155012345",  # an identity number
        "0912345678",  # a mobile number
        "4111111111111111",  # a card that passes Luhn
    ],
)
def test_true_shapes_are_refused(digits: str) -> None:
    assert looks_real(digits)


@pytest.mark.parametrize("digits", ["", "2580", "246810", "120000", "1250000", "9999991234567890", "046955012345"])
def test_practice_digits_and_amounts_are_not(digits: str) -> None:
    assert not looks_real(digits)
