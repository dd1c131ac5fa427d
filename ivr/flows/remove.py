"""Remove: the ground is gone. There is no way back; a new order starts a new enrolment."""

from ivr.domain import enrolment as life
from ivr.domain.enrolment import Action, Enrolment
from ivr.domain.errors import BadInput
from ivr.domain.reasons import EndedFor
from ivr.domain.staff import require
from ivr.flows.desk import Work


def remove(work: Work, enrolment_id: str, reason: str) -> Enrolment:
    """``reason`` is one of EndedFor (SPC Provisions 2017, art 10, or the number's own)."""
    require(work.actor, "remove")
    if reason not in set(EndedFor):
        raise BadInput(
            field="reason", reason=f"one of {', '.join(EndedFor)}", reason_zh=f"请选择：{'、'.join(EndedFor)}"
        )
    return end(work, work.scope.locked(Enrolment, enrolment_id), Action.REMOVE, reason)


def end(work: Work, enrolment: Enrolment, action: Action, reason: str) -> Enrolment:
    """Ends an enrolment that is at hand; shared by removal, repayment and the sweep."""
    before = enrolment.state
    life.end(enrolment, action, reason, work.now)
    work.touch(enrolment)
    change = {"before": before, "after": enrolment.state}
    work.record(action, enrolment.id, court_id=enrolment.court_id, reason=reason, **change)
    return enrolment
