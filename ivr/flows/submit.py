"""Submit a draft: its clerk holds it for complete."""

from ivr.domain import enrolment as life
from ivr.domain.enrolment import Enrolment
from ivr.domain.transitions import Action
from ivr.flows.desk import Work
from ivr.flows.step import step


def submit(work: Work, enrolment_id: str) -> Enrolment:
    """Raises BadInput or RuleBroken when the order or the proof of the holder is over by now."""
    return step(work, enrolment_id, Action.SUBMIT, lambda one: life.submit(one, work.actor.id, work.now))
