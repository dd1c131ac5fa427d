"""Digits said one by one."""

_MANDARIN = str.maketrans("0123456789", "零一二三四五六七八九")
_ENGLISH = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def mandarin(digits: str, *, yao: bool) -> str:
    """``digits`` in characters. ``yao``: 1 is said 幺, as in telephone numbers and codes; in years it stays 一."""
    said = digits.translate(_MANDARIN)
    return said.replace("一", "幺") if yao else said


def english(digits: str) -> str:
    """``digits`` as words, one for each digit."""
    return " ".join(_ENGLISH[int(digit)] for digit in digits)
