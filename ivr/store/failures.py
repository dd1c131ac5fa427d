"""Failed tries, one row an account or an address. Counted before a try is judged, so that many at once all count."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from ivr.domain.patience import FORGETS, Failures
from ivr.store.once import insert_once
from ivr.store.tables import failures


def of(session: Session, key: str, now: datetime) -> Failures:
    """The row, held until the end of the transaction; made now where there is none. Old ones are forgotten."""
    session.execute(delete(failures).where(failures.c.last_at < now - FORGETS, failures.c.id != key))
    insert_once(session, failures, id=key, count=0, last_at=now, until=now)
    query = select(Failures).where(failures.c.id == key).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).one()


def forgive(session: Session, key: str, now: datetime) -> None:
    """The last try was right: it is not counted, and nobody waits."""
    less = update(failures).where(failures.c.id == key, failures.c.count > 0)
    session.execute(less.values(count=failures.c.count - 1, until=now))


def forget(session: Session, key: str) -> None:
    session.execute(delete(failures).where(failures.c.id == key))
