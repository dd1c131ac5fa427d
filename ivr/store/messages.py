"""Messages by what they belong to, and the outbox: those that are due."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from ivr.domain.message import WAITING, Message, Purpose
from ivr.store.message_tables import message_parts, messages


def of_enrolment(session: Session, enrolment_id: str, *purposes: Purpose) -> list[Message]:
    """The oldest first; those for these purposes, or all."""
    query = select(Message).where(messages.c.enrolment_id == enrolment_id)
    if purposes:
        query = query.where(messages.c.purpose.in_(purposes))
    return list(session.scalars(query.order_by(messages.c.queued_at, messages.c.id)))


def waiting(session: Session, enrolment_id: str) -> list[Message]:
    """Those that may still go out, locked."""
    query = select(Message).where(messages.c.enrolment_id == enrolment_id, messages.c.state.in_(WAITING))
    return list(session.scalars(query.with_for_update(key_share=True)))


def due(session: Session, now: datetime) -> str | None:
    """The id of the next message of the outbox, those that were tried least first."""
    query = select(messages.c.id).where(messages.c.state.in_(WAITING), messages.c.next_try_at <= now)
    return session.scalar(query.order_by(messages.c.tries, messages.c.next_try_at).limit(1))


def locked(session: Session, message_id: str) -> Message:
    query = select(Message).where(messages.c.id == message_id).with_for_update(key_share=True)
    return session.scalars(query.execution_options(populate_existing=True)).one()


def keep_parts(session: Session, message_id: str, parts: Iterable[str]) -> None:
    session.execute(insert(message_parts), [{"message_id": message_id, "part": part} for part in dict.fromkeys(parts)])


def of_part(session: Session, part: str) -> str | None:
    """The message with that part; the newest, for a centre's ids come round again."""
    query = select(messages.c.id).join(message_parts).where(message_parts.c.part == part)
    return session.scalar(query.order_by(messages.c.sent_at.desc()).limit(1))


def part_told(session: Session, message_id: str, part: str, state: str) -> list[str | None]:
    """Keeps what became of one part, and gives back what is known of all."""
    mine = message_parts.c.message_id == message_id
    session.execute(update(message_parts).where(mine, message_parts.c.part == part).values(state=state))
    return list(session.scalars(select(message_parts.c.state).where(mine)))
