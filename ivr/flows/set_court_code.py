"""Say which code a court's case numbers have: money that names it and no debt is shown to that court's people."""

from ivr.domain.court import Court, check_court
from ivr.domain.staff import require
from ivr.flows.add_court import require_free_code
from ivr.flows.desk import Work


def set_court_code(work: Work, court_id: str, code: str) -> Court:
    """Holds for what comes in from now on. Raises BadInput, NotFound, RuleBroken when it is another court's."""
    require(work.actor, "set_court_code")
    court = work.scope.locked(Court, court_id)
    before, court.code = court.code or "", code
    check_court(court)
    require_free_code(work, court)
    work.record("set_court_code", court.id, court_id=court.id, before=before, after=code)
    return court
