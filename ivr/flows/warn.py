"""Record that the person was told: the text, and when it was sent."""

from datetime import datetime, timedelta

from ivr.domain import enrolment as life
from ivr.domain.court import Court
from ivr.domain.enrolment import Action, Enrolment
from ivr.domain.errors import BadInput
from ivr.domain.staff import require
from ivr.domain.text import plain
from ivr.flows.desk import Work

LONGEST_WARNING = 500


def warn(work: Work, enrolment_id: str, text: str, sent_at: datetime) -> Enrolment:
    """The court's grace period runs from ``sent_at``. Raises BadInput for a time ahead, or one before the approval."""
    require(work.actor, "warn")
    enrolment = work.scope.locked(Enrolment, enrolment_id)
    life.step(enrolment, Action.WARN)
    _check_time(enrolment, sent_at, work.now)
    before = enrolment.state
    court = work.scope.one(Court, enrolment.court_id)
    told = work.vault.seal(plain(text, "text", LONGEST_WARNING), f"enrolments.warning_text.{enrolment.id}")
    life.warn(enrolment, told, sent_at, timedelta(days=court.grace_days))
    work.record("warn", enrolment.id, court_id=enrolment.court_id, before=before, after=enrolment.state)
    return enrolment


def _check_time(enrolment: Enrolment, sent_at: datetime, now: datetime) -> None:
    if sent_at.tzinfo is None:
        raise BadInput(field="sent_at", reason="it needs a time zone", reason_zh="须注明时区")
    if sent_at > now:
        raise BadInput(field="sent_at", reason="it lies in the future", reason_zh="时间在将来")
    if enrolment.approved_at and sent_at < enrolment.approved_at:
        reason = "the person is told after the approval, not before"
        raise BadInput(field="sent_at", reason=reason, reason_zh="告知须在批准之后")
