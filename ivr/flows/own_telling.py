"""What the court itself told the person, by its own means, kept as a message."""

from dataclasses import dataclass
from datetime import datetime

from ivr.domain.enrolment import Enrolment
from ivr.domain.errors import BadInput
from ivr.domain.message import Channel, Delivery, Message, Purpose
from ivr.domain.text import plain
from ivr.flows.desk import Work

LONGEST = 500


@dataclass(frozen=True)
class Told:
    """How the person was told. ``delivered_at``: when it is known to have reached them, as by a letter's receipt."""

    text: str
    sent_at: datetime
    channel: str = Channel.SMS
    delivered_at: datetime | None = None


def keep_telling(work: Work, enrolment: Enrolment, given: Told, purpose: Purpose) -> tuple[Message, str]:
    """The message, and its text as it is kept. Raises BadInput for a channel, a text or a time that cannot be."""
    _check_times(given, work.now)
    text, key = plain(given.text, "text", LONGEST), work.new_id()
    arrived = _delivered_at(given)
    message = Message(
        id=key,
        court_id=enrolment.court_id,
        enrolment_id=enrolment.id,
        channel=_channel(given.channel),
        state=Delivery.DELIVERED if arrived else Delivery.SENT,
        queued_at=work.now,
        queued_by=work.actor.id,
        next_try_at=work.now,
        purpose=purpose,
        text=work.vault.seal(text, f"messages.text.{key}"),
        sent_at=given.sent_at,
        delivered_at=arrived,
    )
    work.session.add(message)
    return message, text


def _channel(given: str) -> Channel:
    if given not in set(Channel):
        known = ", ".join(Channel)
        raise BadInput(field="channel", reason=f"one of {known}", reason_zh=f"请选择：{known}")
    return Channel(given)


def _delivered_at(given: Told) -> datetime | None:
    """Who is told face to face is told at once."""
    return given.sent_at if given.channel == Channel.IN_PERSON else given.delivered_at


def _check_times(given: Told, now: datetime) -> None:
    _check_time("sent_at", given.sent_at, now)
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
