"""Money that a person must look at: until when, and how that may end."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from ivr.domain.debt.balance import Balance
from ivr.domain.errors import RuleBroken
from ivr.domain.payment import Closing, Payment, ReviewFor
from ivr.domain.workdays import Due, after_days

CLAIM_DAYS: Final = 3
"""Money in the master account is claimed within three days (practice of one case, one account)."""

FOR_INFORMATION: Final = frozenset({ReviewFor.PART_PAID})
FOR_PEOPLE: Final = tuple(one for one in ReviewFor if one not in FOR_INFORMATION)
CLAIMABLE: Final = frozenset(ReviewFor) - {
    ReviewFor.NOT_BOOKED,  # no money yet
    ReviewFor.RETURNED,  # no repayment
    ReviewFor.IN_PARTS,  # its parts come, or came, by themselves
    ReviewFor.REVERSAL,  # taken off already
    ReviewFor.OVERPAID,  # credited already
    ReviewFor.PART_PAID,
}

_STRAY = (Closing.NOT_OURS, Closing.REFUND)
_WITHOUT_CREDIT: Mapping[ReviewFor, tuple[Closing, ...]] = {
    ReviewFor.IN_PARTS: (Closing.NOT_OURS,),
    ReviewFor.NOT_BOOKED: (Closing.NOT_OURS,),
    ReviewFor.REVERSAL: (Closing.REVERSAL_NOTED,),
    ReviewFor.OVERPAID: (Closing.REFUND,),
    ReviewFor.EARLY: (Closing.COUNTED_BEFORE, *_STRAY),
}
"""Whatever is not here may have gone astray."""


def early(booked_on: date, *known_on: date | None) -> bool:
    """Booked on a day before the debt was filed here, or before its terms begin: what is said to be owed may have it
    taken off already.

    That day itself is not early: banks book by days, and nobody would have counted it.
    """
    return any(first is not None and booked_on < first for first in known_on)


def told_by(balance: Balance) -> ReviewFor | None:
    """What a person is told of money that was credited, by what is left of the debt then."""
    return ReviewFor.OVERPAID if balance.overpaid else None


def due(booked_on: date) -> Due:
    """Until when it is to be claimed."""
    return after_days(booked_on, CLAIM_DAYS)


def closings(payment: Payment) -> list[str]:
    """How its review may be closed with nothing credited."""
    why = payment.review_for
    return [] if why is None or payment.closed_as else [str(one) for one in _WITHOUT_CREDIT.get(why, _STRAY)]


def claimable(payment: Payment) -> bool:
    """Whether it may be credited to a debt by two people."""
    return payment.review_for in CLAIMABLE and payment.closed_as is None


def require_open(payment: Payment) -> None:
    """Raises RuleBroken when no person has to look at it, or one has."""
    if payment.review_for is None or payment.closed_as is not None:
        reason, reason_zh = "this payment waits for nobody", "该款项无须核查或已了结"
        raise RuleBroken(field="payment", reason=reason, reason_zh=reason_zh)
