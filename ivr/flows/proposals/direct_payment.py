"""A payment made straight to the creditor: by the creditor's confirmation, or by another proof of it."""

from ivr.flows.desk import Work
from ivr.flows.proposals.by_hand import checked, record
from ivr.flows.proposals.content import one_of
from ivr.flows.proposals.debtor import look
from ivr.flows.proposals.kind import Content, Kind

_PROOFS = ["creditor-confirmation", "receipt"]


def _check(work: Work, obligation_id: str, content: Content) -> Content:
    return checked(work, obligation_id, content, proof=one_of(content, "proof", _PROOFS))


KIND = Kind("直接向申请执行人履行", "a payment straight to the creditor", look, _check, record)
