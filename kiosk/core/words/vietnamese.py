"""Vietnamese cardinals, as schoolbooks write them out.

The rules, from the units up: 1 after twenty is `mốt`, 4 after twenty is `tư`, 5 after ten is `lăm`; an empty tens place
under a hundred is `linh`; inside a number every group of three but the first is read in full, so that its missing
hundreds are heard (`không trăm`); a group of three zeros is left out. Above a thousand million the words start over
before `tỷ`. Checked against: "1.005.000: một triệu không trăm linh năm nghìn".
"""

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", "nghìn", "triệu")
_BILLION = 10**9


def cardinal(n: int) -> str:
    """The words of a whole number: 24 is `hai mươi tư`, 105 `một trăm linh năm`."""
    if n < 0:
        return f"âm {cardinal(-n)}"
    return " ".join(_words(n, full=False)) or DIGITS[0]


def _words(n: int, *, full: bool) -> list[str]:
    """The words of `n`, none for 0; `full` when something was said before it."""
    high, low = divmod(n, _BILLION)
    said = [*_words(high, full=full), "tỷ"] if high else []
    for power in (2, 1, 0):
        group = low // 1000**power % 1000
        if group:
            said += [*_group(group, full=full or bool(said)), *_SCALES[power].split()]
    return said


def _group(n: int, *, full: bool) -> list[str]:
    """Three digits, 1 to 999; `full` names hundreds that are missing."""
    hundreds, rest = divmod(n, 100)
    told = full or hundreds > 0
    said = [DIGITS[hundreds], "trăm"] if told else []
    return [*said, *_below_hundred(rest, after_hundreds=told)]


def _below_hundred(n: int, *, after_hundreds: bool) -> list[str]:
    tens, units = divmod(n, 10)
    if tens == 0:
        linh = ["linh"] if after_hundreds and units else []
        return [*linh, DIGITS[units]] if units else []
    said = ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    return [*said, _unit(units, tens)] if units else said


def _unit(units: int, tens: int) -> str:
    """The last digit changes its name after the tens."""
    if units == 5:
        return "lăm"
    if tens > 1 and units in (1, 4):
        return "mốt" if units == 1 else "tư"
    return DIGITS[units]
