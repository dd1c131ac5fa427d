"""Record that the court itself told the person that the notice is over, where no short message could."""

from ivr.domain.enrolment import Enrolment
from ivr.domain.errors import BadInput, RuleBroken
from ivr.domain.message import Delivery, Message, Purpose
from ivr.domain.staff import require
from ivr.flows.desk import Work
from ivr.flows.own_telling import Told, keep_telling
from ivr.store import messages


def record_ended(work: Work, enrolment_id: str, given: Told) -> Message:
    """A short message that still waits is not sent any more. Raises RuleBroken before the silence is proven."""
    require(work.actor, "tell_ended")
    enrolment = work.scope.locked(Enrolment, enrolment_id)
    if enrolment.silent_at is None:
        reason = "not every node is proven silent yet: wait for the proof"
        raise RuleBroken(field="state", reason=reason, reason_zh="尚未证实全部节点静默，请等待")
    for waiting in messages.waiting(work.session, enrolment.id):
        waiting.state = Delivery.CANCELLED
    message, _ = keep_telling(work, enrolment, given, Purpose.ENDED)
    if enrolment.ended_at and given.sent_at < enrolment.ended_at:
        reason, reason_zh = "the person is told after the end, not before", "告知须在终止之后"
        raise BadInput(field="sent_at", reason=reason, reason_zh=reason_zh)
    work.record("tell_ended", enrolment.id, court_id=enrolment.court_id, after=message.id)
    return message
