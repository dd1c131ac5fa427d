"""Money, shares, ordinals, measures: numbers that count something."""

import re

from ivr.speech.normalise.counts import mandarin as count
from ivr.speech.normalise.rules import NUMBER, rules

_TO = r"\s?[-~—至到]\s?"
_COUNTED = (
    r"(?=元|角|分(?![机局院])|万|亿|年|个|名(?![单称])|人(?![民工])|次|天|日(?!常)|月|周|小时|时|秒|号(?!码)|件|条|项|款"
    r"|章|节|页|份|户|家|岁|期|倍|楼|室|栋|米|平方|立方|公里|千米|公斤|千克|吨|亩|度)"
)
_MEASURES = {
    "km": "公里", "kg": "公斤", "m2": "平方米", "cm": "厘米", "mm": "毫米", "°C": "摄氏度", "m": "米", "g": "克",
    "t": "吨", "h": "小时",
}  # fmt: skip
_SHARES = {"%": "百分之", "‰": "千分之"}


def _count(found: re.Match[str]) -> str:
    return count(found[1])


def _range(found: re.Match[str]) -> str:
    return f"{count(found[1])}至{count(found[2])}"


def _share(found: re.Match[str]) -> str:
    first, last, of = found[1], found[2], _SHARES[found[3]]
    return (f"{of}{count(first)}至" if first else "") + of + count(last)


def _yuan(found: re.Match[str]) -> str:
    return count(found[1]) + (found[2] or "").removesuffix("元") + "元"


def _fraction(found: re.Match[str]) -> str:
    return f"{count(found[2])}分之{count(found[1])}"


def _measure(found: re.Match[str]) -> str:
    return count(found[1]) + _MEASURES[found[2]]


RULES = rules(
    (rf"(?:{NUMBER}[%‰]?{_TO})?{NUMBER}([%‰])", _share),
    (rf"¥\s?{NUMBER}([万亿]元?|元)?", _yuan),
    (r"(?<![\d/])(\d{1,3})/(\d{1,3})(?![\d/])", _fraction),
    (rf"{NUMBER}\s?({'|'.join(_MEASURES)})(?![A-Za-z0-9])", _measure),
    (rf"(?<![\d.-]){NUMBER}{_TO}{NUMBER}{_COUNTED}", _range),
    (rf"(?<=第){NUMBER}{_TO}{NUMBER}", _range),
    (rf"(?<=第){NUMBER}", _count),
    (rf"(?<![\d.-]){NUMBER}{_COUNTED}", _count),
    (r"(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d+\.\d+)(?![\d.,])", _count),
)
