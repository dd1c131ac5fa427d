"""Courts' own wordings, and who has listened to which."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ivr.domain.wording import WordingVersion
from ivr.store.find import Scope
from ivr.store.once import insert_once
from ivr.store.tables import hearings, wordings

MOST = 1_000_000
"""All that thousands of courts will ever have brought into force."""


def in_force(session: Session, court_id: str, language: str) -> WordingVersion | None:
    """The version that came into force last; None where the court has the general text."""
    mine = (wordings.c.court_id == court_id, wordings.c.language == language)
    query = select(WordingVersion).where(*mine, wordings.c.in_force_since.is_not(None))
    return session.scalars(query.order_by(wordings.c.in_force_since.desc(), wordings.c.id.desc()).limit(1)).first()


def every_in_force(scope: Scope, court_id: str | None = None) -> list[WordingVersion]:
    """In the order in which they came into force: the last of a court and language is the one that holds."""
    since, mine = wordings.c.in_force_since, [] if court_id is None else [wordings.c.court_id == court_id]
    return scope.earliest(WordingVersion, since, since.is_not(None), *mine, limit=MOST)


def newest(scope: Scope, court_id: str, limit: int, after: tuple[datetime, str] | None) -> list[WordingVersion]:
    return scope.newest(
        WordingVersion, wordings.c.drafted_at, wordings.c.court_id == court_id, limit=limit, after=after
    )


def keep_hearing(session: Session, wording_id: str, staff_id: str, now: datetime) -> bool:
    """False when this person had heard it before."""
    return insert_once(session, hearings, wording_id=wording_id, staff_id=staff_id, heard_at=now)


def has_heard(session: Session, wording_id: str, staff_id: str) -> bool:
    mine = (hearings.c.wording_id == wording_id, hearings.c.staff_id == staff_id)
    return session.scalar(select(hearings.c.heard_at).where(*mine)) is not None
