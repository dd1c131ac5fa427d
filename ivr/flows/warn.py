"""Record that the person was told by the court's own means: the text, how, and when it was sent."""

from datetime import datetime

from ivr.domain import enrolment as life
from ivr.domain.enrolment import Action, Enrolment, State
from ivr.domain.errors import BadInput
from ivr.domain.message import Purpose
from ivr.domain.staff import require
from ivr.flows.desk import Work
from ivr.flows.own_telling import Told, keep_telling
from ivr.flows.telling import told


def warn(work: Work, enrolment_id: str, text: str, sent_at: datetime) -> Enrolment:
    """A message that the court sent itself."""
    return record_telling(work, enrolment_id, Told(text, sent_at))


def record_telling(work: Work, enrolment_id: str, given: Told) -> Enrolment:
    """The court's grace period runs from the delivery if that is known, else from the sending.

    Raises BadInput for a time ahead, or one before the approval.
    """
    require(work.actor, Action.WARN)
    enrolment = work.scope.locked(Enrolment, enrolment_id)
    _require_approved(enrolment)
    message, text = keep_telling(work, enrolment, given, Purpose.WARNING)
    if enrolment.approved_at and given.sent_at < enrolment.approved_at:
        reason = "the person is told after the approval, not before"
        raise BadInput(field="sent_at", reason=reason, reason_zh="告知须在批准之后")
    told(work, enrolment, message, text)
    return enrolment


def _require_approved(enrolment: Enrolment) -> None:
    """Raises WrongState before the approval and after the end."""
    again = enrolment.warned_at is not None and enrolment.state is not State.APPROVED
    life.step(enrolment, Action.TELL_AGAIN if again else Action.WARN)
