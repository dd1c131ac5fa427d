"""What is past its end, or past the proof of its holder. The nodes are silent there already, by the value itself."""

from ivr.domain.enrolment import Action, Enrolment
from ivr.domain.order import Order
from ivr.domain.reasons import EndedFor, SuspendedFor
from ivr.flows.desk import Work
from ivr.flows.facts import EnrolmentFacts
from ivr.flows.remove import end
from ivr.flows.suspend import silence
from ivr.store import enrolments

AT_ONCE = 500


def expire(work: Work) -> int:
    """How many ended or were suspended; call again until it is none.

    A proof that ran out ends nothing: with a new one two people may resume. What has not begun waits for it as it is.
    """
    ended = enrolments.over(work.session, work.now, AT_ONCE)
    for enrolment in ended:
        end(work, enrolment, Action.EXPIRE, _reason(work, enrolment))
    unproven = enrolments.unproven(work.session, work.now, AT_ONCE)
    for enrolment in unproven:
        silence(work, enrolment, SuspendedFor.PROOF_OVER)
    return len(ended) + len(unproven)


def _reason(work: Work, enrolment: Enrolment) -> EndedFor:
    """The law ends a listing whose term is over; an order that ends before leaves the listing as it is."""
    order = work.scope.one(Order, enrolment.order_id)
    today = EnrolmentFacts(work, enrolment).today
    return EndedFor.TERM_OVER if order.listed_until and order.listed_until < today else EndedFor.ORDER_OVER
