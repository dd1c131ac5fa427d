"""One of several debtors is liable for a part of the debt only, up to an amount; without it, for all of it again.

The notice ends once that much has come on this debtor's own account, or nothing is left of the debt.
"""

from ivr.domain.debt.debt import Debt
from ivr.domain.debt.read import read_limit
from ivr.domain.debt.terms import Limit
from ivr.domain.debt.write import written
from ivr.domain.errors import RuleBroken
from ivr.domain.payment import Obligation
from ivr.domain.proposal import Proposal
from ivr.flows.desk import Work
from ivr.flows.proposals.content import only, text
from ivr.flows.proposals.debt_subject import change, current, look
from ivr.flows.proposals.kind import Content, Kind
from ivr.store import debts


def _check(work: Work, debt_id: str, content: Content) -> Content:
    only(content, "obligation", "up_to")
    one = work.scope.one(Obligation, text(content, "obligation"))
    if one.debt_id != debt_id:
        raise _refused("it belongs to another debt", "该债务人不在本债务之内")
    if one.discharged_at is not None:
        raise _refused("it is performed already", "该债务人已履行完毕")
    if len(debts.obligations_of(work.session, work.scope.one(Debt, debt_id))) == 1:
        raise _refused("nobody else owes this debt: file its terms instead", "本债务没有其他债务人，请改登债务内容")
    return dict(written(read_limit(content))) if "up_to" in content else {"obligation": one.id}


def _apply(work: Work, proposal: Proposal, content: Content) -> None:
    others = without(current(work, proposal.subject).limits, content["obligation"])
    new = (read_limit(content),) if "up_to" in content else ()
    change(work, proposal.subject, limits=(*others, *new))


def without(limits: tuple[Limit, ...], obligation_id: str) -> tuple[Limit, ...]:
    return tuple(one for one in limits if one.obligation != obligation_id)


def _refused(reason: str, reason_zh: str) -> RuleBroken:
    return RuleBroken(field="obligation", reason=reason, reason_zh=reason_zh)


KIND = Kind("登记仅就部分承担责任的债务人", "a debtor who is liable for a part only", look, _check, _apply)
