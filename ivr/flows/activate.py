"""Activate: from now on callers of the number hear the court."""

from ivr.domain import enrolment as life
from ivr.domain.court import Court
from ivr.domain.enrolment import Enrolment
from ivr.domain.errors import RuleBroken
from ivr.domain.payment import Obligation
from ivr.domain.staff import require
from ivr.flows.desk import Work
from ivr.store.registrations import published_prompts


def activate(work: Work, enrolment_id: str) -> Enrolment:
    """Raises TooEarly in the grace period, RuleBroken when the debt is paid or the court's notice is not published."""
    require(work.actor, "activate")
    enrolment = work.scope.locked(Enrolment, enrolment_id)
    before = enrolment.state
    life.ready(enrolment, work.now)
    require_ground(work, enrolment)
    life.activate(enrolment, work.now)
    work.touch(enrolment)
    work.record("activate", enrolment.id, court_id=enrolment.court_id, before=before, after=enrolment.state)
    return enrolment


def require_ground(work: Work, enrolment: Enrolment) -> None:
    """What must hold before callers hear anything: a debt that is not paid, and every language of the notice."""
    if work.scope.one(Obligation, enrolment.obligation_id).discharged_at is not None:
        raise RuleBroken(field="state", reason="the debt is paid in full", reason_zh="债务已全部履行")
    court = work.scope.one(Court, enrolment.court_id)
    if len(published_prompts(work.session, court.id)) < len(court.languages.split(",")):
        reason, reason_zh = "the court's notice is not published in all its languages", "本院播报尚未全部发布"
        raise RuleBroken(field="notice", reason=reason, reason_zh=reason_zh)
