"""Joint debtors share one debt: whoever pays, and when nothing is left the notices of all end together."""

from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from ivr.domain.debt.debt import Debt
from ivr.domain.enrolment import Enrolment, State
from ivr.domain.errors import NotFound, RuleBroken
from ivr.flows.decide_proposal import accept_proposal
from ivr.flows.propose import propose
from ivr.flows.record_payment import record_payment
from ivr.store.errors import StoreFailed
from ivr.store.registrations import since
from tests.flows.debts import COURT, announced, debt_id, decided, enrolment, filed
from tests.flows.office import BANK, Office, account, approver, clerk
from tests.flows.test_races import overlapping
from tests.flows.truth import registered

__all__ = ["enrolment"]


def test_joint_debtors_share_one_debt_and_the_last_fen_ends_the_notice_of_all(
    office: Office, enrolment: Enrolment
) -> None:
    second = announced(office, 2)
    alone = announced(office, 3)
    decided(office, "debt-join", debt_id(office, enrolment), {"obligation": second.obligation_id})
    assert debt_id(office, second) == debt_id(office, enrolment)
    office.pay(account=account(1), amount=Decimal("40000.00"))
    office.pay(account=account(2), amount=Decimal("59999.99"))
    assert len(registered(office)) == 3
    with Session(office.engine) as session:
        before = max(change.seq for change in since(session, 0))
    office.pay(account=account(2), amount=Decimal("0.01"))
    assert list(registered(office)) == [alone.number]
    assert {office.found(one).ended_for for one in (enrolment, second)} == {"paid"}
    with Session(office.engine) as session:
        assert [change.certain for change in since(session, before)] == [True, True]
        kept = set(session.scalars(select(Debt.id)))  # type: ignore[call-overload, misc]
    assert kept == {debt_id(office, enrolment), debt_id(office, alone)}


def test_money_that_came_before_a_debtor_was_joined_counts_and_may_be_enough(
    office: Office, enrolment: Enrolment
) -> None:
    second = announced(office, 2)
    office.pay(account=account(1), amount=Decimal("60000.00"))
    office.pay(account=account(2), amount=Decimal("40000.00"))
    decided(office, "debt-join", debt_id(office, enrolment), {"obligation": second.obligation_id})
    assert {office.found(one).state for one in (enrolment, second)} == {State.REMOVED}


def test_money_in_the_moment_in_which_a_debtor_is_joined_counts_too(office: Office, enrolment: Enrolment) -> None:
    second = announced(office, 2)
    office.pay(account=account(1), amount=Decimal("60000.00"))
    given = ("debt-join", debt_id(office, enrolment), {"obligation": second.obligation_id})
    proposal = office.do(clerk(COURT), propose, *given)
    overlapping(
        office,
        lambda work: accept_proposal(work, proposal.id, proposal.digest),
        approver(COURT),
        lambda: office.pay(account=account(2), amount=Decimal("40000.00")),
    ).result()
    assert {office.found(one).ended_for for one in (enrolment, second)} == {"paid"}


def test_a_debtor_is_not_joined_in_the_moment_of_a_payment(office: Office, enrolment: Enrolment) -> None:
    """Neither waits for the other in a circle: the join is told to try again, and then counts the money."""
    second = announced(office, 2)
    given = ("debt-join", debt_id(office, enrolment), {"obligation": second.obligation_id})
    proposal = office.do(clerk(COURT), propose, *given)
    remittance = office.remittance(account=account(2), amount=Decimal("100000.00"))

    def join() -> object:
        return office.do(approver(COURT), accept_proposal, proposal.id, proposal.digest)

    late = overlapping(office, lambda work: record_payment(work, remittance, "{}"), BANK, join)
    assert isinstance(late.exception(), StoreFailed if office.engine.dialect.name == "postgresql" else RuleBroken)
    assert (office.found(enrolment).state, office.found(second).ended_for) == (State.ACTIVE, "paid")


def test_a_debtor_who_was_joined_by_mistake_owes_alone_again_with_what_came_on_that_account(
    office: Office, enrolment: Enrolment
) -> None:
    second = announced(office, 2)
    debt, joined = debt_id(office, enrolment), {"obligation": second.obligation_id}
    with pytest.raises(RuleBroken):
        office.do(clerk(COURT), propose, "debt-leave", debt, joined)
    decided(office, "debt-join", debt, joined)
    office.pay(account=account(1), amount=Decimal("30000.00"))
    office.pay(account=account(2), amount=Decimal("60000.00"))
    decided(office, "debt-leave", debt, joined)
    assert debt_id(office, second) != debt_id(office, enrolment) == debt
    office.pay(account=account(2), amount=Decimal("40000.00"))
    assert (office.found(enrolment).state, office.found(second).ended_for) == (State.ACTIVE, "paid")
    office.pay(account=account(1), amount=Decimal("70000.00"))
    assert office.found(enrolment).ended_for == "paid"


@pytest.mark.parametrize("kind", ["debt-leave", "debt-liable"])
def test_whoever_owes_alone_owes_all_and_does_not_leave_the_debt(
    office: Office, enrolment: Enrolment, kind: str
) -> None:
    given = (debt_id(office, enrolment), {"obligation": enrolment.obligation_id})
    with pytest.raises(RuleBroken) as refused:
        office.do(clerk(COURT), propose, kind, *given)
    assert refused.value.field == "obligation"


def test_who_is_liable_for_a_part_is_done_once_that_came_on_the_own_account(
    office: Office, enrolment: Enrolment
) -> None:
    guarantor = announced(office, 2)
    debt, whose = debt_id(office, enrolment), {"obligation": guarantor.obligation_id}
    decided(office, "debt-join", debt, whose)
    decided(office, "debt-liable", debt, {**whose, "up_to": "30000.00"})
    office.pay(account=account(1), amount=Decimal("60000.00"))
    office.pay(account=account(2), amount=Decimal("29999.99"))
    assert {office.found(one).state for one in (enrolment, guarantor)} == {State.ACTIVE}
    office.pay(account=account(2), amount=Decimal("0.01"))
    assert (office.found(enrolment).state, office.found(guarantor).ended_for) == (State.ACTIVE, "paid")
    with pytest.raises(RuleBroken):
        office.do(clerk(COURT), propose, "debt-liable", debt, whose)
    office.pay(account=account(1), amount=Decimal("10000.00"))
    assert office.found(enrolment).ended_for == "paid"


def test_a_limit_that_is_taken_away_leaves_the_debtor_liable_for_all(office: Office, enrolment: Enrolment) -> None:
    second = announced(office, 2)
    debt, whose = debt_id(office, enrolment), {"obligation": second.obligation_id}
    decided(office, "debt-join", debt, whose)
    decided(office, "debt-liable", debt, {**whose, "up_to": "30000.00"})
    decided(office, "debt-liable", debt, whose)
    office.pay(account=account(2), amount=Decimal("30000.00"))
    assert office.found(second).state is State.ACTIVE


def test_a_debtor_is_joined_only_where_the_amounts_agree_or_terms_say_them(
    office: Office, enrolment: Enrolment
) -> None:
    other = announced(office, 2, owed=Decimal("50000.00"))
    debt, joining = debt_id(office, enrolment), {"obligation": other.obligation_id}
    for subject, content in ((debt, joining), (debt_id(office, other), joining)):
        with pytest.raises(RuleBroken) as refused:
            office.do(clerk(COURT), propose, "debt-join", subject, content)
        assert refused.value.field == "obligation"
    filed(office, enrolment)
    with pytest.raises(RuleBroken):
        office.do(clerk(COURT), propose, "debt-join", debt_id(office, other), {"obligation": enrolment.obligation_id})
    decided(office, "debt-join", debt, joining)
    with pytest.raises(NotFound):
        office.do(clerk(COURT), propose, "debt-join", debt, {"obligation": "f" * 16})
