"""Suspend: an objection, a doubt about the holder, a settlement. Callers hear nothing from this moment on."""

from ivr.domain import enrolment as life
from ivr.domain.enrolment import Enrolment
from ivr.domain.errors import BadInput
from ivr.domain.reasons import SuspendedFor
from ivr.domain.staff import require
from ivr.flows.desk import Work


def suspend(work: Work, enrolment_id: str, reason: str) -> Enrolment:
    """``reason`` is one of SuspendedFor. One person is enough: silence is the safe direction."""
    require(work.actor, "suspend")
    if reason not in set(SuspendedFor):
        raise BadInput(
            field="reason", reason=f"one of {', '.join(SuspendedFor)}", reason_zh=f"请选择：{'、'.join(SuspendedFor)}"
        )
    enrolment = work.scope.locked(Enrolment, enrolment_id)
    before = enrolment.state
    life.suspend(enrolment, reason, work.now)
    work.touch(enrolment)
    change = {"before": before, "after": enrolment.state}
    work.record("suspend", enrolment.id, court_id=enrolment.court_id, reason=reason, **change)
    return enrolment
