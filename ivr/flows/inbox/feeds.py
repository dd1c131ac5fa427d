"""Which reader a file needs: its content decides, whatever its name says."""

import io
import json
from typing import BinaryIO, Final

from ivr.domain.columns import columns
from ivr.domain.statement import BadLine
from ivr.feeds.camt import WORTHWHILE_BYTES, Camt, CamtApart
from ivr.feeds.port import Feed
from ivr.feeds.table import CsvFile, Workbook
from ivr.flows.desk import Work
from ivr.store import statements

_ZIP: Final = b"PK\x03\x04"
_XML: Final = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\x00<")
LOOK: Final = 64


def feed_for(work: Work, file: BinaryIO, source: str, version: int | None) -> tuple[Feed, int | None] | BadLine:
    """The reader, and which version of the source's columns it reads by; or why there is none."""
    large = file.seek(0, io.SEEK_END) >= WORTHWHILE_BYTES
    file.seek(0)
    first = file.read(LOOK).lstrip(b" \t\r\n")
    file.seek(0)
    if first.startswith(_XML):
        return CamtApart() if large else Camt(), None
    kept = statements.columns_of(work.session, source, version)
    if kept is None:
        reason = f"no columns are set for {source}: ivr feed columns {source}, then ivr feed again"
        return BadLine(
            0, "columns", reason, f"未设置 {source} 的列对应关系：ivr feed columns {source}，然后 ivr feed again"
        )
    known = columns(json.loads(kept.columns))
    return (Workbook(known) if first.startswith(_ZIP) else CsvFile(known)), kept.version
