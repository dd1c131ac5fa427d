"""Reads a stream that is made while it is read, under a limit of memory, and says what came of it. A process."""

import io
import json
import resource
import sys
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from ivr.domain.columns import columns
from ivr.domain.statement import BadLine, Entry
from ivr.feeds.camt import Camt
from ivr.feeds.table import CsvFile

MB = 1 << 20
HEAD = (
    b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>1</Id>'
    b"<Acct><Id><Othr><Id>1</Id></Othr></Id></Acct>"
)
ENTRY = (
    b'<Ntry><Amt Ccy="CNY">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-02</Dt>'
    b"</BookgDt><AcctSvcrRef>R</AcctSvcrRef><AddtlNtryInf>" + b"x" * 1100 + b"</AddtlNtryInf></Ntry>\n"
)
PIECES = {
    "head": HEAD,
    "entries": ENTRY * (MB // len(ENTRY) + 1),
    "tail": b"</Stmt></BkToCstmrStmt></Document>",
    "text": b"<Ntry><AddtlNtryInf>",
    "attribute": b'<Ntry a="',
    "comment": b"<!--",
    "nested": b"<a>" * (MB // 3),
    "block": b"x" * MB,
    "headings": b"A,B,C\n",
    "quote": b'"',
    "rows": (b"x,y," + b"z" * 1000 + b"\n") * (MB // 1005),
}
"""Each about a megabyte, or short; named in the test with how often it comes."""


class Stream(io.RawIOBase):
    """Can begin again, as a kept file can. Nothing of it is held but the pieces themselves."""

    def __init__(self, pieces: str) -> None:
        self._pieces = pieces.split()
        self.seek(0)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        assert (offset, whence) == (0, io.SEEK_SET)
        self._rest = self._made()
        self._piece = memoryview(b"")
        return 0

    def _made(self) -> Iterator[bytes]:
        for one in self._pieces:
            name, _, times = one.partition("*")
            yield from repeat(PIECES[name], int(times or 1))

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if not self._piece:
            self._piece = memoryview(next(self._rest, b""))
        n = min(len(buffer), len(self._piece))
        buffer[:n], self._piece = self._piece[:n], self._piece[n:]
        return n


def main(kind: str, pieces: str, limit_mb: str) -> None:
    by = columns({"id": "A", "booked_on": "B", "amount": "C"})
    feed = Camt() if kind == "camt" else CsvFile(by)
    resource.setrlimit(resource.RLIMIT_AS, (int(limit_mb) * MB, int(limit_mb) * MB))
    entries, reasons = 0, list[str]()
    for one in feed.read(io.BufferedReader(Stream(pieces)), "bank"):
        entries += isinstance(one, Entry)
        reasons += [one.reason] if isinstance(one, BadLine) and len(reasons) < 20 else []
    print(json.dumps({"entries": entries, "reasons": " | ".join(reasons), "peak_mb": peak_mb()}))


def peak_mb() -> float:
    """Of this program alone: ``ru_maxrss`` begins at what the program before the exec had (getrusage(2))."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
