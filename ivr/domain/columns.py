"""Which column of a bank's table says what: by its heading, kept once for each bank, in numbered versions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from ivr.domain.errors import BadInput

FIELDS: Final = {
    "id": ("the bank's own number of the transaction", "银行交易流水号"),
    "booked_on": ("the day it was booked, perhaps with the time", "记账日期，可含时间"),
    "time": ("the time, where it has a column of its own", "记账时间（单列时）"),
    "amount": ("signed amounts, outgoing ones negative", "发生额（支出为负）"),
    "credit": ("incoming amounts", "贷方发生额（收入）"),
    "debit": ("outgoing amounts", "借方发生额（支出）"),
    "currency": ("ISO 4217; without this column all is CNY", "币种；无此列则均为人民币"),
    "account": ("the account that was paid into", "收款（虚拟）账号"),
    "reference": ("the court's reference", "结构化附言或参考号"),
    "text": ("the payer's words; may be several columns", "摘要、附言，可为多列"),
    "reversal": ("marks what was taken back", "冲正标志"),
}
"""What each field is, in English and Chinese."""
_MOST_HEADINGS: Final = 6
_LONGEST: Final = 60


@dataclass
class ColumnMapping:
    """One version for one source; the newest is used. ``columns`` is ``Columns`` as JSON."""

    id: str
    source: str
    version: int
    columns: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True)
class Columns:
    """Field → headings. Only ``text`` may have several."""

    headings: Mapping[str, tuple[str, ...]]

    def wanted(self) -> frozenset[str]:
        """Every heading that a table of this bank must have."""
        return frozenset(one for names in self.headings.values() for one in names)


def columns(given: Mapping[str, str | Sequence[str]]) -> Columns:
    """Checked. Raises BadInput, naming the field."""
    for name in given:
        if name not in FIELDS:
            raise _wrong(name[:_LONGEST], f"one of {', '.join(FIELDS)}", f"可用字段：{'、'.join(FIELDS)}")
    headings = {name: _headings(name, value) for name, value in given.items()}
    for name in ("id", "booked_on"):
        if name not in headings:
            raise _wrong(name, "name its column", "请指明对应的列")
    if ("amount" in headings) == ("credit" in headings):
        raise _wrong("amount", "name either amount or credit", "请指明 amount 或 credit 之一")
    if "debit" in headings and "credit" not in headings:
        raise _wrong("debit", "it needs credit beside it", "须同时指明 credit")
    return Columns(headings)


def _headings(name: str, value: str | Sequence[str]) -> tuple[str, ...]:
    given = (value,) if isinstance(value, str) else tuple(value)
    most = _MOST_HEADINGS if name == "text" else 1
    fits = all(isinstance(one, str) and one.strip() == one and 0 < len(one) <= _LONGEST for one in given)
    if not 1 <= len(given) <= most or not fits or not all(one.isprintable() for one in given):
        raise _wrong(name, f"write the heading of its column, 1 to {_LONGEST} characters", "请填写列名，1 至 60 字")
    return given


def _wrong(field: str, reason: str, reason_zh: str) -> BadInput:
    return BadInput(field=field, reason=reason, reason_zh=reason_zh)
