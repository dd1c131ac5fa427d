"""Say at which number people ask a court: callers hear the new one once the notice is published anew."""

from ivr.domain.court import Court, check_court
from ivr.domain.staff import require
from ivr.flows.desk import Work


def set_enquiry(work: Work, court_id: str, enquiry: str) -> Court:
    """For what is spoken from now on; what is heard already says the old one until another is published.

    Raises BadInput, or NotFound also for another court.
    """
    require(work.actor, "set_enquiry")
    court = work.scope.locked(Court, court_id)
    before, court.enquiry = court.enquiry, enquiry
    check_court(court)
    work.record("set_enquiry", court.id, court_id=court.id, before=before, after=enquiry)
    return court
