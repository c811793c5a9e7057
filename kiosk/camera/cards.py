"""Practice cards as printed squares: what a synthetic camera holds up and a phone of the exercise shows."""

QUIET_ZONE = 4
"""White modules around a code that ISO/IEC 18004 asks for; without them decoders miss it."""


def modules(payload: str) -> tuple[str, ...]:
    """The code as rows of `1` (dark) and `0` (light), quiet zone included, error correction M as on market prints."""
    import segno  # noqa: PLC0415 - only who draws a card pays for it

    # UTF-8 without a mark of it is what nearly every generator on the market writes; boosting would change the size.
    code = segno.make_qr(payload, error="m", encoding="utf-8", eci=False, boost_error=False)
    return tuple("".join("1" if dark else "0" for dark in row) for row in code.matrix_iter(border=QUIET_ZONE))
