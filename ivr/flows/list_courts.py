"""List the courts that the actor may see, each with its published notices."""

from dataclasses import dataclass

from ivr.domain.court import Court, Notice
from ivr.domain.staff import require
from ivr.flows.desk import Work
from ivr.store.tables import notices


@dataclass(frozen=True)
class CourtView:
    court: Court
    notices: list[Notice]


def list_courts(work: Work, after: str = "", limit: int = 200) -> list[CourtView]:
    """In the order of their ids, from the one behind ``after``."""
    require(work.actor, "read")
    return [_view(work, court) for court in work.scope.all(Court, limit=limit, after=after)]


def courts_behind(work: Work, after: str = "", limit: int = 200) -> list[Court]:
    """The same without their notices."""
    require(work.actor, "read")
    return work.scope.all(Court, limit=limit, after=after)


def view_court(work: Work, court_id: str) -> CourtView:
    """Raises NotFound also for another court's clerk."""
    require(work.actor, "read")
    return _view(work, work.scope.one(Court, court_id))


def _view(work: Work, court: Court) -> CourtView:
    return CourtView(court, work.scope.all(Notice, notices.c.court_id == court.id))
