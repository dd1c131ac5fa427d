"""Bank statements as they were kept, their parts, and what was wrong in them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, insert, or_, select
from sqlalchemy.orm import Session

from ivr.domain.columns import ColumnMapping
from ivr.domain.statement import Problem, Progress, Statement
from ivr.store.tables import column_mappings, courts, statement_parts, statement_problems, statements


def add_part(session: Session, key: str, statement_id: str, n: int, content: str) -> None:
    session.execute(insert(statement_parts).values(id=key, statement_id=statement_id, n=n, content=content))


def part(session: Session, statement_id: str, n: int) -> tuple[str, str] | None:
    """The id and the sealed content of one piece."""
    mine = (statement_parts.c.statement_id == statement_id, statement_parts.c.n == n)
    row = session.execute(select(statement_parts.c.id, statement_parts.c.content).where(*mine)).first()
    return (row.id, row.content) if row else None


def drop_parts(session: Session, statement_id: str) -> None:
    session.execute(delete(statement_parts).where(statement_parts.c.statement_id == statement_id))


def drop(session: Session, statement_id: str) -> None:
    """One that never came whole: nothing was read of it."""
    drop_parts(session, statement_id)
    session.execute(delete(statements).where(statements.c.id == statement_id))


def due(session: Session, now: datetime) -> list[str]:
    """Those that wait and that nobody works on, the oldest first."""
    ready = or_(statements.c.next_try_at.is_(None), statements.c.next_try_at <= now)
    query = select(statements.c.id).where(statements.c.progress == Progress.WAITING, ready)
    return list(session.scalars(query.order_by(statements.c.received_at, statements.c.id)))


def broken_off(session: Session, before: datetime) -> list[str]:
    """Those that began to come in before then, and have not come whole."""
    mine = (statements.c.progress == Progress.RECEIVING, statements.c.received_at < before)
    return list(session.scalars(select(statements.c.id).where(*mine)))


def keep_problems(session: Session, problems: Sequence[Problem]) -> None:
    session.add_all(problems)
    session.flush()


def problems(session: Session, statement_id: str) -> list[Problem]:
    """Those that were kept, in the order of the file."""
    query = select(Problem).where(statement_problems.c.statement_id == statement_id)
    return list(session.scalars(query.order_by(statement_problems.c.n)))


def drop_problems(session: Session, statement_id: str) -> None:
    session.execute(delete(statement_problems).where(statement_problems.c.statement_id == statement_id))


def columns_of(session: Session, source: str, version: int | None = None) -> ColumnMapping | None:
    """That version, or the newest."""
    mine = [column_mappings.c.source == source]
    mine += [] if version is None else [column_mappings.c.version == version]
    query = select(ColumnMapping).where(*mine).order_by(column_mappings.c.version.desc()).limit(1)
    return session.scalars(query).first()


def shortest_retention(session: Session) -> int | None:
    """Days, of the court that keeps the least: one file may hold every court's payers."""
    shortest: int | None = session.scalar(select(func.min(courts.c.retention_days)))
    return shortest


def handled_before(session: Session, at: datetime, limit: int) -> list[Statement]:
    """Those whose file is still kept, though they were worked through before then."""
    mine = (statements.c.handled_at <= at, statements.c.erased_at.is_(None))
    query = select(Statement).where(*mine).order_by(statements.c.id).limit(limit)
    return list(session.scalars(query.with_for_update(skip_locked=True)))
