"""Another debtor is jointly liable for a debt: the obligation filed for that person belongs to this debt from now on.

Money on either account counts for it, and when nothing is left every debtor's notice ends.
"""

from ivr.domain.debt.debt import Debt
from ivr.domain.errors import RuleBroken
from ivr.domain.payment import Obligation
from ivr.domain.proposal import Proposal
from ivr.flows.desk import Work
from ivr.flows.proposals.content import only, text
from ivr.flows.proposals.debt_subject import look
from ivr.flows.proposals.kind import Content, Kind
from ivr.flows.settle import settle
from ivr.store import debts


def _check(work: Work, debt_id: str, content: Content) -> Content:
    only(content, "obligation")
    joining = work.scope.one(Obligation, text(content, "obligation"))
    own = work.scope.one(Debt, joining.debt_id)
    if own.id == debt_id:
        raise _refused("it belongs to this debt already", "该债务人已在本债务之内")
    if joining.discharged_at is not None:
        raise _refused("it is paid in full", "该债务人已全部履行")
    if own.terms is not None or len(debts.obligations_of(work.session, own)) > 1:
        raise _refused("its own debt has terms or other debtors; join that one's to it", "其债务已另有内容或其他债务人")
    debt = work.scope.one(Debt, debt_id)
    if debt.terms is None and joining.owed != debts.obligations_of(work.session, debt)[0].owed:
        raise _refused("the papers name another amount; file the debt's terms first", "金额不一致，请先登记债务内容")
    return {"obligation": joining.id}


def _apply(work: Work, proposal: Proposal, content: Content) -> None:
    debt = work.scope.one(Debt, proposal.subject)
    joining = work.scope.one(Obligation, content["obligation"])
    own = debts.take(work.session, joining.debt_id)
    joining.debt_id, debt.version = debt.id, debt.version + 1
    work.session.flush()
    work.session.delete(own)
    work.record("join_debt", joining.id, court_id=debt.court_id, before=own.id, after=debt.id)
    settle(work, debt)


def _refused(reason: str, reason_zh: str) -> RuleBroken:
    return RuleBroken(field="obligation", reason=reason, reason_zh=reason_zh)


KIND = Kind("并入连带债务人", "another debtor, jointly liable for a debt", look, _check, _apply)
