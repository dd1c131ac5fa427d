"""The papers on file, found by what they say."""

from datetime import date

from sqlalchemy import ColumnElement, insert, select, union_all, update
from sqlalchemy.orm import Session

from ivr.domain.enrolment import LIVING
from ivr.domain.order import HolderProof, Order, Person
from ivr.domain.payment import Obligation
from ivr.store.find import Scope
from ivr.store.tables import enrolments, numbers, obligations, orders, persons, resumed_cases


def person(scope: Scope, court_id: str, id_index: str) -> Person | None:
    """Locked as by a reference to it: who is being erased in this moment is not found, and is filed anew."""
    mine = select(Person).where(persons.c.court_id == court_id, persons.c.id_index == id_index)
    return scope.session.scalars(mine.with_for_update(read=True, key_share=True)).first()


def order(scope: Scope, person_id: str, case_number: str, number: str, signed_on: date) -> Order | None:
    """This very order."""
    same = (orders.c.person_id == person_id, orders.c.case_number == case_number, orders.c.number == number)
    return scope.first(Order, *same, orders.c.signed_on == signed_on)


def running(session: Session, obligation_id: str, number: str, own: str = "") -> bool:
    """Whether another enrolment than ``own`` of this debt on this number has not ended."""
    same = (enrolments.c.obligation_id == obligation_id, enrolments.c.number == number, enrolments.c.id != own)
    return session.scalar(select(enrolments.c.id).where(*same, enrolments.c.state.in_(LIVING)).limit(1)) is not None


def proof(scope: Scope, person_id: str, number: str) -> HolderProof | None:
    return scope.first(HolderProof, numbers.c.person_id == person_id, numbers.c.number == number)


def obligation(scope: Scope, person_id: str, case_number: str) -> Obligation | None:
    return scope.first(Obligation, obligations.c.person_id == person_id, obligations.c.case_number == case_number)


def account_taken(session: Session, account: str) -> bool:
    """Across all courts: a virtual account names one obligation."""
    first = select(obligations.c.id).where(obligations.c.account == account)
    resumed = select(resumed_cases.c.obligation_id).where(resumed_cases.c.account == account)
    return session.scalar(union_all(first, resumed).limit(1)) is not None


def account_of_case(session: Session, debt: Obligation, case_number: str) -> str | None:
    """The virtual account that was opened for one of a debt's cases; None for a case that is not filed with it."""
    if debt.case_number == case_number:
        return debt.account
    row = session.execute(select(resumed_cases.c.account).where(*_case(debt.id, case_number))).first()
    return None if row is None else row.account or debt.account


def link_case(session: Session, debt: Obligation, case_number: str, account: str | None) -> None:
    """Once; a case that is filed with the debt already stays as it is."""
    if session.execute(select(resumed_cases.c.account).where(*_case(debt.id, case_number))).first() is None:
        values = {"obligation_id": debt.id, "case_number": case_number, "court_id": debt.court_id, "account": account}
        session.execute(insert(resumed_cases).values(values))


def forget_accounts(session: Session, debt_id: str) -> None:
    """Those of its resumed cases, when the person is erased."""
    session.execute(update(resumed_cases).where(resumed_cases.c.obligation_id == debt_id).values(account=None))


def _case(debt_id: str, case_number: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return resumed_cases.c.obligation_id == debt_id, resumed_cases.c.case_number == case_number
