"""CSV, with commas, tabs, semicolons or bars; UTF-8, UTF-16 or GB18030, whichever it is."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO, Final

from ivr.domain.columns import Columns
from ivr.domain.statement import BadLine, Found
from ivr.feeds.table.row import HEADER_WITHIN, Layout, layout, no_headings

CHUNK: Final = 1 << 16
LONGEST_LINE: Final = 1 << 20
_DELIMITERS: Final = (",", "\t", ";", "|")
_MARKS: Final = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


@dataclass(frozen=True)
class CsvFile:
    """The ``Feed`` for CSV."""

    columns: Columns

    def read(self, file: BinaryIO, source: str) -> Iterator[Found]:
        """See ``Feed``."""
        for encoding in _encodings(file):
            for delimiter in _DELIMITERS:
                found = self._header(_lines(file, encoding), delimiter, source)
                if found is not None:
                    yield from _entries(_lines(file, encoding), delimiter, *found)
                    return
        yield no_headings(self.columns)

    def _header(self, lines: Iterator[str], delimiter: str, source: str) -> tuple[Layout, int] | None:
        """The layout, and how many lines it and what stands above it are."""
        reader = csv.reader(islice(lines, HEADER_WITHIN), delimiter=delimiter)
        try:
            for row in reader:
                found = layout(row, self.columns, source)
                if found is not None:
                    return found, reader.line_num
        except (csv.Error, _LineTooLong):  # no such table: told as one without headings
            return None
        return None


class _LineTooLong(Exception):
    pass


def _entries(lines: Iterator[str], delimiter: str, known: Layout, above: int) -> Iterator[Found]:
    reader = csv.reader(islice(lines, above, None), delimiter=delimiter, strict=True)
    while True:
        line = above + reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield BadLine(line, "row", f"no CSV ({error})", "不是有效的 CSV")
            continue
        except _LineTooLong:
            reason = f"a line is longer than {LONGEST_LINE} characters; what follows was not read"
            yield BadLine(line, "row", reason, f"单行超过 {LONGEST_LINE} 个字符，其后内容未读取")
            return
        if row is None:
            return
        found = known.found(row, line)
        if found is not None:
            yield found


def _lines(file: BinaryIO, encoding: str) -> Iterator[str]:
    """What cannot be decoded is marked, and refused where it matters."""
    file.seek(0)
    text = io.TextIOWrapper(file, encoding, errors="replace", newline="")
    try:
        while line := text.readline(LONGEST_LINE):
            if len(line) == LONGEST_LINE:
                raise _LineTooLong
            yield line
    finally:
        text.detach()


def _encodings(file: BinaryIO) -> tuple[str, ...]:
    """In the order in which they are tried; the one in which the headings are found is the right one."""
    file.seek(0)
    first = file.read(3)
    for mark, encoding in _MARKS.items():
        if first.startswith(mark):
            return (encoding,)
    if not _decodes(file, "utf-8") and _decodes(file, "gb18030"):
        return ("gb18030", "utf-8")
    return ("utf-8", "gb18030")


def _decodes(file: BinaryIO, encoding: str) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := file.read(CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:  # the answer itself
        return False
    return True
