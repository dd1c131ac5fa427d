"""Which prompts something names."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from ivr.store.tables import notices, registrations, wordings


def named(session: Session) -> set[str]:
    """Those that callers hear or a node must still be given, and those that a court has published or drafted."""
    heard = session.scalars(select(registrations.c.notice).where(registrations.c.notice != "").distinct())
    published = session.scalars(select(notices.c.prompt)).all()
    drafted = session.scalars(select(wordings.c.prompt)).all()
    return {*(key for notice in heard for key in notice.split("&")), *published, *drafted}
