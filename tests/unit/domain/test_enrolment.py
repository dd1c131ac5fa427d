"""The machine of an enrolment: every state with every action, and never a notice that the rules forbid."""

from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from ivr.domain import enrolment as life
from ivr.domain.enrolment import LIVING, Action, Enrolment, State
from ivr.domain.errors import RuleBroken, TooEarly, WrongState
from ivr.domain.reasons import EndedFor, SuspendedFor
from ivr.domain.transitions import RUNNING

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
GRACE = timedelta(days=3)

ALWAYS = {Action.SUSPEND, Action.REMOVE, Action.EXPIRE, Action.CORRECT}
TABLE = {
    State.DRAFTED: ALWAYS | {Action.AMEND, Action.SUBMIT, Action.WITHDRAW},
    State.SUBMITTED: ALWAYS | {Action.APPROVE, Action.SEND_BACK, Action.WITHDRAW},
    State.APPROVED: ALWAYS | {Action.WARN, Action.SEND_BACK},
    State.WARNED: ALWAYS | {Action.TELL_AGAIN, Action.ACTIVATE},
    State.ACTIVE: ALWAYS | {Action.TELL_AGAIN},
    State.SUSPENDED: ALWAYS | {Action.TELL_AGAIN, Action.RESUME},
    State.REMOVED: {Action.RESTORE},
    State.EXPIRED: set(),
    State.CORRECTED: set(),
}


def drafted() -> Enrolment:
    ids: dict[str, Any] = dict.fromkeys(("id", "court_id", "order_id", "person_id", "obligation_id", "number"), "x")
    end = NOW + timedelta(days=90)
    return Enrolment(**ids, state=State.DRAFTED, drafted_by="a", drafted_at=NOW, expires_at=end, ends_at=end)


def act(one: Enrolment, action: Action, now: datetime) -> None:
    steps = {
        Action.AMEND: lambda: life.step(one, Action.AMEND),
        Action.SUBMIT: lambda: life.submit(one, "a", now),
        Action.SEND_BACK: lambda: life.send_back(one, "sealed"),
        Action.WITHDRAW: lambda: life.end(one, Action.WITHDRAW, EndedFor.DRAFT_WITHDRAWN, now),
        Action.RESTORE: lambda: life.restore(one),
        Action.CORRECT: lambda: life.end(one, Action.CORRECT, EndedFor.WRONG_ENTRY, now),
        Action.APPROVE: lambda: life.approve(one, "b", now),
        Action.WARN: lambda: warn(one, Action.WARN, now),
        Action.TELL_AGAIN: lambda: warn(one, Action.TELL_AGAIN, now),
        Action.ACTIVATE: lambda: life.activate(one, now),
        Action.SUSPEND: lambda: life.suspend(one, SuspendedFor.OBJECTION, now),
        Action.RESUME: lambda: life.resume(one),
        Action.REMOVE: lambda: life.end(one, Action.REMOVE, EndedFor.PAID, now),
        Action.EXPIRE: lambda: life.end(one, Action.EXPIRE, EndedFor.TERM_OVER, now),
    }
    steps[action]()


def warn(one: Enrolment, action: Action, now: datetime) -> None:
    life.warn(one, action, "sealed", now)
    one.grace_ends_at = now + GRACE


def standing(state: State) -> Enrolment:
    """An enrolment brought to a state by the ordinary way."""
    one, now = drafted(), NOW
    way = [Action.SUBMIT, Action.APPROVE, Action.WARN, Action.ACTIVATE]
    steps = {State.DRAFTED: 0, State.SUBMITTED: 1, State.APPROVED: 2, State.WARNED: 3}.get(state, 4)
    for action in way[:steps]:
        act(one, action, now)
        now += GRACE
    others = {
        State.SUSPENDED: Action.SUSPEND,
        State.REMOVED: Action.REMOVE,
        State.EXPIRED: Action.EXPIRE,
        State.CORRECTED: Action.CORRECT,
    }
    if state in others:
        act(one, others[state], now)
    assert one.state is state
    return one


@pytest.mark.parametrize(("state", "action"), list(product(State, Action)))
def test_every_state_allows_exactly_its_actions(state: State, action: Action) -> None:
    one, later = standing(state), NOW + GRACE * 4
    if action in TABLE[state]:
        act(one, action, later)
        return
    before = dict(vars(one))
    with pytest.raises(WrongState) as refused:
        act(one, action, later)
    assert (refused.value.facts["state"], refused.value.facts["action"]) == (state, action)
    assert vars(one) == before


def test_the_living_states_are_those_that_can_end() -> None:
    assert {state for state in State if Action.REMOVE in TABLE[state]} == LIVING


@pytest.mark.parametrize("state", sorted(RUNNING))
def test_a_suspended_one_goes_back_to_where_it_stood(state: State) -> None:
    one = standing(state)
    act(one, Action.SUSPEND, NOW)
    assert one.suspended_for == "objection"
    act(one, Action.RESUME, NOW)
    assert (one.state, one.suspended_at, one.suspended_for, one.resume_asked_by) == (state, None, None, None)


def test_a_second_reason_is_added_and_whoever_asked_to_resume_must_ask_anew() -> None:
    one = standing(State.ACTIVE)
    life.suspend(one, SuspendedFor.OBJECTION, NOW)
    one.resume_asked_by = "c"
    life.suspend(one, SuspendedFor.PORTED_OUT, NOW + GRACE)
    life.suspend(one, SuspendedFor.PORTED_OUT, NOW + GRACE)
    assert (one.suspended_for, one.suspended_at, one.resume_asked_by) == ("objection+ported-out", NOW, None)


def test_what_was_sent_back_must_be_submitted_and_approved_anew() -> None:
    one = standing(State.APPROVED)
    act(one, Action.SEND_BACK, NOW)
    assert (one.state, one.submitted_by, one.approved_by, one.approved_at) == (State.DRAFTED, None, None, None)
    act(one, Action.SUSPEND, NOW)
    act(one, Action.RESUME, NOW)
    assert one.state is State.DRAFTED


def test_it_starts_at_the_very_end_of_the_grace_period_and_not_before() -> None:
    one = standing(State.WARNED)
    assert one.grace_ends_at is not None
    with pytest.raises(TooEarly):
        life.activate(one, one.grace_ends_at - timedelta(microseconds=1))
    life.activate(one, one.grace_ends_at)
    assert one.state is State.ACTIVE


def test_it_is_silent_from_the_very_moment_of_its_expiry() -> None:
    one = standing(State.ACTIVE)
    assert life.announces(one, one.expires_at - timedelta(microseconds=1))
    assert not life.announces(one, one.expires_at)
    late = standing(State.WARNED)
    with pytest.raises(WrongState):
        life.activate(late, late.expires_at)


class Life(RuleBasedStateMachine):
    """Any actions in any order, with an own record of what happened."""

    def __init__(self) -> None:
        super().__init__()
        self.one, self.now = drafted(), NOW
        self.approved = self.suspended = self.ended = False
        self.grace_over: datetime | None = None

    @rule(hours=st.integers(0, 24 * 40))
    def time_goes_by(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(action=st.sampled_from(Action))
    def try_it(self, action: Action) -> None:
        try:
            act(self.one, action, self.now)
        except RuleBroken:
            return
        self.approved = action is Action.APPROVE or (self.approved and action not in {Action.SEND_BACK, Action.RESTORE})
        self.ended = self.one.ended_at is not None
        self.suspended = action is Action.SUSPEND or (self.suspended and action is not Action.RESUME)
        if action in {Action.WARN, Action.TELL_AGAIN}:
            self.grace_over = self.now + GRACE

    @invariant()
    def no_notice_that_the_rules_forbid(self) -> None:
        if life.announces(self.one, self.now):
            assert self.approved
            assert self.one.approved_by not in {None, self.one.drafted_by}
            assert self.grace_over is not None
            assert self.now >= self.grace_over
            assert self.now < self.one.expires_at
            assert not self.suspended
            assert not self.ended


TestLife = Life.TestCase


def test_the_end_is_the_midnight_after_the_earliest_day_in_the_courts_zone() -> None:
    days = [None, date(2026, 5, 2), date(2026, 5, 1)]
    end = life.earliest_end(days, ZoneInfo("Asia/Shanghai"))
    assert end == datetime(2026, 5, 1, 16, tzinfo=UTC)
