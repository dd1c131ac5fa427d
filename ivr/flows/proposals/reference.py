"""File a payment reference of the court's own for a debt: from then on money that names it is matched by it."""

from ivr.domain import reference
from ivr.domain.errors import RuleBroken
from ivr.domain.payment import Obligation
from ivr.domain.proposal import Proposal
from ivr.flows.desk import Work
from ivr.flows.proposals.content import only, text
from ivr.flows.proposals.debtor import look
from ivr.flows.proposals.kind import Content, Kind
from ivr.store import keys


def _check(work: Work, _obligation_id: str, content: Content) -> Content:
    only(content, "reference")
    given = reference.own(text(content, "reference"))
    if reference.obligation_id(given) or keys.reference_taken(work.session, given):
        reason, reason_zh = "this reference belongs to a debt already", "该参考号已属于一笔债务"
        raise RuleBroken(field="reference", reason=reason, reason_zh=reason_zh)
    return {"reference": given}


def _apply(work: Work, proposal: Proposal, content: Content) -> None:
    """Two courts may choose the same one in the same moment: the second is refused by the store (Clash)."""
    obligation = work.scope.one(Obligation, proposal.subject)
    keys.file_reference(work.session, obligation, content["reference"])
    work.record("file_reference", obligation.id, court_id=obligation.court_id)


KIND = Kind("登记本院缴款参考号", "file a payment reference of the court's own", look, _check, _apply)
