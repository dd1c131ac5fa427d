"""A debt in the office in miniature: an enrolment that announces for it, and its terms, filed by two people."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from ivr.domain.debt.statement import Statement
from ivr.domain.enrolment import Enrolment
from ivr.domain.payment import Obligation
from ivr.flows.debt_statement import debt_statement
from ivr.flows.decide_proposal import accept_proposal
from ivr.flows.propose import propose
from tests.flows.office import Office, account, approver, clerk, number

COURT = "shunqing"
TODAY = date(2026, 3, 2)
"""On which the office's clock starts."""
LATE = {"principal": "100000.00", "late": {"dues": [{"on": "2025-11-25"}]}}
"""2026-03-05, when the grace period is over, is its hundredth day."""


def announced(office: Office, n: int = 1, **changes: Any) -> Enrolment:
    given = {"account": account(n), "number": number(n), "owed": Decimal("100000.00")}
    return office.announced(COURT, **(given | changes))


@pytest.fixture
def enrolment(office: Office) -> Enrolment:
    office.court(COURT)
    return announced(office)


def debt_id(office: Office, enrolment: Enrolment) -> str:
    with Session(office.engine) as session:
        return session.get_one(Obligation, enrolment.obligation_id).debt_id


def decided(office: Office, kind: str, subject: str, content: dict[str, Any]) -> None:
    """Proposed by one, accepted by another."""
    proposal = office.do(clerk(COURT), propose, kind, subject, content)
    office.do(approver(COURT), accept_proposal, proposal.id, proposal.digest)


def told(office: Office, enrolment: Enrolment, on: date | None = None) -> Statement:
    return office.look(clerk(COURT), debt_statement, debt_id(office, enrolment), on).statement


def filed(office: Office, enrolment: Enrolment, content: dict[str, Any] = LATE) -> None:
    decided(office, "debt-terms", debt_id(office, enrolment), content)
