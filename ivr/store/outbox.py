"""Events for courts' systems, written in the transaction of the change itself, and told afterwards."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, insert, or_, select, update
from sqlalchemy.orm import Session

from ivr.domain.event import Event, asked_as
from ivr.domain.subscription import KEPT_FOR, Delivery, Status, Subscription
from ivr.store.tables import deliveries, enrolments, orders, subscriptions


def keep(session: Session, event: Event, new_id: Callable[[], str]) -> None:
    """One delivery for each of the court's subscriptions that asked for it.

    Called with the court's audit chain held, so ``n`` is in the order of commits: whoever reads by it misses nothing.
    """
    wanted = asked_as(event.kind)
    mine = (subscriptions.c.court_id == event.court_id, subscriptions.c.ended_at.is_(None))
    rows = session.execute(select(subscriptions.c.id, subscriptions.c.kinds).where(*mine))
    asking = [row.id for row in rows if wanted in row.kinds.split(",")]
    if not asking:
        return
    case = select(orders.c.case_number, enrolments.c.state).join(enrolments, enrolments.c.order_id == orders.c.id)
    number, state = session.execute(case.where(enrolments.c.id == event.subject)).one()
    row = {**vars(event), "case_number": number, "state": state, "since": event.at}
    row |= {"status": Status.WAITING, "tries": 0}
    session.execute(insert(deliveries), [{**row, "id": new_id(), "subscription_id": one} for one in asking])


def ready(session: Session, now: datetime) -> list[str]:
    """Subscriptions with something to tell, whose time has come and which nobody else serves."""
    waiting = exists().where(deliveries.c.subscription_id == subscriptions.c.id, _WAITS)
    due = or_(subscriptions.c.not_before.is_(None), subscriptions.c.not_before <= now)
    free = or_(subscriptions.c.held_until.is_(None), subscriptions.c.held_until <= now)
    query = select(subscriptions.c.id).where(subscriptions.c.ended_at.is_(None), due, free, waiting)
    return list(session.scalars(query))


def take(session: Session, key: str, holder: str, now: datetime, hold: timedelta) -> Subscription | None:
    """Makes this process the subscription's only one for a while; None when another holds it, or it has ended."""
    row = session.get(Subscription, key, with_for_update={"key_share": True}, populate_existing=True)
    if row is None or row.ended_at is not None:
        return None
    if row.holder not in {None, holder} and row.held_until is not None and now < row.held_until:
        return None
    row.holder, row.held_until = holder, now + hold
    return row


def release(session: Session, key: str, holder: str) -> None:
    mine = update(subscriptions).where(subscriptions.c.id == key, subscriptions.c.holder == holder)
    session.execute(mine.values(holder=None, held_until=None))


def first(session: Session, subscription_id: str) -> Delivery | None:
    """The oldest that waits: nothing of a subscription overtakes it."""
    mine = select(Delivery).where(deliveries.c.subscription_id == subscription_id, _WAITS)
    return session.scalars(mine.order_by(deliveries.c.n).limit(1).with_for_update(key_share=True)).first()


def give_up(session: Session, subscription_id: str, before: datetime | None, error: str) -> None:
    """What waits, or what has waited since before then."""
    old = update(deliveries).where(deliveries.c.subscription_id == subscription_id, _WAITS)
    old = old if before is None else old.where(deliveries.c.since < before)
    session.execute(old.values(status=Status.FAILED, error=error))


def forget(session: Session, now: datetime) -> None:
    session.execute(delete(deliveries).where(deliveries.c.at < now - KEPT_FOR))


_WAITS = deliveries.c.status == Status.WAITING
