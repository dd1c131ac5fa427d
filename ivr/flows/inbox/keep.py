"""Keep a file as it comes in, in sealed pieces, each in a transaction of its own: a slow sender holds up nobody."""

import hashlib
import zlib
from collections.abc import Iterable
from typing import Final

from ivr.domain.errors import BadInput
from ivr.domain.staff import Actor
from ivr.domain.statement import MOST_BYTES, Progress, Statement
from ivr.flows.desk import Desk
from ivr.flows.inbox.sources import require_sender
from ivr.store import statements
from ivr.store.errors import Clash
from ivr.store.tables import statements as table

PART_BYTES: Final = 1 << 18


class Intake:
    """One file on its way in: ``add`` what has come, then ``finish``, or ``abandon`` it."""

    def __init__(self, desk: Desk, actor: Actor, source: str) -> None:
        """Raises NotPermitted when that is none of the sender's sources, BadInput when there is none of that name."""
        self._desk, self._actor, self._source = desk, actor, source
        self._digest = hashlib.sha256()
        self._size = self._parts = 0
        self._waiting = bytearray()
        with desk.work(actor) as work:
            require_sender(work, source)
            key = work.new_id()
            coming = Statement(key, source, f"receiving/{key}", Progress.RECEIVING, work.now, actor.id)
            work.session.add(coming)
        self.statement_id = key

    def add(self, data: bytes) -> None:
        """Raises BadInput when it has become too large; nothing of it is left then."""
        self._size += len(data)
        if self._size > MOST_BYTES:
            self.abandon()
            raise _too_large()
        self._digest.update(data)
        self._waiting += data
        while len(self._waiting) >= PART_BYTES:
            self._keep(PART_BYTES)

    def finish(self) -> tuple[Statement, bool]:
        """The statement, waiting to be read; or the one that had this content first, and False.

        Raises BadInput for an empty file.
        """
        if not self._size:
            self.abandon()
            raise BadInput(field="file", reason="it is empty", reason_zh="文件为空")
        if self._waiting:
            self._keep(len(self._waiting))
        try:
            first: Statement | None = self._finish()
        except Clash:  # another one with this content came whole in this moment
            first = self._first()
        if first is None:
            raise BadInput(field="file", reason="it could not be kept", reason_zh="文件无法保存")
        if first.id != self.statement_id:
            self.abandon()
        return first, first.id == self.statement_id

    def abandon(self) -> None:
        with self._desk.unclaimed().work(self._actor) as work:
            statements.drop(work.session, self.statement_id)

    def _keep(self, size: int) -> None:
        piece, self._waiting = bytes(self._waiting[:size]), self._waiting[size:]
        text = zlib.compress(piece, level=1).decode("latin-1")
        with self._desk.unclaimed().work(self._actor) as work:
            key = work.new_id()
            sealed = work.vault.seal(text, f"statement_parts.content.{key}")
            statements.add_part(work.session, key, self.statement_id, self._parts, sealed)
        self._parts += 1

    def _first(self) -> Statement | None:
        same = (table.c.source == self._source, table.c.external_id == self._digest.hexdigest())
        with self._desk.read(self._actor) as work:
            return work.scope.first(Statement, *same)

    def _finish(self) -> Statement:
        first = self._first()
        if first is not None:
            return first
        with self._desk.work(self._actor) as work:
            mine = work.scope.locked(Statement, self.statement_id)
            mine.external_id, mine.size, mine.parts = self._digest.hexdigest(), self._size, self._parts
            mine.progress = Progress.WAITING
            work.record("keep_statement", mine.id, after=mine.progress)
            return mine


def keep(desk: Desk, actor: Actor, source: str, pieces: Iterable[bytes]) -> tuple[Statement, bool]:
    """A whole file. Raises what Intake does, and whatever ``pieces`` raises; nothing is left of it then."""
    intake = Intake(desk, actor, source)
    try:
        for piece in pieces:
            intake.add(piece)
    except Exception:
        intake.abandon()
        raise
    return intake.finish()


def _too_large() -> BadInput:
    most = MOST_BYTES >> 20
    return BadInput(field="file", reason=f"it is larger than {most} MB", reason_zh=f"文件超过 {most} MB")
