"""Resume after a suspension: a fresh decision of two people (safeguard 5)."""

from ivr.domain import enrolment as life
from ivr.domain.enrolment import Action, Enrolment
from ivr.domain.staff import require, require_second
from ivr.flows.activate import require_ground
from ivr.flows.desk import Work


def resume(work: Work, enrolment_id: str) -> Enrolment:
    """The first call asks for it; a call by another person, who may approve, decides it."""
    require(work.actor, "resume")
    enrolment = work.scope.locked(Enrolment, enrolment_id)
    life.step(enrolment, Action.RESUME)
    if enrolment.resume_asked_by is None:
        return _ask(work, enrolment)
    require_second(work.actor, enrolment.resume_asked_by, "resume")
    require(work.actor, "decide_resume")
    return _decide(work, enrolment)


def _ask(work: Work, enrolment: Enrolment) -> Enrolment:
    enrolment.resume_asked_by = work.actor.id
    work.record("ask_resume", enrolment.id, court_id=enrolment.court_id, before=enrolment.state, after=enrolment.state)
    return enrolment


def _decide(work: Work, enrolment: Enrolment) -> Enrolment:
    before = enrolment.state
    require_ground(work, enrolment)
    life.resume(enrolment)
    work.touch(enrolment)
    work.record("resume", enrolment.id, court_id=enrolment.court_id, before=before, after=enrolment.state)
    return enrolment
