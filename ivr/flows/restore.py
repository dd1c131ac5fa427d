"""Restore a withdrawn draft."""

from ivr.domain import enrolment as life
from ivr.domain.enrolment import Enrolment
from ivr.domain.errors import RuleBroken
from ivr.domain.transitions import Action
from ivr.flows.desk import Work
from ivr.flows.step import step
from ivr.store import papers


def restore(work: Work, enrolment_id: str) -> Enrolment:
    """Raises RuleBroken when another enrolment names this number for the same debt by now."""
    restored = step(work, enrolment_id, Action.RESTORE, life.restore)
    if papers.running(work.session, restored.obligation_id, restored.number, restored.id):
        reason, reason_zh = "another enrolment names this number by now", "该号码已另有登记"
        raise RuleBroken(field="number", reason=reason, reason_zh=reason_zh)
    return restored
