"""A debtor was joined to a debt by mistake: the obligation has a debt of its own again, of what its papers name.

What came on its account goes with it. A notice that ended meanwhile stays ended (safeguard 6).
"""

from dataclasses import replace

from ivr.domain.debt.debt import Debt
from ivr.domain.errors import RuleBroken
from ivr.domain.payment import Obligation
from ivr.domain.proposal import Proposal
from ivr.flows.debt_terms import keep_terms, terms_of
from ivr.flows.desk import Work
from ivr.flows.proposals.content import only, text
from ivr.flows.proposals.debt_liable import without
from ivr.flows.proposals.debt_subject import look
from ivr.flows.proposals.kind import Content, Kind
from ivr.flows.settle import settle_all
from ivr.store import debts


def _check(work: Work, debt_id: str, content: Content) -> Content:
    only(content, "obligation")
    leaving = work.scope.one(Obligation, text(content, "obligation"))
    if leaving.debt_id != debt_id:
        raise _refused("it belongs to another debt", "该债务人不在本债务之内")
    if len(debts.obligations_of(work.session, work.scope.one(Debt, debt_id))) == 1:
        raise _refused("nobody else owes this debt", "本债务没有其他债务人")
    return {"obligation": leaving.id}


def _apply(work: Work, proposal: Proposal, content: Content) -> None:
    debt = work.scope.locked(Debt, proposal.subject)
    leaving = work.scope.one(Obligation, content["obligation"])
    own = Debt(work.new_id(), debt.court_id)
    work.session.add(own)
    work.session.flush()
    leaving.debt_id, debt.version = own.id, debt.version + 1
    if debt.terms is not None:
        terms = terms_of(work, debt)
        keep_terms(work, debt, replace(terms, limits=without(terms.limits, leaving.id)))
    work.record("leave_debt", leaving.id, court_id=debt.court_id, before=debt.id, after=own.id)
    settle_all(work, {debt.id, own.id})


def _refused(reason: str, reason_zh: str) -> RuleBroken:
    return RuleBroken(field="obligation", reason=reason, reason_zh=reason_zh)


KIND = Kind("撤回并入的连带债务人", "a debtor who was joined to a debt by mistake", look, _check, _apply)
