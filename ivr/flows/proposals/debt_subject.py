"""A debt as the subject of a proposal, and what every accepted change of it leads to."""

from dataclasses import replace
from datetime import date

from ivr.domain.debt.debt import Debt
from ivr.domain.debt.terms import Terms
from ivr.domain.errors import BadInput, RuleBroken
from ivr.flows.debt_terms import keep_terms, terms_of, zone_of
from ivr.flows.desk import Work
from ivr.flows.proposals.kind import Subject
from ivr.flows.settle import settle
from ivr.store import debts
from ivr.store.digest import row_digest


def look(work: Work, debt_id: str) -> Subject:
    """Raises NotFound, RuleBroken when it is paid in full."""
    debt = work.scope.locked(Debt, debt_id)
    owing = debts.obligations_of(work.session, debt)
    if all(one.discharged_at is not None for one in owing):
        raise RuleBroken(field="debt", reason="the debt is paid in full", reason_zh="债务已全部履行")
    return Subject(debt.court_id, owing[0].person_id, row_digest(debt))


def current(work: Work, debt_id: str) -> Terms:
    return terms_of(work, work.scope.one(Debt, debt_id))


def change(work: Work, debt_id: str, **changes: object) -> None:
    """Its terms say something else from now on, perhaps that nothing is owed any more."""
    debt = work.scope.locked(Debt, debt_id)
    before = str(debt.version)
    keep_terms(work, debt, replace(terms_of(work, debt), **changes))  # type: ignore[arg-type]
    work.record("change_debt", debt.id, court_id=debt.court_id, before=before, after=str(debt.version))
    settle(work, debt)


def not_ahead(work: Work, debt_id: str, field: str, day: date) -> None:
    """Raises BadInput for a day that the court has not reached."""
    if day > work.now.astimezone(zone_of(work, work.scope.one(Debt, debt_id))).date():
        raise BadInput(field=field, reason="it lies in the future", reason_zh="日期在将来")
