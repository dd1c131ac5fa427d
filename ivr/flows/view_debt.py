"""Show a debt: who of the debtors owes it, by their obligations; and, written down, its terms."""

from dataclasses import dataclass, field
from typing import Any

from ivr.domain.debt.debt import Debt
from ivr.domain.debt.write import written
from ivr.domain.erased import ERASED
from ivr.domain.payment import Obligation
from ivr.domain.staff import require
from ivr.domain.text import plain
from ivr.flows.debt_terms import terms_of
from ivr.flows.desk import Work
from ivr.store import debts


@dataclass(frozen=True)
class DebtView:
    """``version``: how often its terms were changed; 0: the papers' one amount."""

    id: str
    version: int
    obligations: list[Obligation]


@dataclass(frozen=True)
class TermsView:
    """As they are proposed. ``terms`` None: they are erased."""

    id: str
    version: int
    terms: dict[str, Any] | None = field(repr=False)


def view_debt(work: Work, debt_id: str) -> DebtView:
    """Without its terms, which may name creditors. Raises NotFound."""
    require(work.actor, "read_cases")
    debt = work.scope.one(Debt, debt_id)
    return DebtView(debt.id, debt.version, debts.obligations_of(work.session, debt))


def read_debt_terms(work: Work, debt_id: str, reason: str) -> TermsView:
    """With them: that somebody read them is written down. Raises NotFound, BadInput without a reason."""
    require(work.actor, "reveal")
    debt = work.scope.one(Debt, debt_id)
    work.record("read_debt", debt.id, court_id=debt.court_id, reason=plain(reason, "reason", 200))
    return TermsView(debt.id, debt.version, None if debt.terms == ERASED else written(terms_of(work, debt)))
