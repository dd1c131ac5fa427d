"""Correct: the entry was wrong. It ends, and what remains says that it should never have been."""

from ivr.domain.enrolment import Action, Enrolment
from ivr.domain.errors import BadInput
from ivr.domain.reasons import CORRECTED_FOR
from ivr.domain.staff import require
from ivr.flows.desk import Work
from ivr.flows.remove import end


def correct(work: Work, enrolment_id: str, reason: str) -> Enrolment:
    """``reason`` is one of CORRECTED_FOR (SPC Provisions 2017, arts 9 and 12)."""
    require(work.actor, Action.CORRECT)
    if reason not in CORRECTED_FOR:
        known = sorted(CORRECTED_FOR)
        raise BadInput(field="reason", reason=f"one of {', '.join(known)}", reason_zh=f"请选择：{'、'.join(known)}")
    return end(work, work.scope.locked(Enrolment, enrolment_id), Action.CORRECT, reason)
