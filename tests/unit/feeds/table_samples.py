"""Tables as two kinds of banks export them: what came in and what went out in two columns, or one signed one."""

from io import BytesIO
from typing import Any

from openpyxl import Workbook as Book

from ivr.domain.columns import columns
from ivr.domain.statement import BadLine, Entry, Found
from ivr.feeds.table import CsvFile, Workbook

TWO = columns(
    {
        "id": "交易流水号",
        "booked_on": "交易日期",
        "time": "交易时间",
        "credit": "贷方发生额",
        "debit": "借方发生额",
        "account": "收款子账号",
        "text": ["摘要", "附言"],
    }
)
SIGNED = columns(
    {"id": "Ref", "booked_on": "Date", "amount": "Amount", "currency": "Ccy", "reversal": "Rev", "text": "Text"}
)
HEADINGS = ["交易流水号", "交易日期", "交易时间", "贷方发生额", "借方发生额", "余额", "收款子账号", "摘要", "附言"]
SIGNED_HEADINGS = ["Ref", "Date", "Amount", "Ccy", "Rev", "Text"]
CASE = "（2017）川1302执1234号"
ROW = ["L1", "2026-03-02", "09:30:00", "2,951.00", "", "10,000.00", "6222000000000001", "转账", CASE]


def csv(*rows: list[str], above: int = 0, delimiter: str = ",") -> str:
    lines = [["账户明细查询"]] * above + [HEADINGS, *rows]
    return "".join(
        delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in line) + "\r\n" for line in lines
    )


def read_csv(content: bytes, by: Any = TWO) -> list[Found]:
    return list(CsvFile(by).read(BytesIO(content), "bank"))


def xlsx(*rows: list[Any], headings: list[str] = HEADINGS, above: int = 0) -> bytes:
    book = Book()
    for row in [["账户明细查询"]] * above + [headings, *rows]:
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def read_xlsx(content: bytes, by: Any = TWO) -> list[Found]:
    return list(Workbook(by).read(BytesIO(content), "bank"))


def entries(found: list[Found]) -> list[Entry]:
    return [one for one in found if isinstance(one, Entry)]


def wrong(found: list[Found]) -> list[tuple[int, str]]:
    return [(one.line, one.field) for one in found if isinstance(one, BadLine)]
