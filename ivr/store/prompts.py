"""Which prompts something names."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from ivr.store.tables import notices, registrations


def named(session: Session) -> set[str]:
    """Those that callers hear, those that a court has published, and those that a node may still have to be given."""
    heard = session.scalars(select(registrations.c.notice).where(registrations.c.notice != "").distinct())
    published = session.scalars(select(notices.c.prompt))
    return {key for notice in heard for key in notice.split("&")} | set(published)
