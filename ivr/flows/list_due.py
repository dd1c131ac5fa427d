"""List what is due in the actor's court, and what is late."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Final
from zoneinfo import ZoneInfo

from ivr.domain.court import Court
from ivr.domain.duty import OF_STAGE, Duty, Task
from ivr.domain.enrolment import Enrolment, State
from ivr.domain.moment import MAINLAND
from ivr.domain.objection import ASK_DAYS, OPEN, Objection, Stage, open_on
from ivr.domain.review import due as claimed_by
from ivr.domain.staff import require
from ivr.domain.workdays import Due, after_working_days
from ivr.flows.desk import Work
from ivr.store import duties
from ivr.store.duties import Concerned

MOST: Final = 50
"""Of each kind, when nothing is said; those that are due first."""
SENT_WITHIN: Final = timedelta(hours=1)
"""A short message that has not gone out by then needs a letter: no centre is set up, or none answers."""
AHEAD: Final = timedelta(days=7)
"""A proof that ends is shown so long before."""
LATEST: Final = timedelta(days=ASK_DAYS + 20)
"""A refusal is served longest ago: ten days, and the days off behind them."""
Zones = dict[str, ZoneInfo]


@dataclass(frozen=True)
class DueTask:
    task: Task
    late: bool


def list_due(work: Work, most: int = MOST) -> list[DueTask]:
    """By the day; for an actor of no court, that of every court, and money that is no court's yet."""
    require(work.actor, "read_cases")
    zones = {court.id: ZoneInfo(court.zone) for court in work.scope.all(Court, limit=10_000)}
    found = [kind(work, zones, most) for kind in (_objections, _listings, _proofs, _letters, _untold, _money)]
    return sorted(chain(*found), key=_place)


def _place(one: DueTask) -> tuple[date, Duty, str]:
    return one.task.due.day, one.task.duty, one.task.enrolment_id or one.task.payment_id or ""


def _objections(work: Work, zones: Zones, most: int) -> list[DueTask]:
    found = []
    for one in chain(*(_in_stage(work, stage, most) for stage in OPEN)):
        today = work.now.astimezone(zones[one.court_id]).date()
        if one.due and open_on(one, today):
            task = Task(OF_STAGE[one.stage], one.enrolment_id, one.due, one.id)
            found.append(DueTask(task, task.late(today)))
    return found


def _in_stage(work: Work, stage: Stage, most: int) -> list[Objection]:
    since = work.now.date() - LATEST if stage is Stage.REFUSED else date.min
    return duties.open_objections(work.scope, stage, since, most)


def _listings(work: Work, zones: Zones, most: int) -> list[DueTask]:
    return [
        _task(work, zones, one, Duty.CLEAR_LISTING, listing_due(one, zones[one.court_id]))
        for one in duties.listings_to_clear(work.scope, most)
    ]


def _proofs(work: Work, zones: Zones, most: int) -> list[DueTask]:
    def due(one: Concerned) -> Due:
        return Due(one.expires_at.astimezone(zones[one.court_id]).date() - timedelta(days=1), certain=True)

    until = work.now + AHEAD
    ending = [duties.proofs_that_end(work.scope, state, until, most) for state in (State.ACTIVE, State.SUSPENDED)]
    return [_task(work, zones, one, Duty.PROVE_HOLDER, due(one)) for one in chain(*ending)]


def _letters(work: Work, zones: Zones, most: int) -> list[DueTask]:
    def today(one: Concerned) -> Due:
        return Due(work.now.astimezone(zones[one.court_id]).date(), certain=True)

    return [_task(work, zones, one, Duty.SEND_LETTER, today(one)) for one in duties.letters_needed(work.scope, most)]


def _untold(work: Work, zones: Zones, most: int) -> list[DueTask]:
    """Within the three working days in which the court clears the listing itself."""
    return [
        _task(work, zones, one, Duty.TELL_ENDED, listing_due(one, zones[one.court_id]))
        for one in duties.untold_ends(work.scope, work.now - SENT_WITHIN, most)
    ]


def _money(work: Work, zones: Zones, most: int) -> list[DueTask]:
    found = []
    for key, court_id, booked_at in duties.money_to_claim(work.scope, most):
        zone = zones[court_id] if court_id else MAINLAND
        task = Task(Duty.CLAIM_MONEY, None, claimed_by(booked_at.astimezone(zone).date()), payment_id=key)
        found.append(DueTask(task, task.late(work.now.astimezone(zone).date())))
    return found


def listing_due(enrolment: Enrolment | Concerned, zone: ZoneInfo) -> Due:
    """Three working days after the end (SPC Provisions 2017, arts 10 and 12)."""
    ended: datetime = enrolment.ended_at or enrolment.drafted_at
    return after_working_days(ended.astimezone(zone).date(), 3)


def _task(work: Work, zones: Zones, one: Concerned, duty: Duty, due: Due) -> DueTask:
    task = Task(duty, one.id, due)
    return DueTask(task, task.late(work.now.astimezone(zones[one.court_id]).date()))
