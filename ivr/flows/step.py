"""One step of an enrolment's life: the role, the row and its lock, the state, the guards, the change, the trail."""

from collections.abc import Callable
from typing import Any

from ivr.domain.enrolment import Enrolment
from ivr.domain.guards import check
from ivr.domain.staff import require
from ivr.domain.transitions import Action, require_from
from ivr.flows.desk import Work
from ivr.flows.facts import EnrolmentFacts

Change = Callable[[Enrolment], None]


def step(work: Work, enrolment_id: str, action: Action, change: Change, reason: str = "", **given: Any) -> Enrolment:
    """Raises NotPermitted, NotFound, WrongState, and what the guards of the transition raise; ``change`` then.

    ``given``: further facts that the guards are told, by the names of EnrolmentFacts.
    """
    require(work.actor, action)
    return apply(work, work.scope.locked(Enrolment, enrolment_id), action, change, reason, **given)


def apply(
    work: Work, enrolment: Enrolment, action: Action, change: Change, reason: str = "", **given: Any
) -> Enrolment:
    """The same for a row that is at hand and locked, where the right to it comes from another verb."""
    transition = require_from(enrolment.state, action)
    check(transition, EnrolmentFacts(work, enrolment, reason, **given))
    before = enrolment.state
    change(enrolment)
    if transition.causes:
        work.touch(enrolment)
    told = {"before": before, "after": enrolment.state}
    work.record(action, enrolment.id, court_id=enrolment.court_id, reason=_open(action, reason), **told)
    return enrolment


def _open(action: Action, reason: str) -> str:
    """Reasons are codes, fit for the trail; the words of a clerk or a judge may name somebody: they are sealed."""
    return "" if action is Action.SEND_BACK else reason
