"""Mandarin: the numbers a notice can contain, said as a court clerk says them.

General-purpose normalisers fail on case numbers, area codes and short service numbers (measured), so those rules are
written here, most specific first; plain counting numbers go through cn2an.
"""

import re

import cn2an

from ivr.speech.normalise import digits

_CASE = re.compile(r"[(（〔](\d{4})[)）〕]([一-鿿]{1,3})(\d*)([一-鿿]{1,4}?)(\d+)号")
_YEAR = re.compile(r"(\d{4})年")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)[%％]")
_COUNTED = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?=[元月日号人次天个条名件万亿小分])")
_COUNTRY = re.compile(r"\+86[- ]?(?=\d)")
_NUMBER = re.compile(r"\d+(?:[- ]\d+)*")


def spoken(text: str) -> str:
    """``text`` with its case numbers, years, percentages, counts and telephone numbers in characters."""
    text = _CASE.sub(_case, text)
    text = _YEAR.sub(lambda found: digits.mandarin(found[1], yao=False) + "年", text)
    text = _PERCENT.sub(lambda found: "百分之" + _count(found[1]), text)
    text = _COUNTED.sub(lambda found: _count(found[0].replace(",", "")), text)
    return _NUMBER.sub(_telephone, _COUNTRY.sub("", text))


def _case(found: re.Match[str]) -> str:
    year, court, code, kind, serial = found.groups()
    said = [digits.mandarin(number, yao=True) for number in (code, serial)]
    return f"{digits.mandarin(year, yao=False)}，{court}{said[0]}{kind}{said[1]}号"


def _count(number: str) -> str:
    # Past 10^16 cn2an has no words, and nobody would follow them: digit by digit.
    if len(number.partition(".")[0]) > 16:
        return digits.mandarin(number.replace(".", ""), yao=True)
    return str(cn2an.an2cn(number, "low"))


def _telephone(found: re.Match[str]) -> str:
    """Groups as written, digit by digit, with a short pause between them. One or two digits alone are a count."""
    groups = re.split("[- ]", found[0])
    if len(groups) == 1 and len(groups[0]) <= 2:
        return _count(groups[0])
    return "，".join(digits.mandarin(group, yao=True) for group in groups)
