"""Browsers that were sent to the OpenID provider and have not come back yet."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from ivr.store.tables import openid_requests


@dataclass(frozen=True)
class Sent:
    """``id`` and ``browser`` are digests; ``verifier`` is sealed."""

    id: str
    browser: str
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    ends_at: datetime


def keep(session: Session, sent: Sent, now: datetime) -> None:
    session.execute(delete(openid_requests).where(openid_requests.c.ends_at <= now))
    session.execute(insert(openid_requests).values(**vars(sent)))


def take(session: Session, key: str) -> Sent | None:
    """Once: it is gone then, whatever comes of it."""
    mine = delete(openid_requests).where(openid_requests.c.id == key).returning(openid_requests)
    row = session.execute(mine).mappings().first()
    return Sent(**row) if row else None
