"""Many payments in one transaction mean what each alone would mean, on both databases."""

import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from ivr.domain.errors import RuleBroken
from ivr.domain.payment import ReviewFor
from ivr.flows.record_payment import record_payment
from ivr.flows.record_payments import Arrived, Recorded, record_payments
from ivr.kit.errors import GatewayError
from ivr.store.engine import open_engine
from ivr.store.tables import audit, enrolments, obligations, payments
from tests.flows.office import BANK, Office, account, number
from tests.flows.truth import broken_chains
from tests.servers.databases import empty

SHARED = "（2025）川1302执99号"
CASES = {1: "（2025）川1302执1号", 2: "（2025）川1302执2号"}
TEXTS = ["", CASES[1], f"{CASES[1]} {CASES[2]}", SHARED, "张三 还款"]

ENTRIES = st.fixed_dictionaries(
    {
        "external_id": st.sampled_from([f"e{n}" for n in range(8)]),
        "account": st.sampled_from(["", account(1), account(2), "0"]),
        "reference": st.sampled_from(["", account(2), CASES[2], "RF18"]),
        "text": st.sampled_from(TEXTS),
        "amount": st.sampled_from([Decimal("40.00"), Decimal("60.00"), Decimal("100.00")]),
        "currency": st.sampled_from(["CNY", "CNY", "CNY", "USD"]),
        "status": st.sampled_from(["BOOK", "BOOK", "BOOK", "PDNG"]),
        "reversal": st.sampled_from([False, False, False, True]),
        "doubt": st.sampled_from([None, None, None, ReviewFor.RETURNED]),
    }
)


@pytest.fixture
def beside(sqlite_template: Path, tmp_path: Path) -> Any:
    """A second store, for the payments one by one."""
    shutil.copy(sqlite_template, tmp_path / "beside.db")
    opened = open_engine(f"sqlite:///{tmp_path / 'beside.db'}")
    yield opened
    opened.dispose()


def town(engine: Engine) -> Office:
    """Two debts of 100 yuan each with a notice, and two persons in one case."""
    empty(engine)
    office = Office(engine)
    court = office.court("shunqing")
    for n in (1, 2):
        office.announced(court, account=account(n), number=number(n), case_number=CASES[n])
    for n in (3, 4):
        office.draft(court, account=account(n), number=number(n), case_number=SHARED)
    return office


def outcome(engine: Engine) -> dict[str, Any]:
    """Everything that a payment can change, without the ids that are drawn anew each time."""
    columns = payments.c
    told = (columns.external_id, columns.amount, columns.currency, columns.state, columns.review_for, columns.credited)
    with engine.connect() as connection:
        kept = select(*told, columns.court_id, obligations.c.account).outerjoin_from(payments, obligations)
        ids = {row.id: row.external_id for row in connection.execute(select(columns.id, columns.external_id))}
        trail = connection.execute(select(audit.c.action, audit.c.subject, audit.c.after)).all()
        notices = select(enrolments.c.number, enrolments.c.state, enrolments.c.ended_for)
        debts = select(obligations.c.account, obligations.c.discharged_at)
        return {
            "payments": sorted(map(repr, connection.execute(kept))),
            "notices": sorted(map(repr, connection.execute(notices))),
            "debts": sorted(map(repr, connection.execute(debts))),
            "trail": sorted(
                (row.action, ids.get(row.subject, ""), row.after) for row in trail if row.action in WRITTEN
            ),
        }


WRITTEN = {"record_payment", "discharge", "remove"}


def one_by_one(office: Office, arrived: Sequence[Arrived]) -> list[str]:
    return [alone(office, one) for one in arrived]


def alone(office: Office, one: Arrived) -> str:
    try:
        return office.do(BANK, record_payment, one.remittance, one.raw).external_id
    except RuleBroken as refused:
        return refused.text()


def told(recorded: list[Recorded]) -> list[str]:
    return [one.payment.external_id if one.payment else one.refused.text() if one.refused else "" for one in recorded]


def test_together_they_mean_what_each_alone_means(engine: Engine, beside: Engine) -> None:
    @settings(
        max_examples=12 if engine.dialect.name == "sqlite" else 5,
        deadline=None,
        phases=[Phase.generate],  # a smaller example would take minutes to find
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(st.lists(ENTRIES, min_size=1, max_size=14), st.integers(1, 14))
    def compare(rows: list[dict[str, Any]], at_once: int) -> None:
        offices = town(engine), town(beside)
        arrived = [Arrived(offices[0].remittance(**row), "{}") for row in rows]
        together: list[str] = []
        for start in range(0, len(arrived), at_once):
            together += told(offices[0].do(BANK, record_payments, arrived[start : start + at_once]))
        assert together == one_by_one(offices[1], arrived)
        assert outcome(engine) == outcome(beside)
        assert broken_chains(engine) == {}

    compare()


def test_what_is_overpaid_is_seen_at_the_payment_that_goes_beyond(office: Office) -> None:
    office.announced(office.court("shunqing"), account=account(1), number=number(1))
    rows = [Arrived(office.remittance(account=account(1), amount=Decimal("60.00")), "{}") for _ in range(3)]
    made = office.do(BANK, record_payments, rows)
    assert [one.payment and one.payment.review_for for one in made] == [None, ReviewFor.OVERPAID, ReviewFor.OVERPAID]


def test_two_that_bring_the_same_entries_in_one_moment_count_each_once(office: Office) -> None:
    office.announced(office.court("shunqing"), account=account(1), number=number(1), owed=Decimal("5000.00"))
    rows = [Arrived(office.remittance(account=account(1), external_id=f"e{n}"), "{}") for n in range(60)]

    def bring(order: int) -> list[Recorded]:
        for _ in range(5):
            try:
                return office.do(BANK, record_payments, rows[::order])
            except GatewayError:  # two that wait for each other: one is sent back, and comes again
                continue
        raise AssertionError("never got through")

    with ThreadPoolExecutor(2) as two:
        made = [one for answer in two.map(bring, (1, -1)) for one in answer]
    assert sum(one.fresh for one in made) == 60
    with office.engine.connect() as connection:
        assert len(connection.execute(select(payments.c.id)).all()) == 60


def test_one_that_was_pending_counts_once_it_is_booked(office: Office) -> None:
    enrolment = office.announced(office.court("shunqing"), account=account(1), number=number(1))
    pending = office.remittance(account=account(1), external_id="e1", status="PDNG")
    booked = office.remittance(account=account(1), external_id="e1")
    made = office.do(BANK, record_payments, [Arrived(pending, "{}"), Arrived(booked, "{}")])
    assert [one.fresh for one in made] == [True, False]
    assert office.found(enrolment).ended_for == "paid"
