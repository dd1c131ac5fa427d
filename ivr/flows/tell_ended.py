"""Tell the person that the notice is over: queued where the silence is proven, never before, and once for each end."""

from ivr.domain.ended import number_in_doubt, to_be_told
from ivr.domain.enrolment import Enrolment
from ivr.domain.errors import RuleBroken
from ivr.domain.message import Channel, Delivery, Message, Purpose
from ivr.flows.desk import Work
from ivr.flows.facts import EnrolmentFacts
from ivr.store import messages

IN_DOUBT = "holder-in-doubt"


def tell_ended(work: Work, enrolment: Enrolment) -> None:
    """Into the outbox, unless the person does not know of it. Where the number may be somebody else's by now, the
    message has failed before it was sent: so a letter is due."""
    if not to_be_told(enrolment, messages.of_enrolment(work.session, enrolment.id, Purpose.WARNING)):
        return
    safe = _still_the_holder(work, enrolment)
    message = Message(
        id=work.new_id(),
        court_id=enrolment.court_id,
        enrolment_id=enrolment.id,
        channel=Channel.SMS,
        state=Delivery.QUEUED if safe else Delivery.FAILED,
        queued_at=work.now,
        queued_by=work.actor.id,
        next_try_at=work.now,
        purpose=Purpose.ENDED,
        error="" if safe else IN_DOUBT,
    )
    work.session.add(message)
    work.record("tell_ended", enrolment.id, court_id=enrolment.court_id, reason=message.error, after=message.id)


def _still_the_holder(work: Work, enrolment: Enrolment) -> bool:
    facts = EnrolmentFacts(work, enrolment)
    try:
        proven = facts.proof.holds(facts.today) and not facts.line_changed
    except RuleBroken:  # nobody has said whose number it is
        return False
    return proven and not number_in_doubt(enrolment)
