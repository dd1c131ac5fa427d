"""Read a CSV file of papers: a header in English or Chinese, then one draft a line.

UTF-8 with or without a byte order mark, else GB18030. A UTF-8 file with a broken byte would be read as GB18030 too,
into other characters; no case number survives that, so every such line is refused.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ivr.domain.errors import BadInput
from ivr.flows.read_papers import DAYS, NAMES, OPTIONAL

MOST_ROWS = 10_000

CHINESE = {
    "号码": "number",
    "姓名": "name",
    "身份证号": "id_number",
    "案号": "case_number",
    "决定类型": "decision",
    "情形": "ground",
    "决定日期": "decided_on",
    "送达日期": "served_on",
    "风险提示日期": "warned_in_notice_on",
    "院长": "president",
    "签发日期": "signed_on",
    "指令截止日期": "order_ends_on",
    "核验日期": "proven_on",
    "核验有效期至": "proven_until",
    "核验文号": "proof_reference",
    "机主身份证号": "holder_id_number",
    "虚拟账户": "account",
    "应履行金额": "owed",
    "纳入期限至": "listed_until",
    "首次执行案号": "first_case",
}
_DAY = re.compile(r"(?P<year>[0-9]{4})[-/.年](?P<month>[0-9]{1,2})[-/.月](?P<day>[0-9]{1,2})日?")
_FORMULA = ("=", "+", "-", "@")
_WORDS = ("name", "president", "proof_reference")


@dataclass(frozen=True)
class Row:
    """``line`` is where the row starts in the file, from 1. ``wrong`` says why its cells could not be read at all."""

    line: int
    cells: dict[str, str]
    wrong: BadInput | None = None


def read_rows(data: bytes) -> list[Row]:
    """Raises BadInput for what is no such file at all: no header, a broken quotation, too many rows."""
    reader = csv.reader(io.StringIO(_decoded(data), newline=""), strict=True)
    try:
        names = _names(next(reader, []))
        rows = list(_rows(reader, names))
    except csv.Error as error:
        raise _file_wrong(
            f"line {reader.line_num} is no CSV: {error}", f"第 {reader.line_num} 行不是有效的 CSV"
        ) from error
    if not rows:
        raise _file_wrong("it has a header and no rows", "只有表头，没有数据")
    return rows


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:  # the next encoding is tried; when none is left, the error below says so
            continue
    raise _file_wrong("save it as UTF-8 or GB18030", "请保存为 UTF-8 或 GB18030 编码")


def _names(header: list[str]) -> list[str]:
    names = [CHINESE.get(cell.strip(), cell.strip()) for cell in header]
    unknown = [name for name in names if name not in NAMES]
    missing = [name for name in NAMES if name not in names and name not in OPTIONAL]
    if unknown or missing or len(set(names)) < len(names):
        expected = ", ".join(NAMES)
        raise _file_wrong(f"the header must have each of: {expected}", f"表头应为：{'、'.join(CHINESE)}")
    return names


def _rows(reader: Iterator[list[str]], names: list[str]) -> Iterator[Row]:
    line, count = 2, 0
    for cells in reader:
        if any(cell.strip() for cell in cells):
            count += 1
            if count > MOST_ROWS:
                raise _file_wrong(f"it has more than {MOST_ROWS} rows", f"超过 {MOST_ROWS} 行")
            yield _row(line, names, cells)
        line = reader.line_num + 1  # type: ignore[attr-defined]


def _row(line: int, names: list[str], cells: list[str]) -> Row:
    if len(cells) != len(names):
        reason, reason_zh = f"it has {len(cells)} cells, the header {len(names)}", "单元格数与表头不符"
        return Row(line, {}, BadInput(field="row", reason=reason, reason_zh=reason_zh))
    given = {name: cell.strip() for name, cell in zip(names, cells, strict=True)}
    return Row(line, {**given, **{name: _iso(given.get(name, "")) for name in DAYS}}, _formula(given))


def _iso(cell: str) -> str:
    """Spreadsheets write ``2026/3/1``; anything else is left for the reader of days to refuse."""
    found = _DAY.fullmatch(cell)
    return f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}" if found else cell


def _formula(given: dict[str, str]) -> BadInput | None:
    """A spreadsheet that opens our words later would run them."""
    for name in _WORDS:
        if given[name].startswith(_FORMULA):
            return BadInput(field=name, reason="it begins like a formula", reason_zh="内容以公式符号开头")
    return None


def _file_wrong(reason: str, reason_zh: str) -> BadInput:
    return BadInput(field="file", reason=reason, reason_zh=reason_zh)
