"""Approve what was submitted: another person has looked at the papers."""

from ivr.domain import enrolment as life
from ivr.domain.enrolment import Enrolment
from ivr.domain.transitions import Action
from ivr.flows.desk import Work
from ivr.flows.step import step


def approve(work: Work, enrolment_id: str) -> Enrolment:
    """Raises SamePerson for whoever prepared it, WrongState for what was not submitted."""
    return step(work, enrolment_id, Action.APPROVE, lambda one: life.approve(one, work.actor.id, work.now))
