"""Send the warning as a short message: it is put into the outbox here, and goes out when this has committed."""

from ivr.domain.enrolment import Action, Enrolment, State
from ivr.domain.errors import RuleBroken, WrongState
from ivr.domain.guards import CHECKS
from ivr.domain.message import Channel, Delivery, Message
from ivr.domain.staff import require
from ivr.domain.transitions import Guard
from ivr.flows.desk import Work
from ivr.flows.facts import EnrolmentFacts
from ivr.store import messages

_NEEDS = (Guard.ORDER_IN_FORCE, Guard.HOLDER_PROVEN, Guard.DEBT_OPEN)


def send_warning(work: Work, enrolment_id: str) -> Message:
    """Raises WrongState unless it is approved or warned, RuleBroken while one is on its way or a guard does not hold.

    The number's holder must be proven still: a stranger must not read it either.
    """
    require(work.actor, Action.WARN)
    enrolment = work.scope.locked(Enrolment, enrolment_id)
    if enrolment.state not in {State.APPROVED, State.WARNED}:
        raise WrongState(state=enrolment.state, action=Action.WARN)
    facts = EnrolmentFacts(work, enrolment)
    for guard in _NEEDS:
        CHECKS[guard](facts)
    if messages.waiting(work.session, enrolment.id):
        raise RuleBroken(field="message", reason="one is on its way already", reason_zh="已有一条待发短信")
    message = Message(
        id=work.new_id(),
        court_id=enrolment.court_id,
        enrolment_id=enrolment.id,
        channel=Channel.SMS,
        state=Delivery.QUEUED,
        queued_at=work.now,
        queued_by=work.actor.id,
        next_try_at=work.now,
    )
    work.session.add(message)
    work.record("send_warning", enrolment.id, court_id=enrolment.court_id, after=message.id)
    return message
