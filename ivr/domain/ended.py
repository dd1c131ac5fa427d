"""Whether, how and with which words the person is told that the notice is over."""

from collections.abc import Iterable
from typing import Final

from ivr.domain.enrolment import Enrolment, State
from ivr.domain.message import REACHED, Delivery, Message
from ivr.domain.reasons import EndedFor, SuspendedFor
from ivr.domain.words import Kind

_DOUBTS: Final = frozenset(
    {SuspendedFor.HOLDER_IN_DOUBT, SuspendedFor.NUMBER_CLOSED, SuspendedFor.NUMBER_REASSIGNED, SuspendedFor.PORTED_OUT}
)


def to_be_told(enrolment: Enrolment, warnings: Iterable[Message]) -> bool:
    """Whoever was told that callers will hear the court, or has been announced, is told that it is over.

    Where nothing has reached the person, to say that it is over would be the first news of it, and to whoever holds the
    telephone (Personal Information Protection Law, art 6). The dead are not written to.
    """
    knows = enrolment.activated_at is not None or any(one.state in REACHED | {Delivery.SENDING} for one in warnings)
    return knows and enrolment.ended_for not in {EndedFor.DIED, EndedFor.DRAFT_WITHDRAWN}


def number_in_doubt(enrolment: Enrolment) -> bool:
    """Whether somebody else may read what is sent to the number; then it takes a letter."""
    doubts = (enrolment.suspended_for or "").split("+")
    return enrolment.ended_for == EndedFor.NUMBER_CHANGED_HANDS or not _DOUBTS.isdisjoint(doubts)


def words_of(enrolment: Enrolment) -> Kind:
    if enrolment.state is State.CORRECTED:
        return Kind.CORRECTED
    return Kind.CALLED_OFF if enrolment.activated_at is None else Kind.ENDED
