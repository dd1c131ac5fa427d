"""Resume after a suspension: a fresh decision of two people (safeguard 5)."""

from ivr.domain import enrolment as life
from ivr.domain.enrolment import Action, Enrolment
from ivr.domain.staff import require
from ivr.flows.desk import Work
from ivr.flows.step import apply


def resume(work: Work, enrolment_id: str) -> Enrolment:
    """The first call asks for it; a call by another person, who may approve, decides it."""
    require(work.actor, Action.RESUME)
    enrolment = work.scope.locked(Enrolment, enrolment_id)
    life.step(enrolment, Action.RESUME)
    if enrolment.resume_asked_by is None:
        return _ask(work, enrolment)
    return apply(work, enrolment, Action.RESUME, life.resume)


def _ask(work: Work, enrolment: Enrolment) -> Enrolment:
    enrolment.resume_asked_by = work.actor.id
    work.record("ask_resume", enrolment.id, court_id=enrolment.court_id, before=enrolment.state, after=enrolment.state)
    return enrolment
