"""A kept file, opened again piece by piece: it can seek, and never holds more than a few pieces in memory."""

import io
import zlib
from functools import lru_cache

from ivr.domain.errors import NotFound
from ivr.domain.staff import SYSTEM
from ivr.domain.statement import Statement
from ivr.flows.desk import Desk
from ivr.flows.inbox.keep import PART_BYTES
from ivr.store import statements

_HELD = 4


class KeptFile(io.RawIOBase):
    def __init__(self, desk: Desk, statement: Statement) -> None:
        super().__init__()
        self._desk, self._statement = desk, statement
        self._at = 0
        self._piece = lru_cache(_HELD)(self._open)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._statement.size}[whence]
        self._at = max(base + offset, 0)
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._at >= self._statement.size:
            return 0
        n, offset = divmod(self._at, PART_BYTES)
        found = self._piece(n)[offset : offset + len(buffer)]
        buffer[: len(found)] = found
        self._at += len(found)
        return len(found)

    def _open(self, n: int) -> bytes:
        with self._desk.read(SYSTEM) as work:
            kept = statements.part(work.session, self._statement.id, n)
            if kept is None:
                raise NotFound(what="part", what_zh="部分", key=f"{self._statement.id}/{n}")
            return zlib.decompress(work.vault.open(kept[1], f"statement_parts.content.{kept[0]}").encode("latin-1"))
