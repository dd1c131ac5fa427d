"""Send back what was submitted or approved: its clerk corrects it, and it is decided anew."""

from ivr.domain import enrolment as life
from ivr.domain.enrolment import Enrolment
from ivr.domain.text import plain
from ivr.domain.transitions import Action
from ivr.flows.desk import Work
from ivr.flows.step import step


def send_back(work: Work, enrolment_id: str, reason: str) -> Enrolment:
    """Raises BadInput without a reason in words. They may name somebody, so they are sealed."""
    why = plain(reason, "reason", 200)
    sealed = work.vault.seal(why, f"enrolments.sent_back_for.{enrolment_id}")
    return step(work, enrolment_id, Action.SEND_BACK, lambda one: life.send_back(one, sealed), why)
