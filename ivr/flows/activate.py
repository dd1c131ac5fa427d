"""Activate: from now on callers of the number hear the court."""

from ivr.domain import enrolment as life
from ivr.domain.enrolment import Enrolment
from ivr.domain.transitions import Action
from ivr.flows.desk import Work
from ivr.flows.step import step


def activate(work: Work, enrolment_id: str) -> Enrolment:
    """Raises TooEarly in the grace period, RuleBroken when the debt is paid or the court's notice is not published."""
    return step(work, enrolment_id, Action.ACTIVATE, lambda one: life.activate(one, work.now))
