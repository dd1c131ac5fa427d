"""The creditor gives up a part of a debt. One for the same day and part takes the place of the one before."""

from dataclasses import replace

from ivr.domain.debt.debt import Debt
from ivr.domain.debt.ledger import statement
from ivr.domain.debt.read import read_waiver
from ivr.domain.debt.terms import Terms, Waiver
from ivr.domain.debt.write import written
from ivr.domain.errors import BadInput
from ivr.domain.proposal import Proposal
from ivr.flows.debt_terms import zone_of
from ivr.flows.desk import Work
from ivr.flows.proposals.debt_subject import change, current, look, not_ahead
from ivr.flows.proposals.kind import Content, Kind
from ivr.store import debts


def _check(work: Work, debt_id: str, content: Content) -> Content:
    waiver = read_waiver(content)
    not_ahead(work, debt_id, "on", waiver.on)
    _require_owed(work, work.scope.one(Debt, debt_id), waiver)
    return dict(written(waiver))


def _require_owed(work: Work, debt: Debt, waiver: Waiver) -> None:
    """More than was left of the part on that day cannot be given up."""
    terms = _without(current(work, debt.id), waiver)
    credits = debts.credits_of(work.session, debt, zone_of(work, debt))
    earlier = [one for one in credits if one.on < waiver.on]  # a waiver comes before the money of its day
    left = statement(terms, earlier, waiver.on).balance.of(waiver.part)
    if left < (waiver.amount or left):
        reason, reason_zh = f"only {left} yuan of it were left on that day", f"当日该项仅余 {left} 元"
        raise BadInput(field="amount", reason=reason, reason_zh=reason_zh)


def _apply(work: Work, proposal: Proposal, content: Content) -> None:
    waiver = read_waiver(content)
    others = _without(current(work, proposal.subject), waiver).waivers
    change(work, proposal.subject, waivers=tuple(sorted([*others, waiver], key=lambda one: (one.on, one.part))))


def _without(terms: Terms, waiver: Waiver) -> Terms:
    others = tuple(one for one in terms.waivers if (one.on, one.part) != (waiver.on, waiver.part))
    return replace(terms, waivers=others)


KIND = Kind("登记债权人放弃部分债权", "the creditor waives a part of a debt", look, _check, _apply)
