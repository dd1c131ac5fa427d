"""Set for how long a court keeps personal data after an enrolment's end."""

from ivr.domain.court import Court, check_court
from ivr.domain.staff import require
from ivr.flows.desk import Work
from ivr.store.digest import row_digest


def set_retention(work: Work, court_id: str, days: int) -> Court:
    """Takes effect at the next sweep. Raises BadInput, or NotFound also for another court."""
    require(work.actor, "set_retention")
    court = work.scope.locked(Court, court_id)
    before, court.retention_days = row_digest(court), days
    check_court(court)
    work.record("set_retention", court.id, court_id=court.id, before=before, after=row_digest(court))
    return court
