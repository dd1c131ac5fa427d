"""The steps of an enrolment's life, one route each."""

from collections.abc import Callable

from fastapi import APIRouter

from ivr.domain.enrolment import Enrolment
from ivr.domain.moment import moment
from ivr.domain.staff import Actor
from ivr.flows.activate import activate
from ivr.flows.approve import approve
from ivr.flows.desk import Work
from ivr.flows.remove import remove
from ivr.flows.resume import resume
from ivr.flows.suspend import suspend
from ivr.flows.warn import warn
from ivr.web.api.enrolment_shapes import EnrolmentTold, Reason, Warning, tell
from ivr.web.api.shape import EnrolmentId, refusals
from ivr.web.auth import Signed
from ivr.web.parts import Given, Parts

router = APIRouter(prefix="/enrolments/{enrolment_id}", tags=["steps"], responses=refusals(403, 404, 409))


@router.post("/approve")
def approve_it(enrolment_id: EnrolmentId, parts: Given, actor: Signed) -> EnrolmentTold:
    """Approve a draft (approver; never the one who drafted it)."""
    return _step(parts, actor, lambda work: approve(work, enrolment_id))


@router.post("/warn")
def warn_it(enrolment_id: EnrolmentId, told: Warning, parts: Given, actor: Signed) -> EnrolmentTold:
    """Record that the person was told, with the text and the time of sending."""
    sent_at = moment(told.sent_at, "sent_at")
    return _step(parts, actor, lambda work: warn(work, enrolment_id, told.text, sent_at))


@router.post("/activate")
def activate_it(enrolment_id: EnrolmentId, parts: Given, actor: Signed) -> EnrolmentTold:
    """After the grace period: from now on callers hear the court."""
    return _step(parts, actor, lambda work: activate(work, enrolment_id))


@router.post("/suspend")
def suspend_it(enrolment_id: EnrolmentId, why: Reason, parts: Given, actor: Signed) -> EnrolmentTold:
    """Silence the number at once; one person is enough."""
    return _step(parts, actor, lambda work: suspend(work, enrolment_id, why.reason))


@router.post("/resume")
def resume_it(enrolment_id: EnrolmentId, parts: Given, actor: Signed) -> EnrolmentTold:
    """The first call asks for it; a call by another person, an approver, decides it."""
    return _step(parts, actor, lambda work: resume(work, enrolment_id))


@router.post("/remove")
def remove_it(enrolment_id: EnrolmentId, why: Reason, parts: Given, actor: Signed) -> EnrolmentTold:
    """The ground is gone: end it. The nodes' proof of silence follows in the enrolment itself."""
    return _step(parts, actor, lambda work: remove(work, enrolment_id, why.reason))


def _step(parts: Parts, actor: Actor, step: Callable[[Work], Enrolment]) -> EnrolmentTold:
    with parts.desk.work(actor) as work:
        return tell(step(work))
