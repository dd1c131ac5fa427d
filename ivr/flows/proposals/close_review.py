"""Close a payment's review with nothing credited: not ours, to be refunded, counted before, or a reversal noted."""

from ivr.domain.payment import Closing
from ivr.domain.proposal import Proposal
from ivr.domain.review import closings
from ivr.flows.desk import Work
from ivr.flows.proposals.content import one_of, only
from ivr.flows.proposals.kind import Content, Kind
from ivr.flows.proposals.reviewed import close, look, reviewed


def _check(work: Work, payment_id: str, content: Content) -> Content:
    only(content, "as")
    return {"as": one_of(content, "as", closings(reviewed(work, payment_id)))}


def _apply(work: Work, proposal: Proposal, content: Content) -> None:
    close(work, reviewed(work, proposal.subject), Closing(content["as"]))


KIND = Kind("了结待核查款项", "close a payment's review", look, _check, _apply)
