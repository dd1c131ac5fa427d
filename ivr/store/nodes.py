"""Nodes as the store knows them: who follows one, how far it is, and until when it may announce."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from ivr.store.once import insert_once
from ivr.store.tables import confirmations, nodes, progress


@dataclass(frozen=True)
class NodeRow:
    """``applied_seq``: acknowledged by the node; ``confirmed_seq``: read back; ``boot``: its in-memory marker."""

    id: str
    applied_seq: int
    confirmed_seq: int
    lease_until: datetime | None
    boot: str | None
    waits_for: str | None
    trouble: str | None


def take(session: Session, node_id: str, follower: str, now: datetime, hold: timedelta) -> bool:
    """Makes this follower the node's only one for a while; False when another holds it."""
    insert_once(session, nodes, id=node_id, applied_seq=0, confirmed_seq=0)
    free = or_(nodes.c.follower.is_(None), nodes.c.follower == follower, nodes.c.follower_until < now)
    taken = update(nodes).where(nodes.c.id == node_id, free).values(follower=follower, follower_until=now + hold)
    return session.connection().execute(taken).rowcount == 1


def release(session: Session, node_id: str, follower: str) -> None:
    mine = update(nodes).where(nodes.c.id == node_id, nodes.c.follower == follower)
    session.execute(mine.values(follower=None, follower_until=None))


def get(session: Session, node_id: str) -> NodeRow | None:
    row = session.execute(select(*_COLUMNS).where(nodes.c.id == node_id)).first()
    return None if row is None else NodeRow(*row)


def every(session: Session) -> list[NodeRow]:
    return [NodeRow(*row) for row in session.execute(select(*_COLUMNS).order_by(nodes.c.id))]


def applied(session: Session, node_id: str, seq: int, boot: str, at: datetime) -> None:
    """The node acknowledged everything up to ``seq``."""
    session.execute(update(nodes).where(nodes.c.id == node_id).values(applied_seq=seq, boot=boot, trouble=None))
    insert_once(session, progress, node_id=node_id, seq=seq, applied_at=at)


def read_back(session: Session, node_id: str, seq: int, at: datetime) -> None:
    """What was applied up to ``seq`` was read again from the node after its own commit."""
    session.execute(update(nodes).where(nodes.c.id == node_id).values(confirmed_seq=seq))
    mine = (progress.c.node_id == node_id, progress.c.seq <= seq, progress.c.read_back_at.is_(None))
    session.execute(update(progress).where(*mine).values(read_back_at=at))


def forget_applied(session: Session, node_id: str) -> None:
    """The node is not what it was (restarted, or it lost a write): everything is compared afresh."""
    session.execute(update(nodes).where(nodes.c.id == node_id).values(applied_seq=0, confirmed_seq=0, boot=None))


def leased(session: Session, node_id: str, until: datetime) -> None:
    session.execute(update(nodes).where(nodes.c.id == node_id).values(lease_until=until, trouble=None, waits_for=None))


def troubled(session: Session, node_id: str, trouble: str, waits_for: str | None = None) -> None:
    session.execute(update(nodes).where(nodes.c.id == node_id).values(trouble=trouble, waits_for=waits_for))


def first_progress(session: Session, node_id: str, seq: int) -> tuple[datetime, datetime | None] | None:
    """When the node first had applied ``seq``, and when that was read back."""
    at_or_past = select(progress.c.applied_at, progress.c.read_back_at)
    query = at_or_past.where(progress.c.node_id == node_id, progress.c.seq >= seq).order_by(progress.c.seq).limit(1)
    row = session.execute(query).first()
    return None if row is None else (row.applied_at, row.read_back_at)


def slowest(session: Session) -> int:
    """The seq that every node has applied."""
    return session.scalar(select(func.min(nodes.c.confirmed_seq))) or 0


def confirm(session: Session, node_id: str, digest: str, by: str) -> str | None:
    """Notes one confirmation of a large plan; gives back who was first when this is the second look at it."""
    if insert_once(session, confirmations, node_id=node_id, digest=digest, first=by):
        return None
    mine = (confirmations.c.node_id == node_id, confirmations.c.digest == digest)
    another = (confirmations.c.first != by, confirmations.c.second.is_(None))
    session.execute(update(confirmations).where(*mine, *another).values(second=by))
    return session.scalar(select(confirmations.c.first).where(*mine))


def confirmed(session: Session, node_id: str, digest: str) -> bool:
    mine = (confirmations.c.node_id == node_id, confirmations.c.digest == digest)
    return session.scalar(select(confirmations.c.second).where(*mine)) is not None


_COLUMNS = (
    nodes.c.id,
    nodes.c.applied_seq,
    nodes.c.confirmed_seq,
    nodes.c.lease_until,
    nodes.c.boot,
    nodes.c.waits_for,
    nodes.c.trouble,
)
