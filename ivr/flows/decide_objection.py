"""Decide an objection, first in the court itself and, where the person asks for it, in the court above."""

from collections.abc import Callable
from datetime import date

from ivr.domain import objection as rules
from ivr.domain.enrolment import LIVING, Action, Enrolment
from ivr.domain.errors import BadInput
from ivr.domain.objection import Objection, Stage
from ivr.domain.reasons import CORRECTED_FOR, EndedFor
from ivr.domain.staff import require
from ivr.flows.desk import Work
from ivr.flows.facts import EnrolmentFacts
from ivr.flows.remove import end


def decide_objection(
    work: Work, objection_id: str, upheld: bool, on: date, reason: str = EndedFor.WRONG_ENTRY
) -> Objection:
    """Upheld: the enrolment ends as corrected, for ``reason`` (one of CORRECTED_FOR). Refused: ``on`` is the day of
    service, and the number stays silent while the person may still ask for reconsideration.

    Raises RuleBroken when there is nothing to decide, BadInput for a day before the objection or ahead.
    """
    require(work.actor, "decide_objection")
    if reason not in CORRECTED_FOR:
        known = sorted(CORRECTED_FOR)
        raise BadInput(field="reason", reason=f"one of {', '.join(known)}", reason_zh=f"请选择：{'、'.join(known)}")
    return _move(work, objection_id, "decide_objection", on, lambda one: rules.decide(one, upheld, on), reason)


def ask_reconsideration(work: Work, objection_id: str, received_on: date) -> Objection:
    """Raises BadInput after the ten days, RuleBroken when nothing was refused."""
    require(work.actor, "object")
    change: Callable[[Objection], None] = lambda one: rules.ask_again(one, received_on)  # noqa: E731
    return _move(work, objection_id, "ask_reconsideration", received_on, change)


def withdraw_objection(work: Work, objection_id: str) -> Objection:
    """The person takes it back. To resume is a decision of two people all the same."""
    require(work.actor, "object")
    return _move(work, objection_id, "withdraw_objection", None, rules.take_back)


def _move(  # noqa: PLR0913, PLR0917
    work: Work,
    objection_id: str,
    action: str,
    on: date | None,
    change: Callable[[Objection], None],
    reason: str = EndedFor.WRONG_ENTRY,
) -> Objection:
    """The enrolment is locked first, as every verb does."""
    enrolment = work.scope.locked(Enrolment, work.scope.one(Objection, objection_id).enrolment_id)
    objection = work.scope.locked(Objection, objection_id)
    if on and on > EnrolmentFacts(work, enrolment).today:
        field = "on" if action == "decide_objection" else "received_on"
        raise BadInput(field=field, reason="it lies in the future", reason_zh="日期在将来")
    before = objection.stage
    change(objection)
    work.record(action, objection.id, court_id=objection.court_id, before=before, after=objection.stage)
    if objection.stage is Stage.UPHELD and enrolment.state in LIVING:
        end(work, enrolment, Action.CORRECT, reason)
    return objection
