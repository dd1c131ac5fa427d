"""Verbs in the same moment: nobody undoes what he did not see, and nobody waits for ever."""

import random
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy.orm import Session

from ivr.domain.enrolment import Enrolment, State
from ivr.domain.errors import RuleBroken, WrongState
from ivr.domain.staff import SYSTEM, Actor
from ivr.flows.activate import activate
from ivr.flows.add_staff import add_staff
from ivr.flows.draft import draft
from ivr.flows.expire import expire
from ivr.flows.purge import purge
from ivr.flows.record_payment import record_payment
from ivr.flows.remove import remove
from ivr.flows.resume import resume
from ivr.flows.suspend import suspend
from ivr.store import audit, nodes
from ivr.store.errors import Clash
from tests.flows.office import BANK, GRACE, OPERATOR, Office, account, approver, clerk, number
from tests.flows.truth import broken_chains, from_scratch, registered

STEP_S = 0.2
PATIENCE_S = 30.0


def overlapping(office: Office, first: Callable[[Any], object], actor: Actor, second: Callable[[], Any]) -> Future[Any]:
    """``second`` starts when ``first`` has done its steps, and ``first`` commits a moment later."""
    with ThreadPoolExecutor(1) as thread:
        with office.desk.work(actor) as work:
            first(work)
            late = thread.submit(second)
            threading.Event().wait(STEP_S)  # the second runs into what the first holds
        late.exception(PATIENCE_S)
    return late


def state_of(office: Office, enrolment: Enrolment) -> State:
    with Session(office.engine) as session:
        return session.get_one(Enrolment, enrolment.id).state


def ready(office: Office) -> Enrolment:
    enrolment = office.warned(office.court("shunqing"), account=account(1), number=number(1))
    office.clock.pass_by(GRACE)
    return enrolment


def test_a_payment_during_an_activation_still_ends_it(office: Office) -> None:
    enrolment = ready(office)
    paid = overlapping(
        office,
        lambda work: activate(work, enrolment.id),
        clerk("shunqing"),
        lambda: office.pay(account=account(1)),
    )
    assert paid.result().review_for is None
    assert state_of(office, enrolment) == State.REMOVED
    assert registered(office) == {}


def test_an_activation_during_a_payment_is_refused(office: Office) -> None:
    enrolment = ready(office)
    remittance = office.remittance(account=account(1))
    late = overlapping(
        office,
        lambda work: record_payment(work, remittance, "{}"),
        BANK,
        lambda: office.do(clerk("shunqing"), activate, enrolment.id),
    )
    assert isinstance(late.exception(), WrongState)
    assert state_of(office, enrolment) == State.REMOVED
    assert registered(office) == {}


def test_a_suspension_during_a_removal_is_refused(office: Office) -> None:
    enrolment = office.announced(office.court("shunqing"))
    late = overlapping(
        office,
        lambda work: remove(work, enrolment.id, "paid"),
        clerk("shunqing"),
        lambda: office.do(clerk("shunqing"), suspend, enrolment.id, "objection"),
    )
    assert isinstance(late.exception(), WrongState)
    assert state_of(office, enrolment) == State.REMOVED


def test_the_sweep_does_not_undo_a_payment_in_the_same_moment(office: Office) -> None:
    enrolment = office.announced(office.court("shunqing"), account=account(1))
    office.clock.pass_by(timedelta(days=400))
    remittance = office.remittance(account=account(1))
    overlapping(
        office, lambda work: record_payment(work, remittance, "{}"), BANK, lambda: office.do(SYSTEM, expire)
    ).result()
    assert state_of(office, enrolment) == State.REMOVED
    assert office.do(SYSTEM, expire) == 0


def test_a_number_activated_while_its_court_publishes_plays_the_new_notice(office: Office) -> None:
    enrolment = ready(office)
    overlapping(
        office,
        lambda work: activate(work, enrolment.id),
        clerk("shunqing"),
        lambda: office.publish("shunqing", key="e" * 32),
    ).result()
    assert registered(office) == {number(1): ("e" * 32, enrolment.id)} == from_scratch(office)


def test_two_courts_that_announce_on_one_number_at_once_are_both_heard(office: Office) -> None:
    pair = [office.warned(office.court(slug), number=number(1)) for slug in ("shunqing", "gaoping")]
    office.clock.pass_by(GRACE)
    first, second = pair
    overlapping(
        office,
        lambda work: activate(work, first.id),
        clerk("shunqing"),
        lambda: office.do(clerk("gaoping"), activate, second.id),
    ).result()
    assert registered(office) == from_scratch(office)
    assert set(registered(office)[number(1)][1].split("+")) == {first.id, second.id}


def test_the_same_order_drafted_twice_at_once_is_filed_once(office: Office) -> None:
    office.court("shunqing")
    papers = office.papers()
    late = overlapping(
        office,
        lambda work: draft(work, papers),
        clerk("shunqing"),
        lambda: office.do(clerk("shunqing"), draft, papers),
    )
    refused = late.exception()
    assert isinstance(refused, Clash | RuleBroken)
    assert refused.__suppress_context__ or isinstance(refused, RuleBroken)


def test_the_first_entries_of_a_chain_may_come_at_once(office: Office) -> None:
    def hire(n: int) -> object:
        return office.do(OPERATOR, add_staff, f"银行 {n}", "bank", None, f"token {n}")

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(hire, range(8)))
    with Session(office.engine) as session:
        assert audit.broken(session, audit.GATEWAY) is None


def test_one_follower_at_a_time_holds_a_node(office: Office) -> None:
    now, hold = office.clock.now(), timedelta(seconds=20)

    def take(follower: str) -> bool:
        with office.desk.work(SYSTEM) as work:
            return nodes.take(work.session, "node-1", follower, now, hold)

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(take, [f"follower {n}" for n in range(8)])) == 1


def test_a_node_passes_on_when_it_is_released_or_its_hold_is_over(office: Office) -> None:
    now, hold = office.clock.now(), timedelta(seconds=20)
    with office.desk.work(SYSTEM) as work:

        def take(who: str, at: datetime) -> bool:
            return nodes.take(work.session, "node-1", who, at, hold)

        assert take("a", now)
        assert take("a", now + hold / 2)
        assert not take("b", now + hold)
        assert take("b", now + hold * 2)
        nodes.release(work.session, "node-1", "a")
        assert not take("a", now + hold * 2)
        nodes.release(work.session, "node-1", "b")
        assert take("a", now + hold * 2)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_crowd_of_verbs_ends_in_one_truth_with_no_deadlock(office: Office, seed: int) -> None:
    slugs = [office.court(slug) for slug in ("shunqing", "gaoping")]
    living = [
        office.announced(
            slugs[n % 2], number=number(n // 2), account=account(n), case_number=f"（2025）川1302执{900 + n}号"
        )
        for n in range(8)
    ]
    chance = random.Random(seed)  # noqa: S311
    lock = threading.Lock()

    def someone(_: int) -> list[str]:
        refused = []
        for _ in range(8):
            with lock:
                n = chance.randrange(8)
                slug, enrolment, verb = slugs[n % 2], living[n], chance.randrange(7)
            steps: list[Callable[[], object]] = [
                partial(office.do, clerk(slug), suspend, enrolment.id, "objection"),
                partial(office.do, clerk(slug), resume, enrolment.id),
                partial(office.do, approver(slug), resume, enrolment.id),
                partial(office.pay, account=account(n), text=f"（2025）川1302执{900 + (n + 1) % 8}号"),
                partial(office.publish, slug),
                lambda: office.do(SYSTEM, expire),
                lambda: office.do(SYSTEM, purge),
            ]
            try:
                steps[verb]()
            except RuleBroken as error:
                refused.append(error.code)
        return refused

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(someone, range(8)))
    assert registered(office) == from_scratch(office)
    assert broken_chains(office.engine) == {}
