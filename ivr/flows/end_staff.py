"""Somebody leaves: every token and session ends at once. The person's entries in the trail stay."""

from ivr.domain.errors import RuleBroken
from ivr.domain.staff import Staff
from ivr.flows.desk import Work
from ivr.flows.reach import managed
from ivr.store import sessions


def end_staff(work: Work, staff_id: str) -> Staff:
    """Raises RuleBroken for oneself, so that somebody who manages people is left."""
    person = managed(work, staff_id)
    if person.id == work.actor.id:
        raise RuleBroken(reason="another person must end your access", reason_zh="须由另一人停用您的权限")
    person.ended_at = person.ended_at or work.now
    sessions.end_all(work.session, person.id)
    sessions.end_tokens(work.session, person.id, work.now)
    work.record("end_staff", person.id, court_id=person.court_id)
    return person
