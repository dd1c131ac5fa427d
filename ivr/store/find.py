"""Reads rows by id or key, inside one court. This is the one place where courts are kept apart (invariant I5)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Row, literal, select, tuple_
from sqlalchemy.orm import Session

from ivr.domain.errors import NotFound
from ivr.store.mapping import KEPT

Kept = TypeVar("Kept")

_NAMES_ZH = {
    "Court": "法院",
    "Notice": "播报",
    "WordingVersion": "播报文本",
    "Staff": "人员",
    "Token": "令牌",
    "Account": "账号",
    "Session": "会话",
    "Person": "当事人",
    "Order": "指令",
    "Debt": "债务",
    "Obligation": "义务",
    "Enrolment": "登记",
    "Payment": "还款",
    "Proposal": "提议",
    "Subscription": "订阅",
    "Delivery": "推送",
    "Message": "告知",
    "Objection": "异议",
    "Batch": "批次",
    "Certificate": "证明",
    "Statement": "对账单",
}


class Scope:
    """Whose rows may be seen: one court's, or every court's (None: the gateway's own and its operator's)."""

    def __init__(self, session: Session, court_id: str | None) -> None:
        self.session = session
        self.court_id = court_id

    def one(self, kind: type[Kept], key: str) -> Kept:
        """The row with that id. Raises NotFound also when it is another court's: that it exists is not told."""
        return _found(self.first(kind, KEPT[kind].c.id == key), kind, key)

    def locked(self, kind: type[Kept], key: str) -> Kept:
        """Like ``one``, for a step that changes the row: nobody else changes it until this transaction ends.

        Without the lock a step decided on what it read could undo a removal that committed in between.
        """
        mine = select(kind).where(KEPT[kind].c.id == key, *self._own(kind)).with_for_update(key_share=True)
        return _found(self.session.scalars(mine.execution_options(populate_existing=True)).first(), kind, key)

    def first(self, kind: type[Kept], *where: ColumnElement[bool]) -> Kept | None:
        return self.session.scalars(select(kind).where(*where, *self._own(kind)).limit(1)).first()

    def all(self, kind: type[Kept], *where: ColumnElement[bool], limit: int = 200, after: str = "") -> list[Kept]:
        """Rows in the order of their ids, from the one behind ``after``."""
        key = KEPT[kind].c.id
        query = select(kind).where(*where, *self._own(kind), key > after).order_by(key).limit(limit)
        return list(self.session.scalars(query))

    def newest(
        self,
        kind: type[Kept],
        by: ColumnElement[datetime],
        *where: ColumnElement[bool],
        limit: int,
        after: tuple[datetime, str] | None = None,
    ) -> list[Kept]:
        """Rows by a time, the newest first, from the one behind ``after``: its time and its id."""
        key = KEPT[kind].c.id
        behind = [] if after is None else [tuple_(by, key) < tuple_(literal(after[0], by.type), literal(after[1]))]
        query = select(kind).where(*where, *self._own(kind), *behind).order_by(by.desc(), key.desc()).limit(limit)
        return list(self.session.scalars(query))

    def earliest(self, kind: type[Kept], by: ColumnElement[Any], *where: Any, limit: int) -> list[Kept]:
        """Rows by a day or a time, the earliest first."""
        order = (by, KEPT[kind].c.id)
        return list(self.session.scalars(select(kind).where(*where, *self._own(kind)).order_by(*order).limit(limit)))

    def earliest_of(
        self, kind: type[Kept], names: Sequence[str], by: ColumnElement[Any], *where: Any, limit: int
    ) -> list[Row[Any]]:
        """The same of some columns only, where whole rows would take longer to make than to find."""
        columns, order = KEPT[kind].c, (by, KEPT[kind].c.id)
        query = select(*(columns[name] for name in names)).where(*where, *self._own(kind))
        return list(self.session.execute(query.order_by(*order).limit(limit)))

    def last(self, kind: type[Kept], by: ColumnElement[int], *where: ColumnElement[bool], limit: int) -> list[Kept]:
        """Rows by a number of their own, the largest first."""
        query = select(kind).where(*where, *self._own(kind)).order_by(by.desc()).limit(limit)
        return list(self.session.scalars(query))

    def _own(self, kind: type[Any]) -> list[ColumnElement[bool]]:
        if self.court_id is None:
            return []
        columns = KEPT[kind].c
        return [(columns.id if "court_id" not in columns else columns.court_id) == self.court_id]


def _found(row: Kept | None, kind: type[Kept], key: str) -> Kept:
    if row is None:
        raise NotFound(what=kind.__name__.lower(), what_zh=_NAMES_ZH.get(kind.__name__, "记录"), key=key)
    return row
