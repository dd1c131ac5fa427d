"""List what is due in the actor's court, and what is late."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from ivr.domain.court import Court
from ivr.domain.duty import OF_STAGE, Duty, Task
from ivr.domain.enrolment import Enrolment
from ivr.domain.objection import open_on
from ivr.domain.staff import require
from ivr.domain.workdays import Due, after_working_days
from ivr.flows.desk import Work
from ivr.store import duties

MOST: Final = 500
"""Of each kind."""
AHEAD: Final = timedelta(days=7)
"""A proof that ends is shown so long before."""


@dataclass(frozen=True)
class DueTask:
    task: Task
    late: bool


def list_due(work: Work) -> list[DueTask]:
    """By the day; for an actor of no court, that of every court."""
    require(work.actor, "read_cases")
    zones = {court.id: ZoneInfo(court.zone) for court in work.scope.all(Court, limit=10_000)}
    found = _objections(work, zones) + _listings(work, zones) + _proofs(work, zones) + _letters(work, zones)
    return sorted(found, key=lambda one: (one.task.due.day, one.task.duty, one.task.enrolment_id))


def _objections(work: Work, zones: dict[str, ZoneInfo]) -> list[DueTask]:
    found = []
    for one in duties.open_objections(work.scope, MOST):
        today = work.now.astimezone(zones[one.court_id]).date()
        if one.due and open_on(one, today):
            task = Task(OF_STAGE[one.stage], one.enrolment_id, one.due, one.id)
            found.append(DueTask(task, task.late(today)))
    return found


def _listings(work: Work, zones: dict[str, ZoneInfo]) -> list[DueTask]:
    return [
        _task(work, zones, one, Duty.CLEAR_LISTING, listing_due(one, zones[one.court_id]))
        for one in duties.listings_to_clear(work.scope, MOST)
    ]


def _proofs(work: Work, zones: dict[str, ZoneInfo]) -> list[DueTask]:
    def due(one: Enrolment) -> Due:
        return Due(one.expires_at.astimezone(zones[one.court_id]).date() - timedelta(days=1), certain=True)

    ending = duties.proofs_that_end(work.scope, work.now + AHEAD, MOST)
    return [_task(work, zones, one, Duty.PROVE_HOLDER, due(one)) for one in ending]


def _letters(work: Work, zones: dict[str, ZoneInfo]) -> list[DueTask]:
    def today(one: Enrolment) -> Due:
        return Due(work.now.astimezone(zones[one.court_id]).date(), certain=True)

    return [_task(work, zones, one, Duty.SEND_LETTER, today(one)) for one in duties.letters_needed(work.scope, MOST)]


def listing_due(enrolment: Enrolment, zone: ZoneInfo) -> Due:
    """Three working days after the end (SPC Provisions 2017, arts 10 and 12)."""
    ended: datetime = enrolment.ended_at or enrolment.drafted_at
    return after_working_days(ended.astimezone(zone).date(), 3)


def _task(work: Work, zones: dict[str, ZoneInfo], one: Enrolment, duty: Duty, due: Due) -> DueTask:
    task = Task(duty, one.id, due)
    return DueTask(task, task.late(work.now.astimezone(zones[one.court_id]).date()))
