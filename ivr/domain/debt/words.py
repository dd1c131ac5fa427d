"""A statement's lines in words that a person can check with a pencil."""

from decimal import Decimal

from ivr.domain.debt.doubled import A_DAY
from ivr.domain.debt.part import BY_LAW, NAMES_EN, NAMES_ZH
from ivr.domain.debt.statement import Accrual, Entry, Movement, Why
from ivr.kit.errors import Language

_PERCENT_A_DAY = f"{Decimal(A_DAY.numerator * 100) / A_DAY.denominator:f}"
_WHY_ZH = {Why.PAID: "到账", Why.TAKEN_BACK: "冲回", Why.WAIVED: "债权人放弃", Why.SETTLED: "和解履行完毕，余额免除"}
_WHY_EN = {
    Why.PAID: "paid",
    Why.TAKEN_BACK: "taken back",
    Why.WAIVED: "waived by the creditor",
    Why.SETTLED: "settlement performed, the rest is given up",
}


def in_words(entry: Entry, language: Language) -> str:
    """One line, such as ``100,000.00 × 0.0175% a day × 100 days = 1,750.00``."""
    chinese = language == "zh-CN"
    if isinstance(entry, Accrual):
        return _accrual_zh(entry) if chinese else _accrual_en(entry)
    return _movement_zh(entry) if chinese else _movement_en(entry)


def _accrual_zh(line: Accrual) -> str:
    rate = f"年利率 {line.rate.percent:f}% ÷ {line.year}" if line.rate else f"日 {_PERCENT_A_DAY}%"
    working = f"{line.base:,} 元 × {rate} × {line.days} 天 = {line.amount:,} 元"
    return f"{line.first} 至 {line.last}，{NAMES_ZH[line.part]}：{working}"


def _accrual_en(line: Accrual) -> str:
    rate = f"{line.rate.percent:f}% a year ÷ {line.year}" if line.rate else f"{_PERCENT_A_DAY}% a day"
    working = f"{line.base:,} × {rate} × {line.days} days = {line.amount:,}"
    return f"{line.first} to {line.last}, {NAMES_EN[line.part]}: {working}"


def _movement_zh(line: Movement) -> str:
    parts = [f"{NAMES_ZH[part]} {abs(line.parts[part]):,}" for part in BY_LAW if part in line.parts]
    rest = [f"无可抵充 {abs(line.unapplied):,}"] if line.unapplied else []
    what = f"{_WHY_ZH[line.why]} {abs(line.amount):,} 元"
    return f"{line.on}，{what}（{'，'.join(parts + rest)}），余 {line.after.left:,} 元"


def _movement_en(line: Movement) -> str:
    parts = [f"{NAMES_EN[part]} {abs(line.parts[part]):,}" for part in BY_LAW if part in line.parts]
    rest = [f"not owed {abs(line.unapplied):,}"] if line.unapplied else []
    what = f"{_WHY_EN[line.why]} {abs(line.amount):,}"
    return f"{line.on}, {what} ({', '.join(parts + rest)}); left {line.after.left:,}"
