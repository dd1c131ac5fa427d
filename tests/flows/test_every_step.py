"""Every state with every action and every role, on a real store: done where the table says so, else refused."""

from collections.abc import Callable
from datetime import timedelta
from itertools import product

import pytest

from ivr.domain.concerns import NO_CONCERNS
from ivr.domain.enrolment import Action, Enrolment, State
from ivr.domain.errors import BadInput, NotPermitted, RuleBroken, WrongState
from ivr.domain.staff import OF_A_COURT, SYSTEM, Actor, Role
from ivr.flows.activate import activate
from ivr.flows.amend import amend
from ivr.flows.approve import approve
from ivr.flows.correct import correct
from ivr.flows.desk import Work
from ivr.flows.expire import expire
from ivr.flows.remove import remove
from ivr.flows.restore import restore
from ivr.flows.resume import resume
from ivr.flows.send_back import send_back
from ivr.flows.submit import submit
from ivr.flows.suspend import suspend
from ivr.flows.warn import warn
from ivr.flows.withdraw import withdraw
from tests.flows.office import GRACE, Office, account, approver, clerk, id_number, number

DECIDES: set[str] = {Role.APPROVER, Role.PRESIDENT}
WORKS: set[str] = {Role.CLERK, *DECIDES}
ALWAYS: dict[Action, set[str]] = {
    Action.SUSPEND: WORKS | {"system"},
    Action.REMOVE: WORKS | {"system"},
    Action.CORRECT: DECIDES,
}
TABLE: dict[State, dict[Action, set[str]]] = {
    State.DRAFTED: ALWAYS | {Action.AMEND: {Role.CLERK}, Action.SUBMIT: {Role.CLERK}, Action.WITHDRAW: {Role.CLERK}},
    State.SUBMITTED: ALWAYS | {Action.APPROVE: DECIDES, Action.SEND_BACK: WORKS, Action.WITHDRAW: {Role.CLERK}},
    State.APPROVED: ALWAYS | {Action.WARN: WORKS | {"system"}, Action.SEND_BACK: WORKS},
    State.WARNED: ALWAYS | {Action.TELL_AGAIN: WORKS | {"system"}, Action.ACTIVATE: WORKS | {"system"}},
    State.ACTIVE: ALWAYS | {Action.TELL_AGAIN: WORKS | {"system"}},
    State.SUSPENDED: ALWAYS | {Action.TELL_AGAIN: WORKS | {"system"}, Action.RESUME: WORKS},
    State.REMOVED: {Action.RESTORE: {Role.CLERK}},
    State.EXPIRED: {},
    State.CORRECTED: {},
}
"""Written down by hand, beside the machine's own table. Expiry is tried apart: no person does it."""

STEPS: dict[Action, Callable[[Work, Enrolment], object]] = {
    Action.SUBMIT: lambda work, one: submit(work, one.id),
    Action.SEND_BACK: lambda work, one: send_back(work, one.id, "案号有误"),
    Action.WITHDRAW: lambda work, one: withdraw(work, one.id),
    Action.RESTORE: lambda work, one: restore(work, one.id),
    Action.APPROVE: lambda work, one: approve(work, one.id, NO_CONCERNS),
    Action.WARN: lambda work, one: warn(work, one.id, "告知", work.now),
    Action.ACTIVATE: lambda work, one: activate(work, one.id),
    Action.SUSPEND: lambda work, one: suspend(work, one.id, "objection"),
    Action.RESUME: lambda work, one: resume(work, one.id),
    Action.REMOVE: lambda work, one: remove(work, one.id, "paid"),
    Action.CORRECT: lambda work, one: correct(work, one.id, "wrong-person"),
}
PAPERS = {"number": number(1), "account": account(1), "id_number": id_number(1), "case_number": "（2025）川1302执1号"}


class Undo(Exception):
    """Takes a step back that was done only to see that it can be."""


def standing(office: Office, state: State) -> Enrolment:
    """One that came to its state by the ordinary way, at a time when the next step is possible."""
    slug = office.court("shunqing")
    ways: dict[State, Callable[[], Enrolment]] = {
        State.DRAFTED: lambda: office.draft(slug, **PAPERS),
        State.SUBMITTED: lambda: office.submitted(slug, **PAPERS),
        State.APPROVED: lambda: office.approved(slug, **PAPERS),
        State.WARNED: lambda: office.warned(slug, **PAPERS),
        State.REMOVED: lambda: office.do(clerk(slug), withdraw, office.draft(slug, **PAPERS).id),
    }
    others: dict[State, Callable[[str], object]] = {
        State.SUSPENDED: lambda key: office.do(clerk(slug), suspend, key, "objection"),
        State.CORRECTED: lambda key: office.do(approver(slug), correct, key, "wrong-person"),
        State.EXPIRED: lambda _: expired(office),
    }
    one = ways[state]() if state in ways else office.announced(slug, **PAPERS)
    if state in others:
        others[state](one.id)
    office.clock.pass_by(GRACE)
    return one


def expired(office: Office) -> None:
    office.clock.pass_by(timedelta(days=401))
    assert office.do(SYSTEM, expire) == 1


def may(office: Office, actor: Actor, step: Callable[[Work], object]) -> bool | None:
    """Whether it could be done (and is undone); None when the role may not at all."""
    try:
        with office.desk.work(actor) as work:
            step(work)
            work.session.flush()
            raise Undo  # noqa: TRY301
    except Undo:
        return True
    except NotPermitted:
        return None
    except WrongState:
        return False


def of(action: Action, one: Enrolment) -> Callable[[Work], object]:
    return lambda work: STEPS[action](work, one)


@pytest.mark.parametrize("state", State)
def test_every_action_of_every_role_is_done_or_refused_as_the_table_says(office: Office, state: State) -> None:
    one = standing(office, state)
    for action, role in product(STEPS, [*Role, "system"]):
        court = "shunqing" if role in OF_A_COURT else None
        actor = Actor(f"{role:.>16}"[:16], role, court)
        done = may(office, actor, of(action, one))
        again = Action.TELL_AGAIN if action is Action.WARN and state is not State.APPROVED else action
        wanted = role in TABLE[state].get(again, set())
        assert bool(done) == wanted, (state, action, role, done)


@pytest.mark.parametrize("state", State)
def test_papers_are_amended_in_a_draft_and_in_nothing_else(office: Office, state: State) -> None:
    one = standing(office, state)
    changed = office.papers(**PAPERS, owed=office.papers().owed)
    done = may(office, clerk("shunqing"), lambda work: amend(work, one.id, changed))
    assert bool(done) == (Action.AMEND in TABLE[state])


@pytest.mark.parametrize("state", State)
def test_whatever_has_not_ended_expires_at_its_end_and_nothing_else_does(office: Office, state: State) -> None:
    standing(office, state)
    living = state not in {State.REMOVED, State.EXPIRED, State.CORRECTED}
    office.clock.pass_by(timedelta(days=401))
    assert office.do(SYSTEM, expire) == living


def test_a_proof_that_ran_out_suspends_and_a_draft_waits_for_a_new_one(office: Office) -> None:
    slug = office.court("shunqing")
    announced, drafted = office.announced(slug), office.submitted(slug)
    office.clock.pass_by(timedelta(days=181))
    assert office.do(SYSTEM, expire) == 1
    assert office.do(SYSTEM, expire) == 0
    assert office.found(announced).suspended_for == "proof-over"
    assert office.found(drafted).state is State.SUBMITTED
    with pytest.raises(RuleBroken) as refused:
        office.do(approver(slug), approve, drafted.id, NO_CONCERNS)
    assert refused.value.field == "proven_until"
    office.do(clerk(slug), resume, announced.id)
    with pytest.raises(RuleBroken) as refused:
        office.do(approver(slug), resume, announced.id)
    assert refused.value.field == "proven_until"


def test_whoever_prepared_it_never_approves_whatever_the_role(office: Office) -> None:
    one = office.submitted(office.court("shunqing"))
    for prepared_by in (one.drafted_by, one.submitted_by):
        with pytest.raises(RuleBroken) as refused:
            office.do(Actor(str(prepared_by), Role.APPROVER, "shunqing"), approve, one.id)
        assert refused.value.code == "same-person"


def test_a_withdrawn_draft_is_restored_unless_its_number_is_taken_by_then(office: Office) -> None:
    slug = office.court("shunqing")
    one = office.draft(slug, **PAPERS)
    office.do(clerk(slug), withdraw, one.id)
    again = office.do(clerk(slug), restore, one.id)
    assert (again.state, again.ended_at, again.ended_for) == (State.DRAFTED, None, None)
    office.do(clerk(slug), withdraw, one.id)
    office.draft(slug, **PAPERS, signed_on=office.papers().signed_on + timedelta(days=1))
    with pytest.raises(RuleBroken) as refused:
        office.do(clerk(slug), restore, one.id)
    assert refused.value.field == "number"


def test_what_was_removed_for_a_reason_of_law_is_never_restored(office: Office) -> None:
    slug = office.court("shunqing")
    one = office.draft(slug)
    office.do(clerk(slug), remove, one.id, "paid")
    with pytest.raises(WrongState):
        office.do(clerk(slug), restore, one.id)


def test_why_it_was_sent_back_is_told_to_the_court_and_sealed_in_the_store(office: Office) -> None:
    from ivr.flows.view_enrolment import view_enrolment  # noqa: PLC0415

    slug = office.court("shunqing")
    one = office.do(approver(slug), send_back, office.submitted(slug).id, "王某的案号有误")
    assert "王某" not in str(one.sent_back_for)
    assert office.look(clerk(slug), view_enrolment, one.id).sent_back_for == "王某的案号有误"
    assert office.do(clerk(slug), submit, one.id).sent_back_for is None


def test_amended_papers_are_another_draft_when_they_are_about_somebody_else(office: Office) -> None:
    slug = office.court("shunqing")
    one = office.draft(slug, **PAPERS)
    for field, other in {"id_number": id_number(9), "case_number": "（2025）川1302执9号"}.items():
        with pytest.raises(BadInput) as refused:
            office.do(clerk(slug), amend, one.id, office.papers(**PAPERS | {field: other}))
        assert refused.value.field == field
    soon = office.clock.now().date() + timedelta(days=9)
    changed = office.papers(**PAPERS | {"number": number(8)}, order_ends_on=soon)
    amended = office.do(clerk(slug), amend, one.id, changed)
    assert (amended.number, amended.expires_at == amended.ends_at) == (number(8), True)
