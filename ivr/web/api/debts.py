"""Debts: who owes one, its terms, and its statement on a day. They are changed by proposals."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from ivr.domain.moment import day
from ivr.flows.debt_statement import debt_statement
from ivr.flows.view_debt import read_debt_terms, view_debt
from ivr.web.api.debt_shapes import DebtTold, StatementTold, TermsTold, tell_statement
from ivr.web.api.enrolment_shapes import Reason
from ivr.web.api.shape import refusals
from ivr.web.auth import Signed
from ivr.web.parts import Given
from ivr.web.route import Route, looks_only

DebtId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", examples=["00c0ffee00c0ffee"])]
On = Annotated[str | None, Query(max_length=10, description="a day of the court, such as 2026-03-01; today without it")]

router = APIRouter(prefix="/debts", tags=["debts"], responses=refusals(403, 404), route_class=Route)


@router.get("/{debt_id}")
def show(debt_id: DebtId, parts: Given, actor: Signed) -> DebtTold:
    """A debt and the obligations of those who owe it together, without its terms."""
    with parts.desk.read(actor) as work:
        return DebtTold.model_validate(view_debt(work, debt_id))


@router.post("/{debt_id}/terms")
@looks_only
def show_terms(debt_id: DebtId, why: Reason, parts: Given, actor: Signed) -> TermsTold:
    """What the judgment says, and what was ordered or agreed since. The reason is written into the audit trail."""
    with parts.desk.work(actor) as work:
        return TermsTold.model_validate(read_debt_terms(work, debt_id, why.reason))


@router.get("/{debt_id}/statement")
def show_statement(debt_id: DebtId, parts: Given, actor: Signed, on: On = None) -> StatementTold:
    """What is left at the end of a day, with the working line by line, each to be checked with a pencil."""
    until = None if on is None else day(on, "on")
    with parts.desk.read(actor) as work:
        return tell_statement(debt_statement(work, debt_id, until))
