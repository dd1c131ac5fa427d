"""Withdraw a draft that nobody has approved."""

from ivr.domain import enrolment as life
from ivr.domain.enrolment import Enrolment
from ivr.domain.reasons import EndedFor
from ivr.domain.transitions import Action
from ivr.flows.desk import Work
from ivr.flows.step import step


def withdraw(work: Work, enrolment_id: str) -> Enrolment:
    """``restore`` undoes it."""
    action, reason = Action.WITHDRAW, EndedFor.DRAFT_WITHDRAWN
    return step(work, enrolment_id, action, lambda one: life.end(one, action, reason, work.now), reason)
