"""English cardinals, ordinals and years, with the British `and` that makes long amounts easier to follow by ear."""

_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
DIGITS = _SMALL[:10]
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = ("", "thousand", "million", "billion", "trillion", "quadrillion", "quintillion")
_LIMIT = 1000 ** len(_SCALES)
_ODD_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


def cardinal(n: int) -> str:
    """The words of a whole number: 105 is `one hundred and five`. Beyond the named scales, digit by digit."""
    if n < 0:
        return f"minus {cardinal(-n)}"
    if n >= _LIMIT:
        return " ".join(DIGITS[int(d)] for d in str(n))
    if n == 0:
        return _SMALL[0]
    return " ".join(word for power in range(len(_SCALES) - 1, -1, -1) for word in _scaled(n, power))


def _scaled(n: int, power: int) -> list[str]:
    """The group of three digits at this power, with its scale; nothing for zeros."""
    group = n // 1000**power % 1000
    if not group:
        return []
    joined = ["and"] if power == 0 and group < 100 and n >= 1000 else []
    return [*joined, *_group(group), *_SCALES[power].split()]


def _group(n: int) -> list[str]:
    hundreds, rest = divmod(n, 100)
    said = [_SMALL[hundreds], "hundred"] if hundreds else []
    if not rest:
        return said
    return [*said, *(["and"] if said else []), _below_hundred(rest)]


def _below_hundred(n: int) -> str:
    if n < len(_SMALL):
        return _SMALL[n]
    tens, units = divmod(n, 10)
    return f"{_TENS[tens]}-{_SMALL[units]}" if units else _TENS[tens]


def ordinal(n: int) -> str:
    """`first`, `twenty-first`: the day of a date."""
    before, dash, last = cardinal(n).rpartition("-")
    if last in _ODD_ORDINALS:
        return before + dash + _ODD_ORDINALS[last]
    return before + dash + (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")


def year(n: int) -> str:
    """A year in pairs: 1995 is `nineteen ninety-five`, 2026 `twenty twenty-six`; plain where pairs are not said."""
    century, rest = divmod(n, 100)
    if not 11 <= century <= 99 or (century % 10 == 0 and rest < 10):
        return cardinal(n)
    if rest == 0:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {'oh ' if rest < 10 else ''}{cardinal(rest)}"
