"""Record that the person was told by the court's own means: the text, how, and when it was sent."""

from dataclasses import dataclass
from datetime import datetime

from ivr.domain import enrolment as life
from ivr.domain.enrolment import Action, Enrolment, State
from ivr.domain.errors import BadInput
from ivr.domain.message import Channel, Delivery, Message
from ivr.domain.staff import require
from ivr.domain.text import plain
from ivr.flows.desk import Work
from ivr.flows.telling import told

LONGEST_WARNING = 500


@dataclass(frozen=True)
class Told:
    """How the person was told. ``delivered_at``: when it is known to have reached them, as by a letter's receipt."""

    text: str
    sent_at: datetime
    channel: str = Channel.SMS
    delivered_at: datetime | None = None


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
    _check_times(enrolment, given, work.now)
    text, key = plain(given.text, "text", LONGEST_WARNING), work.new_id()
    message = Message(
        id=key,
        court_id=enrolment.court_id,
        enrolment_id=enrolment.id,
        channel=_channel(given.channel),
        state=Delivery.DELIVERED if _delivered_at(given) else Delivery.SENT,
        queued_at=work.now,
        queued_by=work.actor.id,
        next_try_at=work.now,
        text=work.vault.seal(text, f"messages.text.{key}"),
        sent_at=given.sent_at,
        delivered_at=_delivered_at(given),
    )
    work.session.add(message)
    told(work, enrolment, message, text)
    return enrolment


def _require_approved(enrolment: Enrolment) -> None:
    """Raises WrongState before the approval and after the end."""
    again = enrolment.warned_at is not None and enrolment.state is not State.APPROVED
    life.step(enrolment, Action.TELL_AGAIN if again else Action.WARN)


def _channel(given: str) -> Channel:
    if given not in set(Channel):
        known = ", ".join(Channel)
        raise BadInput(field="channel", reason=f"one of {known}", reason_zh=f"请选择：{known}")
    return Channel(given)


def _delivered_at(given: Told) -> datetime | None:
    """Who is told face to face is told at once."""
    return given.sent_at if given.channel == Channel.IN_PERSON else given.delivered_at


def _check_times(enrolment: Enrolment, given: Told, now: datetime) -> None:
    _check_time("sent_at", given.sent_at, now)
    if enrolment.approved_at and given.sent_at < enrolment.approved_at:
        reason = "the person is told after the approval, not before"
        raise BadInput(field="sent_at", reason=reason, reason_zh="告知须在批准之后")
    if given.delivered_at is not None:
        _check_time("delivered_at", given.delivered_at, now)
        if given.delivered_at < given.sent_at:
            reason, reason_zh = "it cannot arrive before it is sent", "送达不得早于发出"
            raise BadInput(field="delivered_at", reason=reason, reason_zh=reason_zh)


def _check_time(field: str, at: datetime, now: datetime) -> None:
    if at.tzinfo is None:
        raise BadInput(field=field, reason="it needs a time zone", reason_zh="须注明时区")
    if at > now:
        raise BadInput(field=field, reason="it lies in the future", reason_zh="时间在将来")
