"""XLSX, read row by row. The archive is checked before openpyxl opens it, and no formula is evaluated."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, BinaryIO, Final

from ivr.domain.columns import Columns
from ivr.domain.statement import BadLine, Found
from ivr.feeds.table.archive import NotSafe, require_safe
from ivr.feeds.table.row import HEADER_WITHIN, Cell, Layout, Unusable, layout, no_headings

MOST_ROWS: Final = 1_048_576
"""Of a sheet, by the format itself."""
_EXACT: Final = 15
"""Digits that a spreadsheet's number keeps (IEEE 754, binary64)."""
_ALMOST: Final = Decimal("0.000001")
FORMULA: Final = Unusable("it is a formula; paste its value", "单元格是公式，请改为数值")
INEXACT: Final = Unusable(
    "a number of more than 15 digits loses some; format the column as text", "超过 15 位的数字会失真，请将该列设为文本"
)


@dataclass(frozen=True)
class Workbook:
    """The ``Feed`` for XLSX."""

    columns: Columns

    def read(self, file: BinaryIO, source: str) -> Iterator[Found]:
        """See ``Feed``."""
        file.seek(0)
        try:
            require_safe(file)
            yield from self._sheets(file, source)
        except NotSafe as error:
            yield BadLine(0, "file", error.reason, error.reason_zh)
        except Exception as error:  # noqa: BLE001 - openpyxl raises whatever it stumbles upon in a broken file
            reason = f"no XLSX that can be read ({type(error).__name__}); what follows was not read"
            yield BadLine(0, "file", reason, "不是可读取的 XLSX，其后内容未读取")

    def _sheets(self, file: BinaryIO, source: str) -> Iterator[Found]:
        from openpyxl import load_workbook  # noqa: PLC0415 - half a second, for those who have such files

        file.seek(0)
        book = load_workbook(file, read_only=True, keep_links=False)
        try:
            for sheet in book.worksheets:
                known = self._header(_rows(sheet), source)
                if known is not None:
                    yield from _entries(_rows(sheet), *known)
                    return
            yield no_headings(self.columns)
        finally:
            book.close()

    def _header(self, rows: Iterator[list[Cell]], source: str) -> tuple[Layout, int] | None:
        for n, row in enumerate(rows, 1):
            found = layout(row, self.columns, source) if n <= HEADER_WITHIN else None
            if found is not None or n > HEADER_WITHIN:
                return (found, n) if found else None
        return None


def _entries(rows: Iterator[list[Cell]], known: Layout, above: int) -> Iterator[Found]:
    for line, row in enumerate(rows, 1):
        if line > MOST_ROWS:
            yield BadLine(line, "row", "a sheet cannot have so many rows", "行数超出表格上限")
            return
        found = known.found(row, line) if line > above else None
        if found is not None:
            yield found


def _rows(sheet: Any) -> Iterator[list[Cell]]:
    sheet.reset_dimensions()  # the file may claim any
    for row in sheet.iter_rows():
        yield [_cell(cell) for cell in row]


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return FORMULA
    if isinstance(value, datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00")
    if isinstance(value, date | time):
        return value.isoformat()
    return _number(value) if isinstance(value, int | float) else str(value)


def _number(value: float) -> Cell:
    """Without what binary arithmetic left behind the second decimal: ``0.30000000000000004`` is 0.30."""
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not exact.is_finite() or len(exact.as_tuple().digits) + max(int(exact.as_tuple().exponent), 0) > _EXACT + 2:
        return INEXACT
    if exact == exact.to_integral_value():
        return str(int(exact)) if abs(exact) < 10**_EXACT else INEXACT
    fen = exact.quantize(Decimal("0.01"))
    return str(fen if abs(fen - exact) < _ALMOST else exact)
