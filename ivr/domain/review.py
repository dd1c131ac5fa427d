"""How a payment's review ends: by a claim for a debt, or without crediting anything."""

from collections.abc import Mapping

from ivr.domain.errors import RuleBroken
from ivr.domain.payment import Closing, Payment, ReviewFor

_STRAY = (Closing.NOT_OURS, Closing.REFUND)
_WITHOUT_CREDIT: Mapping[ReviewFor, tuple[Closing, ...]] = {
    ReviewFor.UNMATCHED: _STRAY,
    ReviewFor.AMBIGUOUS: _STRAY,
    ReviewFor.FOREIGN_CURRENCY: _STRAY,
    ReviewFor.ODD_AMOUNT: _STRAY,
    ReviewFor.RETURNED: _STRAY,
    ReviewFor.CONTRADICTED: _STRAY,
    ReviewFor.NO_REFERENCE: _STRAY,
    ReviewFor.IN_PARTS: (Closing.NOT_OURS,),
    ReviewFor.NOT_BOOKED: (Closing.NOT_OURS,),
    ReviewFor.REVERSAL: (Closing.REVERSAL_NOTED,),
    ReviewFor.OVERPAID: (Closing.REFUND,),
}


def closings(payment: Payment) -> list[str]:
    """How its review may be closed with nothing credited."""
    return [] if payment.review_for is None else [str(one) for one in _WITHOUT_CREDIT[payment.review_for]]


def require_open(payment: Payment) -> None:
    """Raises RuleBroken when no person has to look at it, or one has."""
    if payment.review_for is None or payment.closed_as is not None:
        reason, reason_zh = "this payment waits for nobody", "该款项无须核查或已了结"
        raise RuleBroken(field="payment", reason=reason, reason_zh=reason_zh)
