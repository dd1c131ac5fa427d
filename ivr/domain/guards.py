"""What each guard of the machine checks. Facts are looked up only when a guard asks for them."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, tzinfo
from typing import Protocol

from ivr.domain import enrolment as life
from ivr.domain.concerns import Answers, check_answers
from ivr.domain.enrolment import Enrolment
from ivr.domain.errors import BadInput, RuleBroken, TooEarly, WrongState
from ivr.domain.moment import local
from ivr.domain.order import HolderProof, Order
from ivr.domain.payment import Obligation
from ivr.domain.reasons import EndedFor
from ivr.domain.staff import Actor, require, require_second
from ivr.domain.transitions import Action, Guard, State, Transition


class Facts(Protocol):
    """What is known about one enrolment at the moment of a step. ``today``: the court's day, by its ``zone``."""

    @property
    def enrolment(self) -> Enrolment: ...
    @property
    def actor(self) -> Actor: ...
    @property
    def now(self) -> datetime: ...
    @property
    def today(self) -> date: ...
    @property
    def zone(self) -> tzinfo: ...
    @property
    def reason(self) -> str: ...
    @property
    def order(self) -> Order: ...
    @property
    def proof(self) -> HolderProof: ...
    @property
    def obligation(self) -> Obligation: ...
    @property
    def answers(self) -> Answers: ...
    @property
    def line_changed(self) -> bool: ...
    @property
    def objected(self) -> bool: ...
    @property
    def published(self) -> bool: ...


def check(transition: Transition, facts: Facts) -> None:
    """Raises the error of the first guard that does not hold, in the order of the table."""
    for guard in transition.needs:
        CHECKS[guard](facts)


def _second_person(facts: Facts) -> None:
    for first in (facts.enrolment.drafted_by, facts.enrolment.submitted_by):
        require_second(facts.actor, first, "approve")


def _two_people(facts: Facts) -> None:
    if facts.enrolment.resume_asked_by is None:
        raise RuleBroken(field="state", reason="nobody has asked to resume", reason_zh="尚无人申请恢复")
    require_second(facts.actor, facts.enrolment.resume_asked_by, "resume")
    require(facts.actor, "decide_resume")


def _reason(facts: Facts) -> None:
    if not facts.reason.strip():
        raise BadInput(field="reason", reason="say why", reason_zh="请填写理由")


def _order_in_force(facts: Facts) -> None:
    if facts.now >= facts.enrolment.ends_at:
        reason, reason_zh = "the listing or the order has ended; remove it", "纳入期限或指令已届满，请撤除"
        raise RuleBroken(field="order_ends_on", reason=reason, reason_zh=reason_zh)


def _concerns_answered(facts: Facts) -> None:
    check_answers(facts.order.ground, facts.answers)


def _holder_proven(facts: Facts) -> None:
    if facts.now >= facts.enrolment.expires_at or not facts.proof.holds(facts.today) or facts.line_changed:
        reason, reason_zh = "the number's holder must be proven anew", "须重新核验号码持有人"
        raise RuleBroken(field="proven_until", reason=reason, reason_zh=reason_zh)


def _not_yet_due(facts: Facts) -> bool:
    """What resumes to a step before the notice comes to these guards later."""
    return facts.enrolment.state is State.SUSPENDED and life.stood(facts.enrolment) is not State.ACTIVE


def _person_told(facts: Facts) -> None:
    if facts.enrolment.grace_ends_at is None and not _not_yet_due(facts):
        reason = "no message has reached the person: tell them by letter, and record it"
        raise RuleBroken(field="warning", reason=reason, reason_zh="告知未能送达本人，请改以信函告知并登记")


def _grace_over(facts: Facts) -> None:
    if _not_yet_due(facts):
        return
    _person_told(facts)
    until = facts.enrolment.grace_ends_at
    if until is not None and facts.now < until:
        raise TooEarly(until=local(until, facts.zone))


def _no_objection(facts: Facts) -> None:
    if facts.objected:
        reason = "an objection is open, or may still go to the court above"
        raise RuleBroken(field="objection", reason=reason, reason_zh="异议尚未办结或仍可申请复议")


def _debt_open(facts: Facts) -> None:
    if facts.obligation.discharged_at is not None:
        raise RuleBroken(field="state", reason="the debt is paid in full", reason_zh="债务已全部履行")


def _notice_published(facts: Facts) -> None:
    if not facts.published and not _not_yet_due(facts):
        reason, reason_zh = "the court's notice is not published in all its languages", "本院播报尚未全部发布"
        raise RuleBroken(field="notice", reason=reason, reason_zh=reason_zh)


def _withdrawn_draft(facts: Facts) -> None:
    if facts.enrolment.ended_for != EndedFor.DRAFT_WITHDRAWN:
        raise WrongState(state=facts.enrolment.state, action=Action.RESTORE)


def _time_over(facts: Facts) -> None:
    if facts.now < facts.enrolment.ends_at:
        raise WrongState(state=facts.enrolment.state, action=Action.EXPIRE)


CHECKS: Mapping[Guard, Callable[[Facts], None]] = {
    Guard.SECOND_PERSON: _second_person,
    Guard.TWO_PEOPLE: _two_people,
    Guard.REASON: _reason,
    Guard.ORDER_IN_FORCE: _order_in_force,
    Guard.CONCERNS_ANSWERED: _concerns_answered,
    Guard.HOLDER_PROVEN: _holder_proven,
    Guard.PERSON_TOLD: _person_told,
    Guard.GRACE_OVER: _grace_over,
    Guard.NO_OBJECTION: _no_objection,
    Guard.DEBT_OPEN: _debt_open,
    Guard.NOTICE_PUBLISHED: _notice_published,
    Guard.WITHDRAWN_DRAFT: _withdrawn_draft,
    Guard.TIME_OVER: _time_over,
}
