"""Approve what was submitted: another person has looked at the papers, and answers for what papers cannot show."""

from collections.abc import Mapping

from ivr.domain import enrolment as life
from ivr.domain.concerns import Answer, Concern, as_text
from ivr.domain.enrolment import Enrolment
from ivr.domain.transitions import Action
from ivr.flows.desk import Work
from ivr.flows.step import step


def approve(work: Work, enrolment_id: str, answers: Mapping[Concern, Answer] | None = None) -> Enrolment:
    """Raises SamePerson for whoever prepared it, WrongState for what was not submitted; RuleBroken, BadInput or
    NeverEnrolled for a concern that is not answered, or not well, with its field."""
    given = answers or {}
    sealed = work.vault.seal(as_text(given), f"enrolments.answers.{enrolment_id}")

    def change(one: Enrolment) -> None:
        life.approve(one, work.actor.id, work.now)
        one.answers = sealed

    return step(work, enrolment_id, Action.APPROVE, change, answers=given)
