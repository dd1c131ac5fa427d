"""Tell courts of objections that they must decide soon, once for each stage."""

from datetime import date, timedelta
from itertools import chain
from typing import Final
from zoneinfo import ZoneInfo

from ivr.domain.court import Court
from ivr.domain.objection import Objection, Stage
from ivr.domain.staff import SYSTEM
from ivr.flows.desk import Desk, Work
from ivr.store import audit, duties

AHEAD: Final = timedelta(days=3)
OF_THE_COURT: Final = frozenset({Stage.REVIEW, Stage.RECONSIDERATION})
"""In the stage between them it is the person who may do something."""
MOST: Final = 5000
ACTION: Final = "objection_due"


def tell_due(desk: Desk) -> int:
    """How many were told now. The trail keeps them apart: one entry for each enrolment and day."""
    with desk.read(SYSTEM) as work:
        waiting = chain(*(duties.open_objections(work.scope, stage, date.min, MOST) for stage in OF_THE_COURT))
        found = [one for one in waiting if _soon(work, one) and not _told(work, one)]
    return sum(_tell(desk, one) for one in found)


def _tell(desk: Desk, objection: Objection) -> bool:
    with desk.work(SYSTEM) as work:
        held = work.scope.locked(Objection, objection.id)
        if _told(work, held) or not _soon(work, held):
            return False
        work.record(ACTION, held.enrolment_id, court_id=held.court_id, reason=held.id, after=_due_on(held))
        return True


def _soon(work: Work, objection: Objection) -> bool:
    if objection.stage not in OF_THE_COURT or objection.due is None:
        return False
    zone = ZoneInfo(work.scope.one(Court, objection.court_id).zone)
    return objection.due.day - AHEAD <= work.now.astimezone(zone).date()


def _told(work: Work, objection: Objection) -> bool:
    same = {"subject": objection.enrolment_id, "action": ACTION, "after": _due_on(objection)}
    return bool(audit.newest(work.session, objection.court_id, same, (None, None), None, 1))


def _due_on(objection: Objection) -> str:
    return objection.due.day.isoformat() if objection.due else ""
