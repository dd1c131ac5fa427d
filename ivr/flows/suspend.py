"""Suspend: an objection, a doubt about the holder, a settlement. Callers hear nothing from this moment on."""

from ivr.domain import enrolment as life
from ivr.domain.enrolment import Enrolment
from ivr.domain.errors import BadInput
from ivr.domain.reasons import SuspendedFor
from ivr.domain.transitions import Action
from ivr.flows.desk import Work
from ivr.flows.step import apply, step


def suspend(work: Work, enrolment_id: str, reason: str) -> Enrolment:
    """``reason`` is one of SuspendedFor. One person is enough: silence is the safe direction.

    What is suspended already takes the further reason too, so that whoever resumes it sees all of them.
    """
    if reason not in set(SuspendedFor):
        raise BadInput(
            field="reason", reason=f"one of {', '.join(SuspendedFor)}", reason_zh=f"请选择：{'、'.join(SuspendedFor)}"
        )
    return step(work, enrolment_id, Action.SUSPEND, lambda one: life.suspend(one, reason, work.now), reason)


def silence(work: Work, enrolment: Enrolment, reason: SuspendedFor) -> Enrolment:
    """Suspends one that is at hand and locked; shared by objections, carriers' reports and the sweep."""
    return apply(work, enrolment, Action.SUSPEND, lambda one: life.suspend(one, reason, work.now), reason)
