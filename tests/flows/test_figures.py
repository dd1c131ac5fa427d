"""The figures out of a court's own store: by month and court, and the same after personal data is erased."""

from datetime import timedelta
from decimal import Decimal

import pytest

from ivr.domain.errors import BadInput, NotPermitted
from ivr.domain.figures import Figure, Group
from ivr.domain.staff import SYSTEM, Actor, Role
from ivr.flows.activate import activate
from ivr.flows.court_figures import Period, court_figures
from ivr.flows.erase import erase_all
from tests.flows.office import BANK, OPERATOR, Office, account, clerk, number

MARCH = Period("2026-03", "2026-03")
AUDITOR = Actor("d" * 16, Role.AUDITOR, "shunqing")


def told(office: Office, who: Actor = AUDITOR, period: Period = MARCH) -> dict[Group, Figure]:
    return {one.group: one for one in office.look(who, court_figures, period)}


@pytest.fixture
def paid(office: Office) -> Office:
    """Five who paid after the notice, five after the warning alone, five without either, and five who have not."""
    office.court("shunqing")
    announced = [office.warned("shunqing", number=number(n), account=account(n)) for n in range(1, 11)]
    office.clock.pass_by(timedelta(days=3))

    for one in announced:
        office.do(clerk("shunqing"), activate, one.id)
    for n in range(11, 16):
        office.warned("shunqing", number=number(n), account=account(n))
    for n in range(16, 21):
        office.draft("shunqing", number=number(n), account=account(n))
    office.clock.pass_by(timedelta(days=2))
    for n in (*range(1, 6), *range(11, 21)):
        office.pay(account=account(n))
    return office


def test_each_group_has_its_count_its_days_and_its_money(paid: Office) -> None:
    found = told(paid)
    yuan = Decimal("500.00")
    assert found[Group.ANNOUNCED] == Figure("shunqing", Group.ANNOUNCED, 10, 5, (2.0, 2.0, 2.0), yuan)
    assert found[Group.WARNED] == Figure("shunqing", Group.WARNED, 5, 5, (2.0, 2.0, 2.0), yuan)
    assert found[Group.NO_NOTICE] == Figure("shunqing", Group.NO_NOTICE, 5, 5, (2.0, 2.0, 2.0), yuan)


def test_the_counts_survive_the_erasure_of_personal_data(paid: Office) -> None:
    before = told(paid)
    paid.clock.pass_by(timedelta(days=800))
    erased = erase_all(paid.desk, SYSTEM)
    assert (erased.enrolments, erased.payments) == (15, 15)
    assert told(paid) == before


def test_a_debt_with_two_numbers_is_one_debtor(office: Office) -> None:
    office.court("shunqing")
    for n in range(1, 6):
        same = {"id_number": office.papers().id_number, "case_number": f"（2025）川1302执{700 + n}号"}
        for which in (n, 100 + n):
            office.announced("shunqing", number=number(which), account=account(n), **same)
    assert told(office)[Group.ANNOUNCED].debtors == 5


def test_a_person_is_counted_in_the_month_of_the_first_draft_by_the_courts_calendar(office: Office) -> None:
    office.court("shunqing")
    office.clock.at = office.clock.at.replace(month=3, day=31, hour=15)  # 23:00 in Shanghai
    for _ in range(5):
        office.draft("shunqing")
    office.clock.pass_by(timedelta(hours=2))
    for _ in range(6):
        office.draft("shunqing")
    april = Period("2026-04", "2026-04")
    assert [told(office, period=one)[Group.NO_NOTICE].debtors for one in (MARCH, april)] == [5, 6]
    assert told(office, period=Period("2026-03", "2026-04"))[Group.NO_NOTICE].debtors == 11
    assert told(office, period=Period("2025-11", "2026-02")) == {}


def test_a_court_sees_its_own_and_an_operator_each_court_apart(paid: Office) -> None:
    paid.court("gaoping")
    for _ in range(7):
        paid.draft("gaoping")
    theirs = told(paid, clerk("gaoping"))
    assert {one.court_id for one in theirs.values()} == {"gaoping"}
    whole = paid.look(OPERATOR, court_figures, MARCH)
    assert [(one.court_id, one.debtors) for one in whole if one.group is Group.NO_NOTICE] == [
        ("gaoping", 7),
        ("shunqing", 5),
    ]


def test_few_people_are_not_told(office: Office) -> None:
    office.court("shunqing")
    office.draft("shunqing", account=account(1))
    office.pay(account=account(1))
    assert told(office)[Group.NO_NOTICE] == Figure("shunqing", Group.NO_NOTICE, None, None, None, None)


def test_a_bank_sees_no_figures(office: Office) -> None:
    with pytest.raises(NotPermitted):
        office.look(BANK, court_figures, MARCH)


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        ("2026-13", "2026-12", "first"),
        ("2026-3", "2026-12", "first"),
        ("", "2026-12", "first"),
        ("2026-03", "2026-03-01", "last"),
        ("2026-03", "2026-02", "last"),
        ("２０２６-03", "2026-03", "first"),
    ],
)
def test_what_is_no_period_of_whole_months_is_refused(office: Office, first: str, last: str, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        office.look(AUDITOR, court_figures, Period(first, last))
    assert refused.value.field == field
