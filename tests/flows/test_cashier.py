"""Payments that come at one time are recorded together, and each is answered as if it had come alone."""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.event import listens_for

from ivr.domain.errors import RuleBroken
from ivr.domain.payment import Payment, PaymentState, Remittance, ReviewFor
from ivr.flows.cashier import Cashier
from ivr.flows.desk import Desk, Work
from ivr.store.tables import audit
from tests.flows.office import Office, account, number
from tests.flows.truth import broken_chains
from tests.servers.poll import until

PATIENCE_S = 20.0


@contextmanager
def at_one_time(office: Office, given: Sequence[tuple[Desk, Remittance]]) -> Iterator[list[Future[Payment]]]:
    """All come while another one is in the middle of being recorded."""
    cashier, inside, let_go = Cashier(), threading.Event(), threading.Event()
    first = office.desk.at("first")
    first.first = lambda _work: _wait(inside, let_go)
    with ThreadPoolExecutor(len(given) + 1) as threads:
        threads.submit(cashier.receive, first, office.remittance(external_id="first"), "{}")
        assert inside.wait(PATIENCE_S)
        futures = []
        for desk, remittance in given:
            futures.append(threads.submit(cashier.receive, desk, remittance, "{}"))
            until(lambda: len(cashier._gather._waiting) == len(futures))
        let_go.set()
        yield futures


def _wait(inside: threading.Event, let_go: threading.Event) -> None:
    inside.set()
    let_go.wait(PATIENCE_S)


def pays(office: Office, n: int, amount: str = "100.00", external_id: str = "") -> Remittance:
    return office.remittance(account=account(n), amount=Decimal(amount), external_id=external_id or f"e{n}")


def test_those_that_come_at_one_time_share_a_transaction_and_end_their_own_notices(office: Office) -> None:
    court, commits = office.court("shunqing"), list[int]()
    enrolments = [office.announced(court, account=account(n), number=number(n)) for n in range(6)]
    amounts = ["100.00", "99.99", "100.00", "100.01", "40.00", "100.00"]
    given = [(office.desk, pays(office, n, amount)) for n, amount in enumerate(amounts)]
    listens_for(office.engine, "commit")(lambda _connection: commits.append(1))
    with at_one_time(office, given) as futures:
        taken = [one.result(PATIENCE_S) for one in futures]
    assert len(commits) == 2, "the first one's, and one for all others"
    assert {one.state for one in taken} == {PaymentState.CREDITED}
    assert [one.review_for for one in taken] == [None, None, None, ReviewFor.OVERPAID, None, None]
    ended = [bool(office.found(one).ended_at) for one in enrolments]
    assert ended == [True, False, True, True, False, True]
    assert broken_chains(office.engine) == {}


def test_one_that_is_refused_takes_no_other_with_it(office: Office) -> None:
    court = office.court("shunqing")
    enrolments = [office.announced(court, account=account(n), number=number(n)) for n in range(3)]
    office.pay(account=account(1), amount=Decimal("40.00"), external_id="e1")
    given = [(office.desk, pays(office, n, external_id=f"e{n}")) for n in range(3)]
    with at_one_time(office, given) as futures:
        assert [futures[n].result(PATIENCE_S).external_id for n in (0, 2)] == ["e0", "e2"]
        with pytest.raises(RuleBroken, match="another amount"):
            futures[1].result(PATIENCE_S)
    assert [bool(office.found(one).ended_at) for one in enrolments] == [True, False, True]


def test_one_that_breaks_the_transaction_takes_no_other_with_it(office: Office) -> None:
    """What breaks it is something nobody thought of."""
    court = office.court("shunqing")
    enrolments = [office.announced(court, account=account(n), number=number(n)) for n in range(2)]
    broken = office.desk.at(office.desk.origin)
    broken.first = _break
    given = [(broken, pays(office, 0)), (office.desk, pays(office, 1))]
    with at_one_time(office, given) as futures:
        assert futures[1].result(PATIENCE_S).external_id == "e1"
        with pytest.raises(ZeroDivisionError):
            futures[0].result(PATIENCE_S)
    assert [bool(office.found(one).ended_at) for one in enrolments] == [False, True]


def _break(_work: Work) -> None:
    raise ZeroDivisionError


def test_the_trail_names_where_each_came_from(office: Office) -> None:
    given = [(office.desk.at(place), pays(office, n)) for n, place in enumerate(["10.0.0.1", "10.0.0.1", "10.0.0.2"])]
    with at_one_time(office, given) as futures:
        keys = [one.result(PATIENCE_S).id for one in futures]
    with office.engine.connect() as connection:
        rows = connection.execute(select(audit.c.subject, audit.c.origin).where(audit.c.subject.in_(keys)))
        origins = {row.subject: row.origin for row in rows}
    assert [origins[key] for key in keys] == ["10.0.0.1", "10.0.0.1", "10.0.0.2"]
