"""What a clerk records with a document and another person confirms: credited by its day, once, and nothing before."""

from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from ivr.domain.enrolment import Enrolment, State
from ivr.domain.errors import BadInput, NotFound, RuleBroken, SamePerson
from ivr.domain.payment import Obligation, Payment, PaymentState, ReviewFor
from ivr.flows.decide_proposal import accept_proposal
from ivr.flows.list_proposals import read_proposal
from ivr.flows.propose import propose
from ivr.store.debts import credits_of, of_obligation
from tests.flows.office import Office, account, approver, clerk, number
from tests.flows.truth import registered

COURT = "shunqing"
DOCUMENT = "收条 2026-3，张三"


@pytest.fixture
def one(office: Office) -> Enrolment:
    return office.announced(office.court(COURT), account=account(1), number=number(1))


def paid(office: Office, **changes: str) -> dict[str, str]:
    day = str(office.clock.now().date())
    return {"amount": "100.00", "on": day, "document": DOCUMENT, "proof": "creditor-confirmation", **changes}


def goods(office: Office, **changes: str) -> dict[str, str]:
    given = {name: value for name, value in paid(office).items() if name != "proof"}
    return {**given, "goods": "川R00000 轿车一辆", **changes}


def proposed(office: Office, kind: str, one: Enrolment, content: dict[str, str]) -> str:
    return office.do(clerk(COURT), propose, kind, one.obligation_id, content).id


def confirm(office: Office, key: str) -> None:
    digest = office.do(approver(COURT), read_proposal, key, "复核").proposal.digest
    office.do(approver(COURT), accept_proposal, key, digest)


def recorded(office: Office) -> list[Payment]:
    with Session(office.engine) as session:
        return list(session.scalars(select(Payment)))


@pytest.mark.parametrize("kind", ["direct-payment", "in-kind"])
def test_it_is_credited_when_another_person_confirms_it_and_the_notice_ends_in_that_moment(
    office: Office, one: Enrolment, kind: str
) -> None:
    key = proposed(office, kind, one, paid(office) if kind == "direct-payment" else goods(office))
    assert (recorded(office), len(registered(office))) == ([], 1)
    confirm(office, key)
    (payment,) = recorded(office)
    assert (payment.state, payment.credited, payment.review_for) == (PaymentState.CREDITED, Decimal("100.00"), None)
    assert (office.found(one).state, office.found(one).ended_for, registered(office)) == (State.REMOVED, "paid", {})
    assert DOCUMENT not in payment.external_id + payment.raw


def test_who_records_it_does_not_confirm_it(office: Office, one: Enrolment) -> None:
    key = office.do(approver(COURT), propose, "direct-payment", one.obligation_id, paid(office)).id
    digest = office.do(approver(COURT), read_proposal, key, "复核").proposal.digest
    with pytest.raises(SamePerson):
        office.do(approver(COURT), accept_proposal, key, digest)
    assert len(registered(office)) == 1


def test_it_counts_on_the_day_that_it_names(office: Office, one: Enrolment) -> None:
    confirm(office, proposed(office, "direct-payment", one, paid(office, amount="40.00", on="2026-03-02")))
    with Session(office.engine) as session, session.begin():
        debt = of_obligation(session, session.get_one(Obligation, one.obligation_id))
        (credit,) = credits_of(session, debt, ZoneInfo("Asia/Shanghai"))
    assert (credit.on, credit.amount) == (date(2026, 3, 2), Decimal("40.00"))
    assert recorded(office)[0].review_for is None
    assert len(registered(office)) == 1


def test_one_document_is_credited_to_a_debt_once(office: Office, one: Enrolment) -> None:
    confirm(office, proposed(office, "direct-payment", one, paid(office, amount="40.00")))
    with pytest.raises(RuleBroken):
        proposed(office, "direct-payment", one, paid(office, amount="60.00"))
    waiting = proposed(office, "direct-payment", one, paid(office, amount="10.00", document="另一收条"))
    again = office.do(clerk(COURT), propose, "in-kind", one.obligation_id, goods(office, document="另一收条")).id
    confirm(office, waiting)
    with pytest.raises(RuleBroken):
        confirm(office, again)
    assert sorted(payment.amount for payment in recorded(office)) == [Decimal("10.00"), Decimal("40.00")]


def test_what_was_paid_in_full_meanwhile_is_looked_at_anew(office: Office, one: Enrolment) -> None:
    key = proposed(office, "direct-payment", one, paid(office))
    office.pay(account=account(1))
    with pytest.raises(RuleBroken) as refused:
        confirm(office, key)
    assert refused.value.field == "subject"
    confirm(office, proposed(office, "direct-payment", one, paid(office, document="重新提出")))
    assert {payment.review_for for payment in recorded(office)} == {None, ReviewFor.OVERPAID}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("amount", "0.00"),
        ("amount", "1.001"),
        ("amount", "-1.00"),
        ("on", "2026-02-30"),
        ("on", "2099-01-01"),
        ("document", ""),
        ("document", "${x}"),
        ("proof", "hearsay"),
        ("extra", "x"),
    ],
)
def test_a_wrong_field_is_refused_by_its_name(office: Office, one: Enrolment, field: str, value: str) -> None:
    with pytest.raises(BadInput) as refused:
        proposed(office, "direct-payment", one, paid(office, **{field: value}))
    assert refused.value.field == ("content" if field == "extra" else field)


def test_another_courts_debt_is_not_found(office: Office, one: Enrolment) -> None:
    office.court("gaoping")
    with pytest.raises(NotFound):
        office.do(clerk("gaoping"), propose, "direct-payment", one.obligation_id, paid(office))
