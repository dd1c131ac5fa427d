"""What follows when more is known about how the person was told: the grace period; silence, where nothing arrived."""

from datetime import timedelta

from ivr.domain import enrolment as life
from ivr.domain.court import Court
from ivr.domain.enrolment import Action, Enrolment, State
from ivr.domain.message import Message, Purpose, told_at
from ivr.domain.reasons import SuspendedFor
from ivr.flows.desk import Work
from ivr.flows.step import apply
from ivr.flows.suspend import silence
from ivr.store import messages


def told(work: Work, enrolment: Enrolment, message: Message, text: str) -> None:
    """The message has gone out: what is approved is warned now, and what was warned before is told again.

    One that was suspended meanwhile stays so, and resumes as warned. One that was sent back will be told anew.
    """
    if enrolment.approved_at is None or enrolment.ended_at:
        return
    sealed = work.vault.seal(text, f"enrolments.warning_text.{enrolment.id}")
    at = message.sent_at or work.now
    if enrolment.state is State.SUSPENDED and enrolment.warned_at is None:
        life.note_warning(enrolment, sealed, at)
    else:
        action = Action.WARN if enrolment.state is State.APPROVED else Action.TELL_AGAIN
        apply(work, enrolment, action, lambda one: life.warn(one, action, sealed, at))
    retime(work, enrolment)


def retime(work: Work, enrolment: Enrolment) -> None:
    """The grace period runs from what is known now. Who announces though nothing arrived is silenced."""
    work.session.flush()
    approved = enrolment.approved_at
    since = [
        one
        for one in messages.of_enrolment(work.session, enrolment.id, Purpose.WARNING)
        if approved and one.sent_at and one.sent_at >= approved
    ]
    at = told_at(since)
    court = work.scope.one(Court, enrolment.court_id)
    enrolment.grace_ends_at = at + timedelta(days=court.grace_days) if at else None
    if at is None and enrolment.state is State.ACTIVE:
        silence(work, enrolment, SuspendedFor.NOT_TOLD)
