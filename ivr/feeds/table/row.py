"""One row of a bank's table becomes an entry, or a line that says why not."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from ivr.domain.columns import Columns
from ivr.domain.payment import Remittance
from ivr.domain.statement import BadLine, Entry, Found, Outgoing, References
from ivr.feeds.port import LONGEST_REFERENCE, LONGEST_TEXT
from ivr.feeds.written import BEIJING, moment, plain, whole_amount

HEADER_WITHIN: Final = 60
"""Banks print the account, its holder and the period above the table."""
_AMOUNT: Final = re.compile(
    r"(?P<open>\()?¥?(?P<sign>[+-])?¥?(?P<digits>(\d+|\d{1,3}(,\d{3})+)(\.\d+)?)(?(open)\))", re.ASCII
)
_TAKEN_BACK: Final = frozenset({"冲正", "红字", "红冲", "冲账", "是", "y", "yes", "true", "1", "r", "reversal"})
_NOT_TAKEN_BACK: Final = frozenset({"", "否", "正常", "n", "no", "false", "0"})
_CURRENCIES: Final = {"人民币": "CNY", "人民币元": "CNY", "RMB": "CNY", "": "CNY"}
_SUMS: Final = ("合计", "总计", "小计", "共计", "total")
BROKEN: Final = "\ufffd"


@dataclass(frozen=True)
class Unusable:
    """A cell that has no value of its own, such as a formula."""

    reason: str
    reason_zh: str


Cell = str | Unusable
Row = Sequence[Cell]


class Wrong(Exception):
    """Leaves the row; becomes a BadLine with the column's heading as the field."""

    def __init__(self, field: str, reason: str, reason_zh: str) -> None:
        super().__init__(reason)
        self.field, self.reason, self.reason_zh = field, reason, reason_zh


@dataclass(frozen=True)
class Layout:
    """Where each field stands in this file: field → the places of its columns."""

    columns: Columns
    places: Mapping[str, tuple[int, ...]]
    source: str

    def found(self, row: Row, line: int) -> Found | None:
        """None for a row that is none: empty, or a sum below the table."""
        if self._no_row(row):
            return None
        try:
            return self._entry(row, line)
        except Wrong as wrong:
            heading = self.columns.headings[wrong.field][0]
            return BadLine(line, heading[:40], wrong.reason, wrong.reason_zh)

    def _entry(self, row: Row, line: int) -> Found:
        amount, reversal = self._amount(row)
        if amount is None:
            return Outgoing(line)
        name = self._said(row, "id")
        if not name or len(name) > LONGEST_REFERENCE:
            raise Wrong("id", f"write 1 to {LONGEST_REFERENCE} characters", f"请填写 1 至 {LONGEST_REFERENCE} 个字符")
        booked_at = self._booked_at(row)
        remittance = Remittance(
            source=self.source,
            external_id=name,
            account=self._said(row, "account").replace(" ", "")[:64],
            amount=amount,
            currency=self._currency(row),
            status="BOOK",
            reversal=reversal,
            booked_at=booked_at,
            text=self._said(row, "text")[:LONGEST_TEXT],
            reference=self._said(row, "reference")[:LONGEST_REFERENCE],
        )
        return Entry(line, remittance, References("", booked_at.astimezone(BEIJING).date(), bank=name))

    def _amount(self, row: Row) -> tuple[Decimal | None, bool]:
        """What came in, and whether it was taken back; None for what went out.

        A negative credit is a credit taken back (红字), and so is whatever the bank marks; a negative signed amount
        went out.
        """
        field = "credit" if "credit" in self.places else "amount"
        written = self._said(row, field)
        if field == "credit" and not _something(written) and _something(self._said(row, "debit")):
            return None, False
        value = amount(written)
        if value is None:
            reason = "write an amount with at most two decimals, such as 2,951.00"
            raise Wrong(field, reason, "金额缺失或格式不符，例如 2,951.00")
        marked = self._marked(row)
        if value == 0 or (value < 0 and field == "amount" and not marked):
            return None, False
        return abs(value), marked or value < 0

    def _marked(self, row: Row) -> bool:
        if "reversal" not in self.places:
            return False
        told = self._said(row, "reversal").lower()
        if told not in _TAKEN_BACK | _NOT_TAKEN_BACK:
            raise Wrong("reversal", "write 冲正, or leave it empty", "请填写“冲正”或留空")
        return told in _TAKEN_BACK

    def _booked_at(self, row: Row) -> datetime:
        given = f"{self._said(row, 'booked_on')} {self._said(row, 'time')}"
        found = moment(given)
        if found is None:
            raise Wrong("booked_on", "write a day such as 2026-03-01, 2026/3/1 or 20260301", "日期应如 2026-03-01")
        return found

    def _currency(self, row: Row) -> str:
        told = self._said(row, "currency").upper()
        told = _CURRENCIES.get(told, told)
        if not re.fullmatch("[A-Z]{3}", told):
            raise Wrong("currency", "write an ISO 4217 code such as CNY", "币种应为 ISO 4217 代码，例如 CNY")
        return told

    def _no_row(self, row: Row) -> bool:
        name, day = (
            "".join(str(row[place]) for place in self.places[field] if place < len(row)).strip()
            for field in ("id", "booked_on")
        )
        return not day and (not name or name.lower().startswith(_SUMS))

    def _said(self, row: Row, field: str) -> str:
        cells = [row[place] for place in self.places.get(field, ()) if place < len(row)]
        for cell in cells:
            if isinstance(cell, Unusable):
                raise Wrong(field, cell.reason, cell.reason_zh)
            if BROKEN in cell:
                raise Wrong(field, "it has a character that cannot be read", "含有无法识别的字符")
        return plain(" ".join(_unwrapped(str(cell)) for cell in cells), LONGEST_TEXT)


def layout(row: Row, columns: Columns, source: str) -> Layout | None:
    """None when this is not the row of the headings. A heading that is there twice does not say which is meant."""
    named = [plain(cell, 200) if isinstance(cell, str) else "" for cell in row]
    if any(named.count(one) != 1 for one in columns.wanted()):
        return None
    places = {field: tuple(named.index(one) for one in names) for field, names in columns.headings.items()}
    return Layout(columns, places, source)


def no_headings(columns: Columns) -> BadLine:
    wanted = "、".join(sorted(columns.wanted()))
    reason = f"within the first {HEADER_WITHIN} lines no row has each of these headings once: {wanted}"
    return BadLine(1, "headings", reason, f"前 {HEADER_WITHIN} 行中没有同时含有以下列名的表头：{wanted}")


def amount(written: str) -> Decimal | None:
    """``2951``, ``2,951.00``, ``-2951.00``, ``(2,951.00)``, ``¥2,951.00``; None for anything else."""
    found = _AMOUNT.fullmatch(unicodedata.normalize("NFKC", written).replace(" ", ""))
    value = whole_amount(found["digits"].replace(",", "")) if found else None
    return -value if found and value is not None and (found["sign"] == "-" or found["open"]) else value


def _something(written: str) -> bool:
    return amount(written) not in {None, Decimal(0)}


def _unwrapped(cell: str) -> str:
    """``="6222…"``, by which exports keep a spreadsheet from reading a number; the apostrophe and tab do the same."""
    text = cell.strip()
    if text.startswith('="') and text.endswith('"') and len(text) > 2:
        return text[2:-1]
    return text.removeprefix("'")
