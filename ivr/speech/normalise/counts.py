"""Numbers that count something: 二十 and twenty, not two digits."""

import cn2an

from ivr.speech.normalise import digits

_MOST_DIGITS = 15
"""Beyond, nobody would follow: digit by digit."""
_BELOW_TWENTY = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_STEPS = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))
_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
             "twelve": "twelfth"}  # fmt: skip


def mandarin(number: str) -> str:
    """``"1,234.50"`` → 一千二百三十四点五零."""
    number = number.replace(",", "")
    whole, point, parts = number.partition(".")
    if len(whole) > _MOST_DIGITS:
        return digits.mandarin(whole, yao=True) + ("点" + digits.mandarin(parts, yao=False) if point else "")
    return str(cn2an.an2cn(whole.lstrip("0") or "0", "low")) + (
        "点" + digits.mandarin(parts, yao=False) if point else ""
    )


def english(number: str) -> str:
    """``"1,234.50"`` → one thousand two hundred thirty-four point five zero."""
    whole, point, parts = number.replace(",", "").partition(".")
    said = digits.english(whole) if len(whole) > _MOST_DIGITS else _cardinal(int(whole))
    return f"{said} point {digits.english(parts)}" if point else said


def english_ordinal(number: str) -> str:
    """``"21"`` → twenty-first."""
    before, dash, last = english(number).rpartition("-")
    if not dash:
        before, dash, last = english(number).rpartition(" ")
    ending = last[:-1] + "ieth" if last.endswith("y") else last + "th"
    return before + dash + _ORDINALS.get(last, ending)


def _cardinal(number: int) -> str:
    for size, name in _STEPS:
        if number >= size:
            more = number % size
            return f"{_cardinal(number // size)} {name}" + (f" {_cardinal(more)}" if more else "")
    if number < len(_BELOW_TWENTY):
        return _BELOW_TWENTY[number]
    tens = _TENS[number // 10 - 2]
    return f"{tens}-{_BELOW_TWENTY[number % 10]}" if number % 10 else tens
