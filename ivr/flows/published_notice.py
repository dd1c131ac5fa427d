"""Find what a court's callers hear now, in one language."""

from ivr.domain.court import Court, Notice
from ivr.domain.errors import NotFound
from ivr.domain.staff import require
from ivr.flows.desk import Work
from ivr.store.tables import notices


def published_notice(work: Work, court_id: str, language: str) -> Notice:
    """Raises NotFound for another court's, and where none is published in that language."""
    require(work.actor, "read")
    court = work.scope.one(Court, court_id)
    for notice in work.scope.all(Notice, notices.c.court_id == court.id, notices.c.language == language):
        return notice
    raise NotFound(what="notice", what_zh="播报", key=language)
