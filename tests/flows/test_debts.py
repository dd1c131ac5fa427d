"""A debt and its terms, on both databases: two people file them; when nothing is left every debtor's notice ends."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy.orm import Session

from ivr.domain.debt.balance import Balance
from ivr.domain.debt.debt import Debt
from ivr.domain.debt.statement import Movement
from ivr.domain.enrolment import Enrolment, State
from ivr.domain.erased import ERASED
from ivr.domain.errors import BadInput, NotFound, NotPermitted, RuleBroken
from ivr.domain.payment import ReviewFor
from ivr.flows.debt_statement import debt_statement
from ivr.flows.decide_proposal import accept_proposal
from ivr.flows.erase import erase
from ivr.flows.propose import propose
from ivr.flows.remove import remove
from ivr.flows.settle import settle
from ivr.flows.view_debt import read_debt_terms, view_debt
from tests.flows.debts import COURT, LATE, TODAY, announced, debt_id, decided, enrolment, filed, told
from tests.flows.office import BANK, OPERATOR, Office, account, approver, clerk, number
from tests.flows.truth import registered

__all__ = ["enrolment"]


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


def test_without_terms_the_amount_in_the_papers_is_all_that_is_owed(office: Office, enrolment: Enrolment) -> None:
    assert told(office, enrolment, date(2099, 1, 1)).balance == Balance(principal=Decimal("100000.00"))
    view = office.look(clerk(COURT), view_debt, debt_id(office, enrolment))
    assert (view.version, [one.id for one in view.obligations]) == (0, [enrolment.obligation_id])


def test_terms_are_filed_by_two_people_and_the_statement_follows_them(office: Office, enrolment: Enrolment) -> None:
    filed(office, enrolment)
    assert told(office, enrolment).balance == Balance(principal=Decimal("100000.00"), doubled=Decimal("1750.00"))
    assert told(office, enrolment, TODAY).balance.doubled == Decimal("1697.50")
    office.pay(account=account(1), amount=Decimal("100000.00"))
    assert office.found(enrolment).state is State.ACTIVE
    paid = office.pay(account=account(1), amount=Decimal("1760.00"))
    assert (office.found(enrolment).ended_for, paid.review_for) == ("paid", ReviewFor.OVERPAID)
    (refund,) = told(office, enrolment).refunds
    assert (refund.amount, refund.obligation_id) == (Decimal("10.00"), enrolment.obligation_id)


def test_a_debt_that_was_paid_in_full_on_its_day_ends_however_late_the_bank_tells_of_it(
    office: Office, enrolment: Enrolment
) -> None:
    filed(office, enrolment)
    booked = office.clock.now()
    office.clock.pass_by(timedelta(days=9))
    assert told(office, enrolment).balance.doubled > Decimal("1750.00")
    office.pay(account=account(1), amount=Decimal("101750.00"), booked_at=booked)
    assert office.found(enrolment).ended_for == "paid"
    assert told(office, enrolment).balance.nil


def test_money_that_the_bank_dates_ahead_counts_at_once_for_what_is_owed_on_its_day(
    office: Office, enrolment: Enrolment
) -> None:
    filed(office, enrolment)
    tomorrow = office.clock.now() + timedelta(days=1)
    office.pay(account=account(1), amount=Decimal("101750.00"), booked_at=tomorrow)
    assert office.found(enrolment).state is State.ACTIVE
    office.pay(account=account(1), amount=Decimal("17.50"), booked_at=tomorrow)
    assert office.found(enrolment).ended_for == "paid"


def test_a_payment_late_at_night_counts_on_the_courts_own_day(office: Office, enrolment: Enrolment) -> None:
    filed(office, enrolment)
    paid = {"amount": Decimal("1000.00"), "account": account(1)}
    office.pay(**paid, booked_at=datetime(2026, 3, 3, 15, 59, tzinfo=UTC))
    office.pay(**paid, booked_at=datetime(2026, 3, 3, 16, 0, tzinfo=UTC))
    movements = [one for one in told(office, enrolment).entries if isinstance(one, Movement)]
    assert [str(one.on) for one in movements] == ["2026-03-03", "2026-03-04"]


def test_a_waiver_ends_the_notice_when_it_is_all_that_was_left(office: Office, enrolment: Enrolment) -> None:
    filed(office, enrolment)
    office.pay(account=account(1), amount=Decimal("100000.00"))
    waived = {"on": str(told(office, enrolment).on), "part": "doubled"}
    with pytest.raises(BadInput) as refused:
        office.do(clerk(COURT), propose, "debt-waiver", debt_id(office, enrolment), {**waived, "amount": "1750.01"})
    assert refused.value.field == "amount"
    decided(office, "debt-waiver", debt_id(office, enrolment), waived)
    assert office.found(enrolment).ended_for == "paid"
    assert told(office, enrolment).waived == Decimal("1750.00")


def test_a_debt_that_is_waived_with_nothing_paid_was_not_paid(office: Office, enrolment: Enrolment) -> None:
    decided(office, "debt-waiver", debt_id(office, enrolment), {"on": str(TODAY), "part": "principal"})
    assert office.found(enrolment).ended_for == "creditor-asked"


def test_the_same_waiver_and_the_same_stay_again_take_the_place_of_the_first(
    office: Office, enrolment: Enrolment
) -> None:
    filed(office, enrolment)
    debt = debt_id(office, enrolment)
    stay = {"first": "2025-12-01", "asked_by_debtor": False, "ground": "再审"}
    decided(office, "debt-stay", debt, stay)
    assert told(office, enrolment).balance.doubled == Decimal("87.50")
    decided(office, "debt-stay", debt, {**stay, "last": "2025-12-10"})
    assert told(office, enrolment).balance.doubled == Decimal("1575.00")
    for amount in ("5.00", "75.00"):
        decided(office, "debt-waiver", debt, {"on": "2026-03-01", "part": "doubled", "amount": amount})
    assert told(office, enrolment).balance.doubled == Decimal("1500.00")
    terms = office.do(clerk(COURT), read_debt_terms, debt, "核对").terms
    assert terms is not None
    assert (len(terms["stays"]), len(terms["waivers"]), terms["judgment"]["principal"]) == (1, 1, "100000.00")


def test_a_settlement_by_instalments_that_is_performed_ends_the_notice(office: Office, enrolment: Enrolment) -> None:
    agreed = {"signed_on": "2026-03-02", "settles": True}
    parts = [{"on": "2026-03-31", "amount": "30000.00"}, {"on": "2026-04-30", "amount": "50000.00"}]
    debt = debt_id(office, enrolment)
    decided(office, "debt-instalments", debt, {**agreed, "instalments": parts})
    office.pay(account=account(1), amount=Decimal("30000.00"))
    view = office.look(clerk(COURT), debt_statement, debt, date(2026, 5, 1))
    assert [one.standing for one in view.instalments] == ["performed", "late"]
    assert office.found(enrolment).state is State.ACTIVE
    office.pay(account=account(1), amount=Decimal("50000.00"))
    assert office.found(enrolment).ended_for == "settlement-performed"
    assert told(office, enrolment).waived == Decimal("20000.00")


def test_an_identified_reversal_undoes_the_money_and_enables_nothing(office: Office, enrolment: Enrolment) -> None:
    filed(office, enrolment)
    paid = {"account": account(1), "amount": Decimal("101750.00"), "external_id": "e1"}
    office.pay(**paid)
    assert office.found(enrolment).state is State.REMOVED
    office.clock.pass_by(timedelta(days=10))
    back = office.pay(**paid, reversal=True)
    assert back.review_for is ReviewFor.REVERSAL
    assert told(office, enrolment).balance == Balance(principal=Decimal("100000.00"), doubled=Decimal("1925.00"))
    assert office.found(enrolment).state is State.REMOVED
    assert registered(office) == {}


def test_whatever_the_order_of_arrival_and_however_often_it_is_sent_the_balance_is_the_same(office: Office) -> None:
    office.court(COURT)
    entries: list[dict[str, Any]] = [
        {"external_id": "a", "amount": Decimal("1000.00"), "booked_at": noon(date(2026, 1, 5))},
        {"external_id": "b", "amount": Decimal("2000.00"), "booked_at": noon(date(2026, 2, 5))},
        {"external_id": "a", "amount": Decimal("1000.00"), "booked_at": noon(date(2026, 2, 9)), "reversal": True},
        {"external_id": "c", "amount": Decimal("50.00"), "booked_at": noon(date(2026, 2, 5)), "reversal": True},
    ]
    found = set()
    for n, order in enumerate(permutations(entries), 1):
        enrolment = office.draft(COURT, account=account(n), number=number(n), owed=Decimal("100000.00"))
        filed(office, enrolment)
        for entry in (*order, order[0], order[3]):
            office.pay(**entry, account=account(n), source=f"bank{n}")
        found.add(told(office, enrolment, date(2026, 3, 1)).balance)
    assert len(found) == 1


def test_settling_again_changes_nothing(office: Office, enrolment: Enrolment) -> None:
    debt = debt_id(office, enrolment)
    office.pay(account=account(1), amount=Decimal("100000.00"))
    with office.desk.work(BANK) as work:
        assert settle(work, work.scope.one(Debt, debt)).nil
        assert (work.entries, work.touched, work.certain) == ([], [], False)


def test_a_debt_that_is_paid_in_full_is_not_changed_any_more(office: Office, enrolment: Enrolment) -> None:
    office.pay(account=account(1), amount=Decimal("100000.00"))
    with pytest.raises(RuleBroken) as refused:
        filed(office, enrolment)
    assert refused.value.field == "debt"


@pytest.mark.parametrize(
    ("kind", "content", "field"),
    [
        ("debt-stay", {"first": "2026-04-01", "asked_by_debtor": False, "ground": "x"}, "first"),
        ("debt-waiver", {"on": "2026-04-01", "part": "principal"}, "on"),
        (
            "debt-instalments",
            {"signed_on": "2026-04-01", "instalments": [{"on": "2026-05-01", "amount": "1"}], "settles": True},
            "signed_on",
        ),
        ("debt-terms", {}, "principal"),
        ("debt-join", {}, "obligation"),
        ("debt-leave", {}, "obligation"),
        ("debt-liable", {"up_to": "1.00"}, "obligation"),
        ("debt-strike", {"what": "late", "on": "2026-03-01"}, "what"),
        ("debt-strike", {"what": "waiver", "on": "2026-03-01"}, "part"),
        ("debt-strike", {"what": "stay"}, "on"),
    ],
)
def test_what_lies_ahead_or_is_missing_is_refused(
    office: Office, enrolment: Enrolment, kind: str, content: dict[str, Any], field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        office.do(clerk(COURT), propose, kind, debt_id(office, enrolment), content)
    assert refused.value.field == field


def test_what_was_recorded_of_a_debt_by_mistake_is_struck_out_by_two_people(
    office: Office, enrolment: Enrolment
) -> None:
    filed(office, enrolment)
    right = told(office, enrolment).balance
    stay = {"first": "2026-01-01", "asked_by_debtor": False, "ground": "再审"}
    waived = {"on": "2026-02-01", "part": "principal", "amount": "5.00"}
    agreed = {"signed_on": "2026-02-01", "instalments": [{"on": "2026-02-02", "amount": "1.00"}], "settles": True}
    mistakes: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
        ("debt-stay", stay, {"what": "stay", "on": "2026-01-01"}),
        ("debt-waiver", waived, {"what": "waiver", "on": "2026-02-01", "part": "principal"}),
        ("debt-instalments", agreed, {"what": "instalments", "on": "2026-02-01"}),
    ]
    for kind, content, struck in mistakes:
        decided(office, kind, debt_id(office, enrolment), content)
        decided(office, "debt-strike", debt_id(office, enrolment), struck)
        assert told(office, enrolment).balance == right
        with pytest.raises(RuleBroken) as refused:
            office.do(clerk(COURT), propose, "debt-strike", debt_id(office, enrolment), struck)
        assert refused.value.field == "on"


def test_terms_that_changed_after_they_were_read_are_not_replaced(office: Office, enrolment: Enrolment) -> None:
    first = office.do(clerk(COURT), propose, "debt-terms", debt_id(office, enrolment), LATE)
    filed(office, enrolment, {"principal": "5.00"})
    with pytest.raises(RuleBroken) as refused:
        office.do(approver(COURT), accept_proposal, first.id, first.digest)
    assert refused.value.field == "subject"


def test_another_court_does_not_learn_of_a_debt(office: Office, enrolment: Enrolment) -> None:
    office.court("gaoping")
    debt = debt_id(office, enrolment)
    for verb, given in ((view_debt, ()), (debt_statement, ()), (read_debt_terms, ("核对",)), (propose, ())):
        asked = ("debt-terms", debt, LATE) if verb is propose else (debt, *given)
        with pytest.raises(NotFound):
            office.do(clerk("gaoping"), verb, *asked)
    with pytest.raises(NotPermitted):
        office.look(OPERATOR, debt_statement, debt)


def test_its_terms_are_sealed_and_erased_with_the_last_of_its_debtors(office: Office, enrolment: Enrolment) -> None:
    filed(office, enrolment, {**LATE, "creditors": [{"name": "金丝雀", "share": "1.00"}]})
    second = announced(office, 2)
    debt = debt_id(office, enrolment)
    decided(office, "debt-join", debt, {"obligation": second.obligation_id})

    def terms() -> str | None:
        with Session(office.engine) as session:
            return session.get_one(Debt, debt).terms

    assert "金丝雀" not in str(terms())
    office.do(clerk(COURT), remove, enrolment.id, "died")
    office.clock.pass_by(timedelta(days=30))
    office.do(clerk(COURT), remove, second.id, "died")
    for days, erased in ((340, False), (30, True)):
        office.clock.pass_by(timedelta(days=days))
        office.do(OPERATOR, erase)
        assert (terms() == ERASED) is erased
    assert office.do(clerk(COURT), read_debt_terms, debt, "核对").terms is None
