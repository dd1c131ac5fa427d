"""What one person owes in one case, as the subject of a proposal."""

from ivr.domain.payment import Obligation
from ivr.flows.desk import Work
from ivr.flows.proposals.kind import Subject
from ivr.store.digest import row_digest


def look(work: Work, obligation_id: str) -> Subject:
    """Raises NotFound also for another court's."""
    obligation = work.scope.locked(Obligation, obligation_id)
    return Subject(obligation.court_id, obligation.person_id, row_digest(obligation))
