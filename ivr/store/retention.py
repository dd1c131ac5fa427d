"""Whose personal data the gateway has no ground to keep any more: ended for longer than their court's period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Engine, FromClause, and_, exists, func, not_, or_, select, update
from sqlalchemy.orm import Session

from ivr.domain.debt.debt import Debt
from ivr.domain.enrolment import Enrolment
from ivr.domain.erased import ERASED
from ivr.domain.order import HolderProof, Order, Person
from ivr.domain.payment import Obligation, Payment
from ivr.store.mapping import KEPT
from ivr.store.sealed import sealed_columns
from ivr.store.tables import courts, debts, enrolments, numbers, obligations, orders, payments, persons
from ivr.store.types import Sealed

Condition = ColumnElement[bool]


@dataclass(frozen=True)
class Due:
    """How much of one court's is to be erased now."""

    court_id: str
    enrolments: int
    persons: int


def due(session: Session, now: datetime) -> list[Due]:
    """Court by court; those with nothing to erase are left out."""
    past, other = _past(session, now, enrolments), enrolments.alias()
    kept = exists().where(
        other.c.person_id == enrolments.c.person_id, other.c.erased_at.is_(None), not_(_past(session, now, other))
    )
    whole = func.count(enrolments.c.person_id.distinct()).filter(not_(kept))
    counts = select(enrolments.c.court_id, func.count(), whole).where(past).group_by(enrolments.c.court_id)
    return [Due(*row) for row in session.execute(counts.order_by(enrolments.c.court_id))]


def persons_with_due(session: Session, now: datetime, limit: int) -> list[Person]:
    """Locked, so that no draft takes up a person who is erased in this moment. Those whom somebody holds wait.

    All that an erasure locks it locks in this way, so it never waits, and nobody waits for it in a circle.
    """
    with_due = select(enrolments.c.person_id).where(_past(session, now, enrolments)).distinct().limit(limit)
    query = select(Person).where(persons.c.id.in_(session.scalars(with_due).all())).order_by(persons.c.id)
    return list(session.scalars(query.with_for_update(skip_locked=True)))


def due_of(session: Session, person: Person, now: datetime) -> list[Enrolment]:
    query = select(Enrolment).where(enrolments.c.person_id == person.id, _past(session, now, enrolments))
    return list(session.scalars(query.order_by(enrolments.c.id).with_for_update(skip_locked=True)))


def any_kept(session: Session, person: Person) -> bool:
    """Whether something of this person's has not been erased."""
    mine = exists().where(enrolments.c.person_id == person.id, enrolments.c.erased_at.is_(None))
    return bool(session.scalar(select(mine)))


def order_of(session: Session, enrolment: Enrolment) -> Order:
    return session.scalars(select(Order).where(orders.c.id == enrolment.order_id)).one()


def unused_proofs(session: Session, person: Person) -> Sequence[HolderProof]:
    """Those of numbers that none of the person's enrolments names any more."""
    named = exists().where(enrolments.c.person_id == person.id, enrolments.c.number == numbers.c.number)
    mine = numbers.c.person_id == person.id
    return session.scalars(select(HolderProof).where(mine, not_(named), numbers.c.number.like("+%"))).all()


def obligations_of(session: Session, person: Person) -> Sequence[Obligation]:
    return session.scalars(select(Obligation).where(obligations.c.person_id == person.id)).all()


def debts_without_debtors(session: Session, person: Person) -> Sequence[Debt]:
    """Those that this person owed, of which no enrolment of any debtor is kept any more."""
    mine = select(obligations.c.debt_id).where(obligations.c.person_id == person.id)
    others = obligations.alias()
    kept = exists().where(
        others.c.debt_id == debts.c.id, enrolments.c.obligation_id == others.c.id, enrolments.c.erased_at.is_(None)
    )
    return session.scalars(select(Debt).where(debts.c.id.in_(mine), not_(kept))).all()


def due_payments(session: Session, now: datetime, limit: int) -> list[Payment]:
    """Those that came in long enough ago, for obligations of which no enrolment is kept any more, or for nobody's."""
    kept = exists().where(enrolments.c.obligation_id == payments.c.obligation_id, enrolments.c.erased_at.is_(None))
    old = or_(
        *(
            and_(payments.c.received_at <= now - timedelta(days=days), _court_keeps(payments, days))
            for days in _periods(session)
        )
    )
    nobodys = and_(payments.c.obligation_id.is_(None), payments.c.closed_at.is_not(None))
    done = or_(nobodys, and_(payments.c.obligation_id.is_not(None), not_(kept)))
    query = select(Payment).where(payments.c.raw.like("1.%"), old, done)
    return list(session.scalars(query.order_by(payments.c.id).limit(limit).with_for_update(skip_locked=True)))


def erase_sealed(row: object) -> None:
    """Whatever the row has sealed, now or in a later release."""
    for column in KEPT[type(row)].columns:
        if isinstance(column.type, Sealed) and getattr(row, column.name) is not None:
            setattr(row, column.name, ERASED)


def erase_sealed_of(session: Session, naming: str, key: str) -> None:
    """What other tables have sealed about an enrolment or a person, named in their column ``naming``."""
    for table, columns in sealed_columns().items():
        for column in columns if naming in table.c else ():
            mine = update(table).where(table.c[naming] == key, column.is_not(None))
            session.execute(mine.values({column: ERASED}))


def overwrite(engine: Engine) -> None:
    """SQLite: what was erased leaves the log beside the file too; in the file ``secure_delete`` has zeroed it."""
    if engine.dialect.name == "sqlite":
        with engine.connect().execution_options(reads=True) as connection:
            connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]


def _past(session: Session, now: datetime, table: FromClause) -> Condition:
    """Ended for as long as its court keeps data, and with no payment since: that one may have to be looked into."""
    return or_(*(_past_days(table, days, now - timedelta(days=days)) for days in _periods(session)))


def _past_days(table: FromClause, days: int, until: datetime) -> Condition:
    paid = exists().where(payments.c.obligation_id == table.c.obligation_id, payments.c.received_at > until)
    ended = and_(table.c.ended_at.is_not(None), table.c.ended_at <= until)  # so that its opposite is true of the living
    return and_(table.c.erased_at.is_(None), ended, _court_keeps(table, days), not_(paid))


def _court_keeps(table: FromClause, days: int) -> Condition:
    return exists().where(courts.c.id == table.c.court_id, courts.c.retention_days == days)


def _periods(session: Session) -> list[int]:
    """The courts' periods, each once: dates are then compared with constants, which an index can serve."""
    return list(session.scalars(select(courts.c.retention_days).distinct())) or [0]
