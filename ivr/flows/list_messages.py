"""List how the person was told."""

from dataclasses import dataclass, field

from ivr.domain.enrolment import Enrolment
from ivr.domain.erased import ERASED
from ivr.domain.message import Message
from ivr.domain.staff import require
from ivr.flows.desk import Work
from ivr.store import messages


@dataclass(frozen=True)
class MessageView:
    """``text`` as it was sent; None before that, and once it is erased."""

    message: Message
    text: str | None = field(repr=False)


def list_messages(work: Work, enrolment_id: str) -> list[MessageView]:
    """The oldest first. Raises NotFound also for another court's enrolment."""
    require(work.actor, "read_cases")
    enrolment = work.scope.one(Enrolment, enrolment_id)
    return [_view(work, one) for one in messages.of_enrolment(work.session, enrolment.id)]


def _view(work: Work, message: Message) -> MessageView:
    kept = message.text not in {None, ERASED}
    return MessageView(message, work.vault.open(str(message.text), f"messages.text.{message.id}") if kept else None)
