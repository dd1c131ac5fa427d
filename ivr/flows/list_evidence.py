"""List when callers heard the notice of one enrolment."""

from collections.abc import Sequence

from ivr.domain.enrolment import Enrolment
from ivr.domain.evidence import Heard
from ivr.domain.staff import require
from ivr.flows.desk import Work
from ivr.store import evidence


def list_evidence(
    work: Work, enrolment_id: str, limit: int = 100, behind: evidence.Behind | None = None
) -> Sequence[Heard]:
    """The newest first, from those behind one. Raises NotFound also for another court's enrolment."""
    require(work.actor, "read_cases")
    return evidence.of_enrolment(work.session, work.scope.one(Enrolment, enrolment_id).id, limit, behind)
