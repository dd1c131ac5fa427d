"""What a judgment says about a debt: filed, or replaced. What was ordered or agreed since stays."""

from ivr.domain.debt.read import read_judgment
from ivr.domain.debt.write import written
from ivr.domain.proposal import Proposal
from ivr.flows.desk import Work
from ivr.flows.proposals.debt_subject import change, look
from ivr.flows.proposals.kind import Content, Kind


def _check(_work: Work, _debt_id: str, content: Content) -> Content:
    return dict(written(read_judgment(content)))


def _apply(work: Work, proposal: Proposal, content: Content) -> None:
    change(work, proposal.subject, judgment=read_judgment(content))


KIND = Kind("登记债务内容", "what the judgment says about a debt", look, _check, _apply)
