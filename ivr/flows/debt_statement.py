"""The statement of a debt: what is left on a day, the working line by line, and the instalments. It names nobody."""

from dataclasses import dataclass
from datetime import date

from ivr.domain.debt.credit import came
from ivr.domain.debt.debt import Debt
from ivr.domain.debt.instalments import Instalment, schedule
from ivr.domain.debt.ledger import statement
from ivr.domain.debt.statement import Statement
from ivr.domain.staff import require
from ivr.flows.debt_terms import terms_of, zone_of
from ivr.flows.desk import Work
from ivr.store import debts


@dataclass(frozen=True)
class DebtStatement:
    debt_id: str
    statement: Statement
    instalments: list[Instalment]


def debt_statement(work: Work, debt_id: str, on: date | None = None) -> DebtStatement:
    """At the end of a day of the court, None: today. Raises NotFound."""
    require(work.actor, "read_cases")
    debt = work.scope.one(Debt, debt_id)
    terms, zone = terms_of(work, debt), zone_of(work, debt)
    credits = debts.credits_of(work.session, debt, zone)
    day = on or work.now.astimezone(zone).date()
    told = schedule(terms.agreement, came(credits), day) if terms.agreement else []
    return DebtStatement(debt.id, statement(terms, credits, day), told)
