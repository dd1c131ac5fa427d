"""Approve a draft: another person has looked at the papers."""

from ivr.domain import enrolment as life
from ivr.domain.enrolment import Enrolment
from ivr.domain.staff import require, require_second
from ivr.flows.desk import Work


def approve(work: Work, enrolment_id: str) -> Enrolment:
    """Raises SamePerson for the drafter, WrongState for what is no draft."""
    require(work.actor, "approve")
    enrolment = work.scope.locked(Enrolment, enrolment_id)
    before = enrolment.state
    require_second(work.actor, enrolment.drafted_by, "approve")
    life.approve(enrolment, work.actor.id, work.now)
    work.record("approve", enrolment.id, court_id=enrolment.court_id, before=before, after=enrolment.state)
    return enrolment
