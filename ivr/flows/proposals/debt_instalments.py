"""An enforcement settlement by instalments, or with ``ended_on`` its end. It takes the place of the one before."""

from ivr.domain.debt.read import read_agreement
from ivr.domain.debt.write import written
from ivr.domain.proposal import Proposal
from ivr.flows.desk import Work
from ivr.flows.proposals.debt_subject import change, look, not_ahead
from ivr.flows.proposals.kind import Content, Kind


def _check(work: Work, debt_id: str, content: Content) -> Content:
    agreement = read_agreement(content)
    not_ahead(work, debt_id, "signed_on", agreement.signed_on)
    if agreement.ended_on is not None:
        not_ahead(work, debt_id, "ended_on", agreement.ended_on)
    return dict(written(agreement))


def _apply(work: Work, proposal: Proposal, content: Content) -> None:
    change(work, proposal.subject, agreement=read_agreement(content))


KIND = Kind("登记分期履行和解协议", "a settlement by instalments", look, _check, _apply)
