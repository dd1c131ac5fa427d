"""A resumed case (执恢) is the same debt as the first one (执): one obligation, however it is paid."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text

from ivr.domain.enrolment import Enrolment, State
from ivr.domain.errors import BadInput, RuleBroken
from ivr.domain.papers import checked
from ivr.flows.draft import draft
from ivr.flows.remove import remove
from ivr.flows.view_enrolment import view_enrolment
from tests.flows.office import Office, account, clerk, id_number, number
from tests.flows.truth import registered

COURT = "shunqing"
FIRST, RESUMED, AGAIN = "（2020）川1302执77号", "（2025）川1302执恢9号", "（2026）川1302执恢3号"
PERSON: dict[str, Any] = {"id_number": id_number(1), "number": number(1), "account": account(1)}


def first(office: Office) -> Enrolment:
    """Ended for lack of assets, as first cases are that are resumed."""
    one = office.announced(office.court(COURT), **PERSON, case_number=FIRST)
    return office.do(clerk(COURT), remove, one.id, "no-assets")


def resumed(office: Office, **changes: Any) -> Enrolment:
    return office.announced(COURT, **{**PERSON, "case_number": RESUMED, "first_case": FIRST, **changes})


def test_both_cases_are_one_debt_and_the_order_names_both(office: Office) -> None:
    before, after = first(office), resumed(office)
    assert before.obligation_id == after.obligation_id
    view = office.look(clerk(COURT), view_enrolment, after.id)
    assert (view.order.case_number, view.order.first_case, view.obligation.case_number) == (RESUMED, FIRST, FIRST)


@pytest.mark.parametrize("case", [FIRST, RESUMED])
def test_money_that_names_either_case_counts_for_the_one_debt(office: Office, case: str) -> None:
    first(office)
    one = resumed(office)
    office.pay(text=f"履行款 {case}")
    assert (office.found(one).state, office.found(one).ended_for) == (State.REMOVED, "paid")
    assert registered(office) == {}


def test_money_on_either_account_counts_and_together_they_are_enough(office: Office) -> None:
    first(office)
    one = resumed(office, account=account(2))
    office.pay(account=account(1), amount=Decimal("60.00"))
    assert registered(office)
    office.pay(account=account(2), amount=Decimal("40.00"))
    assert office.found(one).ended_for == "paid"


def test_what_was_paid_in_the_first_case_is_not_resumed(office: Office) -> None:
    office.announced(office.court(COURT), **PERSON, case_number=FIRST)
    office.pay(account=account(1))
    with pytest.raises(RuleBroken) as refused:
        resumed(office)
    assert refused.value.field == "case_number"


def test_a_resumed_case_whose_first_one_is_not_known_is_filed_under_the_first(office: Office) -> None:
    office.court(COURT)
    one = resumed(office)
    assert office.look(clerk(COURT), view_enrolment, one.id).obligation.case_number == FIRST
    office.do(clerk(COURT), remove, one.id, "no-assets")
    again = resumed(office, case_number=AGAIN, account=account(3))
    assert again.obligation_id == one.obligation_id
    office.pay(account=account(3))
    assert registered(office) == {}


def test_one_number_is_named_once_for_one_debt_whatever_the_case(office: Office) -> None:
    office.announced(office.court(COURT), **PERSON, case_number=FIRST)
    with pytest.raises(RuleBroken) as refused:
        resumed(office)
    assert refused.value.field == "number"
    assert resumed(office, number=number(2)).state is State.ACTIVE


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"case_number": RESUMED, "first_case": None}, "first_case"),
        ({"case_number": FIRST, "first_case": FIRST}, "first_case"),
        ({"case_number": RESUMED, "first_case": AGAIN}, "first_case"),
        ({"case_number": RESUMED, "first_case": "（2020）川1302民初7号"}, "first_case"),
        ({"case_number": RESUMED, "first_case": "x"}, "first_case"),
    ],
)
def test_a_resumed_case_names_its_first_one_and_no_other_case_does(
    office: Office, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        checked(replace(office.papers(), **changes))
    assert refused.value.field == field


def test_an_account_or_an_amount_that_was_filed_otherwise_is_refused(office: Office) -> None:
    first(office)
    office.announced(COURT, number=number(5), account=account(5))
    for changes, field in (({"owed": Decimal("99.00")}, "owed"), ({"account": account(5)}, "account")):
        given = {**PERSON, "case_number": RESUMED, "first_case": FIRST, **changes}
        with pytest.raises((BadInput, RuleBroken)) as refused:
            office.do(clerk(COURT), draft, office.papers(**given))
        assert refused.value.field == field


def test_one_person_with_several_numbers_and_cases_pays_one_debt_at_a_time(office: Office) -> None:
    office.court(COURT)
    person = id_number(1)
    debts = [
        office.announced(COURT, id_number=person, number=number(n), account=account(case), case_number=name)
        for n, case, name in (
            (1, 1, "（2025）川1302执1号"),
            (2, 1, "（2025）川1302执1号"),
            (1, 2, "（2025）川1302执2号"),
        )
    ]
    assert len({one.person_id for one in debts}) == 1
    office.pay(account=account(1))
    assert {which: said[1] for which, said in registered(office).items()} == {number(1): debts[2].id}
    office.pay(account=account(2))
    assert registered(office) == {}


def test_a_linked_case_is_linked_once(office: Office) -> None:
    first(office)
    one = resumed(office)
    office.do(clerk(COURT), remove, one.id, "stayed")
    resumed(office, number=number(3))
    with office.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM resumed_cases")).scalar() == 1
