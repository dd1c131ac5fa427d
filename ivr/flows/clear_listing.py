"""Record that the court has deleted or corrected the listing itself: that is its own work, and not the gateway's."""

from datetime import date

from ivr.domain.enrolment import Enrolment
from ivr.domain.errors import BadInput, RuleBroken
from ivr.domain.staff import require
from ivr.flows.desk import Work
from ivr.flows.facts import EnrolmentFacts
from ivr.store import duties


def clear_listing(work: Work, enrolment_id: str, on: date) -> Enrolment:
    """For every enrolment of that debt that waits for it. Raises RuleBroken when none does, BadInput for the day."""
    require(work.actor, "clear_listing")
    enrolment = work.scope.locked(Enrolment, enrolment_id)
    facts = EnrolmentFacts(work, enrolment)
    if enrolment.listing_due_on is None or enrolment.ended_at is None:
        reason, reason_zh = "no listing waits to be cleared here", "此处无待删除的失信信息"
        raise RuleBroken(field="state", reason=reason, reason_zh=reason_zh)
    if on > facts.today or on < facts.day_of(enrolment.ended_at):
        reason, reason_zh = "between the end and today", "应在终止日与今日之间"
        raise BadInput(field="on", reason=reason, reason_zh=reason_zh)
    for one in duties.of_obligation_to_clear(work.scope, enrolment.obligation_id):
        one.listing_due_on, one.listing_cleared_on = None, on
        work.record("clear_listing", one.id, court_id=one.court_id, after=str(on))
    return enrolment
