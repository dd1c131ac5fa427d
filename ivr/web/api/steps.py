"""The steps of an enrolment's life, one route each."""

from collections.abc import Callable

from fastapi import APIRouter

from ivr.domain.enrolment import Enrolment
from ivr.domain.staff import Actor
from ivr.flows.activate import activate
from ivr.flows.amend import amend
from ivr.flows.approve import approve
from ivr.flows.correct import correct
from ivr.flows.desk import Work
from ivr.flows.list_messages import MessageView
from ivr.flows.read_papers import read_papers
from ivr.flows.record_ended import record_ended
from ivr.flows.remove import remove
from ivr.flows.restore import restore
from ivr.flows.resume import resume
from ivr.flows.send_back import send_back
from ivr.flows.send_warning import send_warning
from ivr.flows.submit import submit
from ivr.flows.suspend import suspend
from ivr.flows.warn import record_telling
from ivr.flows.withdraw import withdraw
from ivr.web.api.enrolment_shapes import (
    Approval,
    EnrolmentTold,
    MessageTold,
    NewEnrolment,
    Reason,
    Warning,
    tell,
    tell_message,
)
from ivr.web.api.match import MayMatch, MustMatch
from ivr.web.api.shape import EnrolmentId, refusals
from ivr.web.auth import Signed
from ivr.web.parts import Given, Parts
from ivr.web.route import Route

NOTHING = Approval.model_validate({})

router = APIRouter(
    prefix="/enrolments/{enrolment_id}", tags=["steps"], responses=refusals(403, 404, 409, 412), route_class=Route
)


@router.put("/papers", dependencies=[MustMatch], responses=refusals(428))
def amend_it(enrolment_id: EnrolmentId, new: NewEnrolment, parts: Given, actor: Signed) -> EnrolmentTold:
    """Replace a draft's papers, all of them (clerk). The person and the case stay the same; `If-Match` is needed."""
    papers = read_papers(new.texts())
    return _step(parts, actor, lambda work: amend(work, enrolment_id, papers))


@router.post("/submit", dependencies=[MayMatch])
def submit_it(enrolment_id: EnrolmentId, parts: Given, actor: Signed) -> EnrolmentTold:
    """Hand a draft in for approval (clerk)."""
    return _step(parts, actor, lambda work: submit(work, enrolment_id))


@router.post("/send-back", dependencies=[MayMatch])
def send_it_back(enrolment_id: EnrolmentId, why: Reason, parts: Given, actor: Signed) -> EnrolmentTold:
    """Back to its clerk, with the reason in words; as long as the person has not been told."""
    return _step(parts, actor, lambda work: send_back(work, enrolment_id, why.reason))


@router.post("/withdraw", dependencies=[MayMatch])
def withdraw_it(enrolment_id: EnrolmentId, parts: Given, actor: Signed) -> EnrolmentTold:
    """Take a draft back that nobody has approved (clerk)."""
    return _step(parts, actor, lambda work: withdraw(work, enrolment_id))


@router.post("/restore", dependencies=[MayMatch])
def restore_it(enrolment_id: EnrolmentId, parts: Given, actor: Signed) -> EnrolmentTold:
    """A withdrawn draft is a draft again (clerk)."""
    return _step(parts, actor, lambda work: restore(work, enrolment_id))


@router.post("/approve", dependencies=[MayMatch])
def approve_it(enrolment_id: EnrolmentId, parts: Given, actor: Signed, given: Approval = NOTHING) -> EnrolmentTold:
    """Approve what was submitted (approver; never the one who prepared it), and answer for what papers cannot show."""
    return _step(parts, actor, lambda work: approve(work, enrolment_id, given.answers()))


@router.post("/warn", dependencies=[MayMatch])
def warn_it(enrolment_id: EnrolmentId, told: Warning, parts: Given, actor: Signed) -> EnrolmentTold:
    """Record that the person was told by the court's own means: a message, a letter, face to face."""
    given = told.told()
    return _step(parts, actor, lambda work: record_telling(work, enrolment_id, given))


@router.post("/send-warning", status_code=202)
def send_the_warning(enrolment_id: EnrolmentId, parts: Given, actor: Signed) -> MessageTold:
    """Send the court's warning to the number as a short message; the enrolment is warned when it has gone out."""
    with parts.desk.work(actor) as work:
        return tell_message(MessageView(send_warning(work, enrolment_id), None))


@router.post("/tell-ended")
def record_that_it_ended(enrolment_id: EnrolmentId, told: Warning, parts: Given, actor: Signed) -> MessageTold:
    """Record that the court itself told the person that the notice is over, where the short message could not."""
    given = told.told()
    with parts.desk.work(actor) as work:
        return tell_message(MessageView(record_ended(work, enrolment_id, given), given.text))


@router.post("/activate", dependencies=[MayMatch])
def activate_it(enrolment_id: EnrolmentId, parts: Given, actor: Signed) -> EnrolmentTold:
    """After the grace period: from now on callers hear the court."""
    return _step(parts, actor, lambda work: activate(work, enrolment_id))


@router.post("/suspend", dependencies=[MayMatch])
def suspend_it(enrolment_id: EnrolmentId, why: Reason, parts: Given, actor: Signed) -> EnrolmentTold:
    """Silence the number at once; one person is enough."""
    return _step(parts, actor, lambda work: suspend(work, enrolment_id, why.reason))


@router.post("/resume", dependencies=[MayMatch])
def resume_it(enrolment_id: EnrolmentId, parts: Given, actor: Signed) -> EnrolmentTold:
    """The first call asks for it; a call by another person, an approver, decides it."""
    return _step(parts, actor, lambda work: resume(work, enrolment_id))


@router.post("/remove", dependencies=[MayMatch])
def remove_it(enrolment_id: EnrolmentId, why: Reason, parts: Given, actor: Signed) -> EnrolmentTold:
    """The ground is gone: end it. The nodes' proof of silence follows in the enrolment itself."""
    return _step(parts, actor, lambda work: remove(work, enrolment_id, why.reason))


@router.post("/correct", dependencies=[MayMatch])
def correct_it(enrolment_id: EnrolmentId, why: Reason, parts: Given, actor: Signed) -> EnrolmentTold:
    """The entry was wrong (approver): end it, and keep that it should never have been."""
    return _step(parts, actor, lambda work: correct(work, enrolment_id, why.reason))


def _step(parts: Parts, actor: Actor, step: Callable[[Work], Enrolment]) -> EnrolmentTold:
    with parts.desk.work(actor) as work:
        return tell(step(work))
