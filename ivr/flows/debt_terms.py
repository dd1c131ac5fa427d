"""The terms of a debt: sealed JSON, or while there is none the one amount in the papers."""

import json
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from ivr.domain.debt.debt import Debt
from ivr.domain.debt.read import read_terms
from ivr.domain.debt.terms import Terms, plain
from ivr.domain.debt.write import written
from ivr.domain.erased import ERASED
from ivr.domain.payment import Obligation
from ivr.flows.desk import Work
from ivr.store import debts

FORMAT = 1


def terms_of(work: Work, debt: Debt, owing: Sequence[Obligation] = ()) -> Terms:
    """Those of an erased debt are gone: what is left is the amount. ``owing``: its obligations, if they are at hand."""
    if debt.terms in {None, ERASED}:
        return plain((owing or debts.obligations_of(work.session, debt))[0].owed)
    kept = json.loads(work.vault.open(str(debt.terms), _place(debt)))
    return read_terms(kept["terms"])


def keep_terms(work: Work, debt: Debt, terms: Terms) -> None:
    """The debt is locked."""
    text = json.dumps({"format": FORMAT, "terms": written(terms)}, ensure_ascii=False)
    debt.terms, debt.version = work.vault.seal(text, _place(debt)), debt.version + 1


def zone_of(work: Work, debt: Debt) -> ZoneInfo:
    """Where the court's calendar days are."""
    return work.zone(debt.court_id)


def _place(debt: Debt) -> str:
    return f"debts.terms.{debt.id}"
