"""Who works on a request with an idempotency key, and what was answered."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from ivr.store.once import insert_once
from ivr.store.tables import claims

KEPT_FOR = timedelta(hours=24)


@dataclass(frozen=True)
class Kept:
    """``running``: whoever has it may still answer; ``begun``: something is committed. ``answer`` is sealed."""

    body: str
    running: bool
    begun: bool
    answer: str | None = field(repr=False)


def take(session: Session, key: str, owner: str, body: str, now: datetime, hold: timedelta) -> Kept | None:  # noqa: PLR0913, PLR0917
    """None when the claim is ours now: it is new, or whoever had it let its time run out and changed nothing."""
    session.execute(delete(claims).where(claims.c.id == key, claims.c.at <= now - KEPT_FOR))
    mine = {"owner": owner, "at": now, "until": now + hold}
    if insert_once(session, claims, id=key, body=body, begun=False, **mine):
        return None
    left = update(claims).where(claims.c.id == key, claims.c.body == body, *_UNTOUCHED, claims.c.until <= now)
    if session.connection().execute(left.values(**mine)).rowcount:
        return None
    row = session.execute(select(claims).where(claims.c.id == key)).one()
    return Kept(row.body, row.until > now, row.begun, row.answer)


def begin(session: Session, key: str, owner: str) -> bool:
    """In the transaction that changes something. False when the claim is another's by now: nothing may be kept then."""
    mine = update(claims).where(claims.c.id == key, claims.c.owner == owner).values(begun=True)
    return session.connection().execute(mine).rowcount == 1


def answer(session: Session, key: str, owner: str, sealed: str) -> None:
    mine = update(claims).where(claims.c.id == key, claims.c.owner == owner)
    session.execute(mine.values(begun=True, answer=sealed))


def release(session: Session, key: str, owner: str) -> None:
    """A refusal has changed nothing: the key is as good as new."""
    session.execute(delete(claims).where(claims.c.id == key, claims.c.owner == owner, *_UNTOUCHED))


def forget(session: Session, now: datetime) -> None:
    session.execute(delete(claims).where(claims.c.at <= now - KEPT_FOR))


_UNTOUCHED = (claims.c.begun.is_(False), claims.c.answer.is_(None))
