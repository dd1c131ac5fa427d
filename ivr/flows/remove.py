"""Remove: the ground is gone. There is no way back; a new order starts a new enrolment."""

from ivr.domain import enrolment as life
from ivr.domain.enrolment import Action, Enrolment
from ivr.domain.errors import BadInput
from ivr.domain.objection import CORRECT_WORKING_DAYS
from ivr.domain.reasons import LAW, REMOVED_FOR
from ivr.domain.staff import require
from ivr.domain.workdays import after_working_days
from ivr.flows.desk import Work
from ivr.flows.facts import EnrolmentFacts
from ivr.flows.step import apply


def remove(work: Work, enrolment_id: str, reason: str) -> Enrolment:
    """``reason`` is one of REMOVED_FOR (SPC Provisions 2017, art 10, or the number's own)."""
    require(work.actor, Action.REMOVE)
    if reason not in REMOVED_FOR:
        known = sorted(REMOVED_FOR)
        raise BadInput(field="reason", reason=f"one of {', '.join(known)}", reason_zh=f"请选择：{'、'.join(known)}")
    return end(work, work.scope.locked(Enrolment, enrolment_id), Action.REMOVE, reason)


def end(work: Work, enrolment: Enrolment, action: Action, reason: str) -> Enrolment:
    """Ends an enrolment that is at hand; shared by removal, correction, repayment and the sweep.

    Where the law ends the listing with it, that is due within three working days: the court's own work.
    """
    ended = apply(work, enrolment, action, lambda one: life.end(one, action, reason, work.now), reason)
    if reason in LAW:
        today = EnrolmentFacts(work, ended).today
        ended.listing_due_on = after_working_days(today, CORRECT_WORKING_DAYS).day
    return ended
