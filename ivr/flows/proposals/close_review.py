"""Close a payment's review without crediting it: not ours, to be refunded, or a reversal that was noted."""

from ivr.domain.payment import Closing
from ivr.domain.proposal import Proposal
from ivr.domain.review import closings
from ivr.flows.desk import Work
from ivr.flows.proposals.content import one_of, only
from ivr.flows.proposals.kind import Content, Kind
from ivr.flows.proposals.reviewed import look, reviewed


def _check(work: Work, payment_id: str, content: Content) -> Content:
    only(content, "as")
    return {"as": one_of(content, "as", closings(reviewed(work, payment_id)))}


def _apply(work: Work, proposal: Proposal, content: Content) -> None:
    payment = reviewed(work, proposal.subject)
    payment.closed_as, payment.closed_at = Closing(content["as"]), work.now
    told = {"before": str(payment.review_for), "after": content["as"]}
    work.record("close_review", payment.id, court_id=proposal.court_id, **told)


KIND = Kind("了结待核查款项", "close a payment's review", look, _check, _apply)
