"""How an entry of a statement is known again when another statement tells of it too."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session

from ivr.domain.payment import ReviewFor
from ivr.store.batched import batched
from ivr.store.once import insert_into
from ivr.store.tables import bank_entries, payments


@dataclass(frozen=True)
class BankEntry:
    """All texts are blind indexes; ``account``: whose entry it is. ``confirmed_by``: the closing statement with it."""

    payment_id: str
    source: str
    statement_id: str
    line: int
    account: str
    booked_on: date
    batch: str | None
    transaction: str | None
    end_to_end: str | None
    whole: bool
    confirmed_by: str | None


@dataclass(frozen=True)
class Parts:
    """What is known of a collective entry's parts."""

    amount: Decimal
    payment_ids: tuple[str, ...]


def keep(session: Session, entries: Sequence[BankEntry]) -> None:
    """The first statement that told of a payment stays the one that did."""
    if entries:
        session.execute(insert_into(session, bank_entries).on_conflict_do_nothing(), [vars(one) for one in entries])


def known_by(session: Session, source: str, name: str, keys: Collection[str]) -> dict[str, str]:
    """By that index (``transaction`` or ``end_to_end``) the external ids of the payments."""
    column = bank_entries.c[name]
    found: dict[str, str] = {}
    for some in batched(sorted(keys)):
        query = select(column, payments.c.external_id).join(payments, payments.c.id == bank_entries.c.payment_id)
        rows = session.execute(query.where(bank_entries.c.source == source, column.in_(some)))
        found |= {row[0]: row[1] for row in rows}
    return found


def parts_of(session: Session, source: str, batches: Collection[str]) -> dict[str, Parts]:
    """What has come of these collective entries, by their index."""
    found: dict[str, Parts] = {}
    named = select(bank_entries.c.batch, payments.c.amount, payments.c.id).join(
        payments, payments.c.id == bank_entries.c.payment_id
    )
    for some in batched(sorted(batches)):
        mine = (bank_entries.c.source == source, bank_entries.c.batch.in_(some))
        for batch, amount, key in session.execute(named.where(*mine)):
            before = found.get(batch, Parts(Decimal("0.00"), ()))
            found[batch] = Parts(before.amount + amount, (*before.payment_ids, key))
    return found


def wholes(session: Session, source: str, external_ids: Collection[str]) -> dict[str, tuple[str, Decimal]]:
    """Which of these were told as one sum: the payment's id, and what of it has been credited."""
    found: dict[str, tuple[str, Decimal]] = {}
    named = (payments.c.external_id, payments.c.id, payments.c.credited)
    for some in batched(sorted(external_ids)):
        mine = (payments.c.source == source, payments.c.external_id.in_(some), bank_entries.c.whole)
        rows = session.execute(select(*named).join(bank_entries).where(*mine))
        found |= {row.external_id: (row.id, row.credited) for row in rows}
    return found


def confirm(session: Session, payment_ids: Collection[str], statement_id: str) -> None:
    """A closing statement has them."""
    for some in batched(sorted(payment_ids)):
        mine = update(bank_entries).where(bank_entries.c.payment_id.in_(some))
        session.execute(mine.values(confirmed_by=statement_id))


def unconfirmed(session: Session, source: str, account: str, days: tuple[date, date]) -> list[tuple[str, date]]:
    """What was announced as booked on these days of an account, and no closing statement has."""
    query = select(payments.c.external_id, bank_entries.c.booked_on).join(bank_entries)
    rows = session.execute(query.where(*_announced(source, account, days)).order_by(payments.c.external_id))
    return [(row.external_id, row.booked_on) for row in rows]


def _announced(source: str, account: str, days: tuple[date, date]) -> list[ColumnElement[bool]]:
    booked = or_(payments.c.review_for.is_(None), payments.c.review_for != ReviewFor.NOT_BOOKED)
    within = bank_entries.c.booked_on.between(*days)
    mine = (bank_entries.c.source == source, bank_entries.c.account == account)
    return [*mine, within, bank_entries.c.confirmed_by.is_(None), booked]
