"""How tests let two people claim money, or close its review."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from ivr.domain.enrolment import Enrolment
from ivr.domain.payment import Payment
from ivr.flows.decide_proposal import accept_proposal
from ivr.flows.list_payments import Reviewed, read_payment
from ivr.flows.list_proposals import read_proposal
from ivr.flows.pass_on_payment import pass_on_payment
from ivr.flows.propose import propose
from ivr.flows.set_court_code import set_court_code
from tests.flows.office import OPERATOR, Office, account, approver, clerk, number

COURT, OTHER = "shunqing", "gaoping"
CASE = "（2025）川1302执77号"
NEARLY = "张三还款（2025）川13O2执77号"
"""With a letter O: nothing that could be matched."""
DAY = timedelta(days=1)


def owing(office: Office) -> Enrolment:
    """Somebody who owes 100 yuan and is announced; the court's code is known."""
    office.court(COURT)
    office.do(OPERATOR, set_court_code, COURT, "川1302")
    return office.announced(COURT, case_number=CASE, account=account(1), number=number(1))


def proposed(office: Office, kind: str, payment: Payment, **content: str) -> str:
    return office.do(clerk(COURT), propose, kind, payment.id, content).id


def accept(office: Office, key: str) -> Payment:
    return stored(office, office.do(approver(COURT), accept_proposal, key, digest_of(office, key)).subject)


def digest_of(office: Office, key: str) -> str:
    return office.do(approver(COURT), read_proposal, key, "复核").proposal.digest


def claimed(office: Office, payment: Payment, one: Enrolment, **content: str) -> Payment:
    return accept(office, proposed(office, "claim", payment, obligation=one.obligation_id, **content))


def stored(office: Office, key: str) -> Payment:
    with Session(office.engine) as session:
        return session.get_one(Payment, key)


def read(office: Office, payment: Payment) -> Reviewed:
    return office.do(clerk(COURT), read_payment, payment.id, "核对")


def stray(office: Office, **changes: Any) -> Payment:
    """Nothing matches it, and it is this court's to look at."""
    payment = office.pay(**{"text": "无附言", **changes})
    return office.do(OPERATOR, pass_on_payment, payment.id, COURT) if payment.court_id is None else payment
